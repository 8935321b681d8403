package org.seedbank.swarm.internal.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BencodeException;

/** What trackers answer is a stranger's: what makes sense of it counts, and nothing of it is without a bound. */
class AnnounceAnswerTest {

    @Test
    void peers_come_in_compact_form_of_both_families() throws Exception {
        AnnounceAnswer answer =
                AnnounceAnswer.parse(bytes("d8:completei3e10:incompletei4e8:intervali1800e12:min intervali900e"
                        + "5:peers12:\u0001\u0002\u0003\u0004\u001a\u00e1\u0005\u0006\u0007\u0008\u0000P"
                        + "6:peers618: \u0001\r\u00b8" + "\u0000".repeat(11) + "\u0001\u001a\u00e1e"));

        assertThat(answer.peers())
                .containsExactly(
                        new InetSocketAddress("1.2.3.4", 6881),
                        new InetSocketAddress("5.6.7.8", 80),
                        new InetSocketAddress("2001:db8::1", 6881));
        assertThat(answer.seeders()).hasValue(3);
        assertThat(answer.leechers()).hasValue(4);
        assertThat(answer.interval()).isEqualTo(Duration.ofMinutes(30));
        assertThat(answer.minInterval()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void peers_come_as_dictionaries_too_and_names_are_not_looked_up() throws Exception {
        AnnounceAnswer answer = AnnounceAnswer.parse(bytes("d5:peersl"
                + "d2:ip7:1.2.3.44:porti6881ee"
                + "d2:ip11:2001:db8::14:porti6882ee"
                + "d2:ip9:localhost4:porti6883ee"
                + "d2:ip7:1.2.3.44:porti0ee"
                + "d2:ip7:1.2.3.44:porti70000ee"
                + "i5eee"));

        assertThat(answer.peers())
                .containsExactly(new InetSocketAddress("1.2.3.4", 6881), new InetSocketAddress("2001:db8::1", 6882));
        assertThat(answer.interval()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void intervals_are_bounded_whatever_they_are() throws Exception {
        for (String odd : new String[] {"i-5e", "i0e", "i2e", "i-9223372036854775808e", "3:abc"}) {
            Duration interval =
                    AnnounceAnswer.parse(bytes("d8:interval" + odd + "e")).interval();
            assertThat(interval).isBetween(Duration.ofMinutes(1), Duration.ofHours(24));
        }
        AnnounceAnswer huge = AnnounceAnswer.parse(bytes("d8:intervali9223372036854775807e12:min intervali86400ee"));
        assertThat(huge.interval()).isEqualTo(Duration.ofHours(24));
        assertThat(AnnounceAnswer.parse(bytes("d8:intervali60e12:min intervali9999ee"))
                        .minInterval())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void a_refusal_says_when_to_come_again() throws Exception {
        AnnounceAnswer later = AnnounceAnswer.parse(bytes("d14:failure reason9:too early8:retry ini5ee"));
        assertThat(later.failure()).contains("too early");
        assertThat(later.retry()).contains(Duration.ofMinutes(5));
        assertThat(later.never()).isFalse();
        assertThat(AnnounceAnswer.parse(bytes("d14:failure reason4:gone8:retry in5:nevere"))
                        .never())
                .isTrue();
        assertThat(AnnounceAnswer.parse(bytes("d14:failure reason1:x8:retry in2:30e"))
                        .retry())
                .contains(Duration.ofMinutes(30));
    }

    @Test
    void words_are_kept_as_they_are_up_to_a_length() throws Exception {
        assertThat(AnnounceAnswer.parse(bytes("d14:failure reason7:\u001b[31mxye"))
                        .failure())
                .contains("\u001b[31mxy");
        assertThat(AnnounceAnswer.parse(bytes("d14:failure reason3:\u00ff\u00fe!e"))
                        .failure())
                .contains("\u00ff\u00fe!");
        assertThat(AnnounceAnswer.parse(bytes("d14:failure reason9999:" + "x".repeat(9999) + "e"))
                        .failure()
                        .orElseThrow())
                .hasSize(501);
    }

    @Test
    void what_else_it_says_is_understood() throws Exception {
        AnnounceAnswer answer = AnnounceAnswer.parse(bytes(
                "d11:external ip4:\u0001\u0002\u0003\u000410:tracker id3:abc15:warning message5:old v8:completei-1ee"));

        assertThat(answer.ownAddress()).contains(InetAddress.getByName("1.2.3.4"));
        assertThat(answer.trackerId()).contains(BBytes.of("abc"));
        assertThat(answer.warning()).contains("old v");
        assertThat(answer.seeders()).isEmpty();
    }

    @Test
    void keys_out_of_order_or_twice_and_what_follows_do_not_matter() throws Exception {
        AnnounceAnswer answer = AnnounceAnswer.parse(bytes("d8:intervali120e8:completei1e8:completei2ee\n"));
        assertThat(answer.interval()).isEqualTo(Duration.ofMinutes(2));
        assertThat(answer.seeders()).isEqualTo(OptionalInt.of(1));
    }

    @Test
    void of_ten_thousand_peers_a_thousand_are_taken() throws Exception {
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.writeBytes(bytes("d5:peers60000:"));
        for (int i = 0; i < 10_000; i++) {
            many.writeBytes(new byte[] {1, 2, (byte) (i >> 8), (byte) i, 26, 1});
        }
        many.writeBytes(bytes("e"));

        assertThat(AnnounceAnswer.parse(many.toByteArray()).peers())
                .hasSize(1000)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_scrape_adds_its_counts() throws Exception {
        AnnounceAnswer announced = AnnounceAnswer.parse(bytes("d8:intervali60ee"));
        byte[] hash = "01234567890123456789".getBytes(StandardCharsets.US_ASCII);

        AnnounceAnswer counted = announced.counting(
                bytes("d5:filesd20:01234567890123456789d8:completei7e10:downloadedi1e10:incompletei2eeee"), hash);

        assertThat(counted.seeders()).hasValue(7);
        assertThat(counted.leechers()).hasValue(2);
        assertThat(announced.counting(bytes("d5:filesdee"), hash)).isEqualTo(announced);
    }

    @Test
    void what_is_no_dictionary_is_no_answer() {
        for (String garbage : new String[] {"", "<html>", "i5e", "le", "d8:interval", "d"}) {
            assertThatThrownBy(() -> AnnounceAnswer.parse(bytes(garbage))).isInstanceOf(BencodeException.class);
        }
    }

    @Test
    void no_bytes_do_more_than_to_be_refused() {
        Random chance = new Random(15);
        for (int round = 0; round < 20_000; round++) {
            byte[] broken =
                    bytes("d8:completei3e8:intervali1800e5:peers6:\u0001\u0002\u0003\u0004\u001a\u00e16:peers60:e");
            for (int i = 0; i < 1 + round % 4; i++) {
                broken[chance.nextInt(broken.length)] = (byte) chance.nextInt();
            }
            assertThat(peers(broken)).isBetween(0, 1000);
        }
    }

    private static int peers(byte[] answer) {
        try {
            return AnnounceAnswer.parse(answer).peers().size();
        } catch (BencodeException e) {
            return 0;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
