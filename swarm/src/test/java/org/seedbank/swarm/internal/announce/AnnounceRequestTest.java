package org.seedbank.swarm.internal.announce;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.web.WebAddress;

/** What trackers are asked is what libtorrent asks them: what it sent for a hybrid was caught on loopback. */
class AnnounceRequestTest {

    private static final InfoHash V1 = new InfoHash("0a637627c5d7ec4c9cde1bfa90943ddd0920f458");
    private static final InfoHash V2 = new InfoHash("e6e23211c4caf45b3f3791c2fabdf0b16a0ba56d4f11068f30d2e963b8b1d772");
    private static final PeerIdentity PEER = new PeerIdentity("-LT2080-VUr(emTszi*C", "2544575C");

    /** libtorrent 2.0.8. */
    private static final String STARTED =
            "info_hash=%0acv%27%c5%d7%ecL%9c%de%1b%fa%90%94%3d%dd%09%20%f4X&peer_id=-LT2080-VUr(emTszi*C&port=33767&uploaded=0"
                    + "&downloaded=0&left=0&corrupt=0&key=2544575C&event=started&numwant=200&compact=1&no_peer_id=1"
                    + "&supportcrypto=1&redundant=0";

    private static final String STOPPED =
            "info_hash=%e6%e22%11%c4%ca%f4%5b%3f7%91%c2%fa%bd%f0%b1j%0b%a5m&peer_id=-LT2080-VUr(emTszi*C&port=33767&uploaded=0"
                    + "&downloaded=0&left=0&corrupt=0&key=2544575C&event=stopped&numwant=0&compact=1&no_peer_id=1"
                    + "&supportcrypto=1&redundant=0";

    @Test
    void a_start_and_an_end_are_told_as_libtorrent_tells_them() {
        assertThat(query("http://127.0.0.1:6969/announce", V1, AnnounceEvent.STARTED))
                .isEqualTo(decoded(STARTED));
        assertThat(query("http://127.0.0.1:6969/announce", V2, AnnounceEvent.STOPPED))
                .isEqualTo(decoded(STOPPED));
    }

    @Test
    void nothing_is_said_of_an_event_that_is_none_and_the_trackers_id_is_said_again() {
        AnnounceRequest request = request("http://t.example/announce?passkey=1", V1, AnnounceEvent.NONE);
        assertThat(request.announce().toString())
                .startsWith("http://t.example/announce?passkey=1&info_hash=%0Acv%27%C5")
                .doesNotContain("event=")
                .endsWith("&redundant=0&trackerid=a%20%26b");
    }

    @Test
    void a_scrape_is_where_bep_48_has_it() {
        assertThat(scrape("http://t.example/announce")).startsWith("http://t.example/scrape?info_hash=%0A");
        assertThat(scrape("http://t.example/x/announce.php?k=/announce"))
                .startsWith("http://t.example/x/scrape.php?k=/announce&info_hash=%0A");
        assertThat(scrape("http://t.example/a")).isEmpty();
        assertThat(scrape("http://t.example/announce/1")).isEmpty();
    }

    @Test
    void peers_have_ids_of_their_own_that_begin_with_the_program() {
        PeerIdentity one = PeerIdentity.of("-SB0100-");
        PeerIdentity other = PeerIdentity.of("-SB0100-");
        assertThat(one.peerId()).hasSize(20).startsWith("-SB0100-").isNotEqualTo(other.peerId());
        assertThat(one.key()).matches("[0-9A-F]{8}");
    }

    private static String scrape(String url) {
        return request(url, V1, AnnounceEvent.NONE)
                .scrape()
                .map(Object::toString)
                .orElse("");
    }

    private static String query(String url, InfoHash hash, AnnounceEvent event) {
        return decoded(request(url, hash, event).announce().getRawQuery()).replaceFirst("&trackerid=.*", "");
    }

    private static String decoded(String query) {
        return URLDecoder.decode(query, StandardCharsets.ISO_8859_1);
    }

    private static AnnounceRequest request(String url, InfoHash hash, AnnounceEvent event) {
        return new AnnounceRequest(
                WebAddress.parse(url).orElseThrow(),
                hash,
                PEER,
                33767,
                new AnnouncedTorrent.Standing(true, 0, 0, 0, false),
                event,
                Optional.of(BBytes.of("a &b")),
                false,
                true);
    }
}
