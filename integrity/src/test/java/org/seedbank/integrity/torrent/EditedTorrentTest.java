package org.seedbank.integrity.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is beside {@code info} can be changed, and nothing else changes. */
class EditedTorrentTest {

    private static final String INFO =
            "4:infod6:lengthi3e4:name8:soil.csv12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaae";
    private static final String SEEDS = "8:url-listl20:http://192.0.2.1/a/be";

    @Test
    void trackers_and_web_seeds_are_added_and_no_other_byte_changes() {
        Metainfo torrent = torrent("d7:comment2:hi" + INFO + "e");

        Metainfo edited =
                torrent.withUrls(List.of(List.of("udp://a:1"), List.of("udp://b:2")), List.of("http://192.0.2.1/a/b"));

        assertThat(text(edited))
                .isEqualTo("d8:announce9:udp://a:113:announce-listll9:udp://a:1el9:udp://b:2ee7:comment2:hi" + INFO
                        + SEEDS + "e");
        assertThat(edited.infoHashV1()).isEqualTo(torrent.infoHashV1());
        assertThat(edited.trackerTiers()).containsExactly(List.of("udp://a:1"), List.of("udp://b:2"));
        assertThat(edited.webSeeds()).containsExactly("http://192.0.2.1/a/b");
    }

    @Test
    void the_last_ones_go_with_their_keys() {
        Metainfo torrent = torrent("d8:announce9:udp://a:113:announce-listll9:udp://a:1ee" + INFO + SEEDS + "e");
        assertThat(text(torrent.withUrls(List.of(), List.of()))).isEqualTo("d" + INFO + "e");
        assertThat(text(torrent.withUrls(List.of(), torrent.webSeeds()))).isEqualTo("d" + INFO + SEEDS + "e");
    }

    @Test
    void what_is_the_same_already_is_not_written_anew() {
        // A lone tracker without a list, and a lone web seed without one, as other programs write them.
        Metainfo torrent = torrent("d8:announce9:udp://a:1" + INFO + "8:url-list20:http://192.0.2.1/a/be");
        assertThat(torrent.withUrls(torrent.trackerTiers(), torrent.webSeeds())).isSameAs(torrent);
    }

    @Test
    void another_copy_lends_what_it_has_beside_info() {
        Metainfo torrent = torrent("d8:announce9:udp://a:1" + INFO + "16:x-seedbank-entry2:{}e");
        Metainfo edited = torrent("d" + INFO + SEEDS + "16:x-seedbank-entry7:{\"a\":1}e");

        Metainfo taken = torrent.besideInfoOf(edited);

        assertThat(text(taken)).isEqualTo("d" + INFO + SEEDS + "16:x-seedbank-entry7:{\"a\":1}e");
        assertThat(torrent.besideInfoOf(torrent)).isSameAs(torrent);
    }

    @Test
    void another_dataset_lends_nothing() {
        Metainfo torrent = torrent("d" + INFO + "e");
        Metainfo other = torrent("d" + INFO.replace("soil", "peat") + "e");
        assertThatThrownBy(() -> torrent.besideInfoOf(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("only what is beside 'info' can be taken from another torrent");
    }

    private static Metainfo torrent(String bencode) {
        return Metainfo.parse(bencode.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(Metainfo torrent) {
        return new String(torrent.bytes(), StandardCharsets.ISO_8859_1);
    }
}
