package org.seedbank.tracker.internal.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.seedbank.tracker.api.TrackerBounds;
import org.seedbank.tracker.internal.swarms.PeerAddress;
import org.seedbank.tracker.internal.swarms.Refusal;
import org.seedbank.tracker.internal.swarms.Refusals;
import org.seedbank.tracker.internal.swarms.Swarms;

/** Packets of BEP 15 and BEP 41, and whatever else comes to the port. */
class PacketsTest {

    private static final PeerAddress ONE = new PeerAddress(0, 0xc633_6401L, false);
    private static final PeerAddress OTHER = new PeerAddress(0, 0xc633_6402L, false);
    private static final String HASH = "00112233445566778899aabbccddeeff00112233";
    private static final long MINUTE = 60_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(1_000 * MINUTE);
    private final Refusals refusals = new Refusals();
    private final Swarms swarms = new Swarms(TrackerBounds.USUAL, true, refusals, Clock.systemUTC(), nanos::get);
    private final Packets packets = new Packets(swarms, refusals, Optional.empty(), nanos::get);

    private ByteBuffer answer(Packets by, PeerAddress from, String hex) {
        ByteBuffer out = ByteBuffer.allocate(Packets.MAX_ANSWER);
        by.answer(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), from, out);
        return out.flip();
    }

    private String connected(Packets by, PeerAddress from) {
        ByteBuffer answer = answer(by, from, "0000041727101980" + "00000000" + "0a0b0c0d");
        assertThat(answer.remaining()).isEqualTo(16);
        assertThat(answer.getInt()).isZero();
        assertThat(answer.getInt()).isEqualTo(0x0a0b0c0d);
        return "%016x".formatted(answer.getLong());
    }

    private static String announce(String id, long left, int event, int port) {
        return id + "00000001" + "00000007" + HASH + "2d".repeat(20) + "0".repeat(16) + "%016x".formatted(left)
                + "0".repeat(16) + "%08x".formatted(event) + "01020304" + "deadbeef" + "ffffffff"
                + "%04x".formatted(port);
    }

    @Example
    void two_peers_are_told_of_each_other_and_the_address_that_one_claims_counts_for_nothing() {
        answer(packets, ONE, announce(connected(packets, ONE), 0, 2, 6_881));

        ByteBuffer answer = answer(packets, OTHER, announce(connected(packets, OTHER), 99, 2, 6_882));

        assertThat(answer.getInt()).isEqualTo(1);
        assertThat(answer.getInt()).isEqualTo(7);
        assertThat(answer.getInt()).isBetween(570, 600);
        assertThat(answer.getInt()).as("leechers").isEqualTo(1);
        assertThat(answer.getInt()).as("seeders").isEqualTo(1);
        byte[] peers = new byte[answer.remaining()];
        answer.get(peers);
        assertThat(HexFormat.of().formatHex(peers)).isEqualTo("c6336401" + "1ae1");
    }

    @Example
    void a_scrape_has_twelve_bytes_for_each_infohash() {
        answer(packets, ONE, announce(connected(packets, ONE), 5, 2, 6_881));
        answer(packets, ONE, announce(connected(packets, ONE), 0, 1, 6_881));

        ByteBuffer answer =
                answer(packets, ONE, connected(packets, ONE) + "00000002" + "00000009" + HASH + "ab".repeat(20));

        byte[] all = new byte[answer.remaining()];
        answer.get(all);
        assertThat(HexFormat.of().formatHex(all))
                .isEqualTo("00000002" + "00000009" + "00000001" + "00000001" + "00000000" + "0".repeat(24));
    }

    @Example
    void a_connection_id_is_good_for_one_address_and_two_minutes() {
        String id = connected(packets, ONE);
        assertThat(answer(packets, OTHER, announce(id, 1, 0, 6_881)).getInt()).isEqualTo(3);
        nanos.addAndGet(2 * MINUTE);
        assertThat(answer(packets, ONE, announce(id, 1, 0, 6_881)).getInt()).isEqualTo(1);
        nanos.addAndGet(MINUTE);
        assertThat(answer(packets, ONE, announce(id, 1, 0, 6_881)).getInt()).isEqualTo(3);
        assertThat(refusals.count(Refusal.BAD_CONNECTION)).isEqualTo(2);
    }

    @Example
    void a_member_names_its_key_in_the_options_of_bep_41() {
        Packets closed = new Packets(swarms, refusals, Optional.of("secret"::equals), nanos::get);
        String plain = announce(connected(closed, ONE), 0, 2, 6_881);

        assertThat(answer(closed, ONE, plain).getInt()).isEqualTo(3);
        assertThat(answer(closed, ONE, plain + option("/wrong/announce")).getInt())
                .isEqualTo(3);
        assertThat(answer(closed, ONE, plain + "01" + option("/sec") + option("ret/announce") + "00")
                        .getInt())
                .isEqualTo(1);
        assertThat(answer(closed, ONE, plain + "02ff2f").getInt()).isEqualTo(3);
    }

    private static String option(String text) {
        return "02%02x".formatted(text.length()) + HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Property(tries = 500)
    void who_has_not_shown_its_address_gets_no_more_bytes_than_it_sent(@ForAll @Size(max = 200) byte[] packet) {
        ByteBuffer out = ByteBuffer.allocate(Packets.MAX_ANSWER);

        packets.answer(ByteBuffer.wrap(packet), ONE, out);

        assertThat(out.position()).isLessThanOrEqualTo(packet.length);
        assertThat(swarms.places()).isZero();
    }

    @Property(tries = 500)
    void whatever_stands_behind_a_valid_connection_id_is_answered_within_a_packet(
            @ForAll @Size(max = 300) byte[] rest) {
        String id = connected(packets, ONE);

        ByteBuffer answer = answer(packets, ONE, id + HexFormat.of().formatHex(rest));

        assertThat(answer.remaining()).isLessThanOrEqualTo(Packets.MAX_ANSWER);
    }
}
