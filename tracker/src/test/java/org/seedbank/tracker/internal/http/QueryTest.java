package org.seedbank.tracker.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.seedbank.tracker.internal.swarms.Announce;
import org.seedbank.tracker.internal.swarms.Event;
import org.seedbank.tracker.internal.swarms.PeerAddress;
import org.seedbank.tracker.internal.swarms.Refusal;

/** What may stand behind the question mark of an announce. */
class QueryTest {

    private static final PeerAddress ADDRESS = new PeerAddress(0, 0xc000_0201L, false);
    private static final String HASH = "info_hash=%00%11%22%33DUfw%88%99%aa%BB%cc%dd%ee%ff%00%11%22%33";

    @Example
    void an_announce_as_clients_send_it() throws Exception {
        Announce announce = Query.parse(
                        HASH + "&peer_id=-TR3000-abcdefghijkl&port=51413&uploaded=0&downloaded=0&left=78"
                                + "&numwant=80&key=1a2b&compact=1&supportcrypto=1&event=started&ip=203.0.113.9&ipv6=%5b%3a%3a1%5d")
                .announce(ADDRESS);

        assertThat(announce.hash()).hasToString("00112233445566778899aabbccddeeff00112233");
        assertThat(announce.address()).isEqualTo(ADDRESS);
        assertThat(announce.port()).isEqualTo(51_413);
        assertThat(announce.left()).isEqualTo(78);
        assertThat(announce.wanted()).isEqualTo(80);
        assertThat(announce.event()).isEqualTo(Event.STARTED);
    }

    @Example
    void what_is_unknown_or_left_out_is_no_fault() throws Exception {
        Announce announce = Query.parse(HASH + "&&x&=y&port=7000&left=&event=resting&numwant=-1&numwant2=5&%zz=1")
                .announce(ADDRESS);

        assertThat(announce.left()).isNegative();
        assertThat(announce.wanted()).isNegative();
        assertThat(announce.event()).isEqualTo(Event.NONE);
    }

    @Example
    void a_million_wanted_peers_are_as_many_as_there_are_at_most() throws Exception {
        assertThat(Query.parse(HASH + "&port=1&numwant=999999999999")
                        .announce(ADDRESS)
                        .wanted())
                .isEqualTo(Short.MAX_VALUE);
    }

    @Example
    void each_fault_is_named() {
        refused("", Refusal.BAD_INFOHASH);
        refused("port=6881", Refusal.BAD_INFOHASH);
        refused("info_hash=abc&port=6881", Refusal.BAD_INFOHASH);
        refused(HASH + "%00&port=6881", Refusal.BAD_INFOHASH);
        refused(HASH + "&" + HASH + "&port=6881", Refusal.REPEATED);
        refused(HASH + "&port=6881&port=6882", Refusal.REPEATED);
        refused(HASH + "&port=6881&left=1&left=1", Refusal.REPEATED);
        refused("info_hash=%0&port=6881", Refusal.BAD_ENCODING);
        refused("info_hash=%zz0000000000000000000&port=1", Refusal.BAD_ENCODING);
        refused("info_hash=%", Refusal.BAD_ENCODING);
        refused(HASH, Refusal.BAD_NUMBER);
        refused(HASH + "&port=", Refusal.BAD_NUMBER);
        refused(HASH + "&port=65536", Refusal.BAD_NUMBER);
        refused(HASH + "&port=-1", Refusal.BAD_NUMBER);
        refused(HASH + "&port=0x1ae1", Refusal.BAD_NUMBER);
        refused(HASH + "&port=6881&left=99999999999999999999", Refusal.BAD_NUMBER);
        refused(HASH + "&port=6881&left=9223372036854775808", Refusal.BAD_NUMBER);
        refused(HASH + "&port=6881&left=-", Refusal.BAD_NUMBER);
    }

    private static void refused(String text, Refusal why) {
        assertThatThrownBy(() -> Query.parse(text).announce(ADDRESS))
                .as(text)
                .isInstanceOfSatisfying(
                        Query.Unusable.class, e -> assertThat(e.why()).isEqualTo(why));
    }

    @Property
    void any_twenty_bytes_are_read_however_they_are_written(@ForAll @Size(20) byte[] hash, @ForAll boolean[] escaped)
            throws Exception {
        StringBuilder text = new StringBuilder("info_hash=");
        for (int i = 0; i < hash.length; i++) {
            char c = (char) (hash[i] & 0xff);
            boolean plain = c != '%' && c != '&' && i < escaped.length && !escaped[i];
            text.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }

        assertThat(Query.parse(text + "&port=6881").announce(ADDRESS).hash())
                .hasToString(HexFormat.of().formatHex(hash));
    }

    @Property(tries = 2_000)
    void whatever_comes_is_read_or_refused(
            @ForAll @StringLength(max = 60) @CharRange(from = 0, to = 255) String some,
            @ForAll @StringLength(max = 30) @CharRange(from = '%', to = '=') String more) {
        try {
            assertThat(Query.parse(some + "&info_hash=" + more + "&port=" + more)
                            .announce(ADDRESS)
                            .port())
                    .isBetween(0, 65_535);
        } catch (Query.Unusable e) {
            assertThat(e.why()).isNotNull();
        }
    }

    @Property(tries = 1_000)
    void a_head_of_whatever_characters_is_read_or_refused(
            @ForAll @StringLength(max = 80) @CharRange(from = 0, to = 255) String line,
            @ForAll @StringLength(max = 80) @CharRange(from = '\n', to = 'z') String headers) {
        HttpRequest.parse("GET /" + line + " HTTP/1.1\r\n" + headers);
        HttpRequest.parse(line + "\r\n" + headers);
    }
}
