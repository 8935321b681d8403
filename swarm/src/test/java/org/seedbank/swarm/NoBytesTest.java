package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.Metainfo;

/** Torrents that are read are those that a session takes, and no others. */
class NoBytesTest {

    private static final String PIECE = "6:pieces20:aaaaaaaaaaaaaaaaaaaa";

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d6:lengthi0e4:name1:x12:piece lengthi16384e6:pieces0:e",
                "d5:filesld6:lengthi0e4:pathl1:aeee4:name1:x12:piece lengthi16384e6:pieces0:e",
                "d9:file treed1:ad0:d6:lengthi0eeee12:meta versioni2e4:name1:x12:piece lengthi16384ee"
            })
    void libtorrent_takes_no_dataset_without_a_byte_so_none_is_read(String info) {
        assertThatThrownBy(() -> torrent(info))
                .isInstanceOf(IntegrityException.BadTorrent.class)
                .hasMessageContaining("not a byte in its files");
    }

    @Test
    void padding_without_a_path_is_padding_to_both() throws Exception {
        for (String path : new String[] {"", "4:pathle"}) {
            Metainfo torrent = torrent("d5:filesld6:lengthi5e4:pathl1:aeed4:attr1:p6:lengthi16379e" + path
                    + "ee4:name1:x12:piece lengthi16384e" + PIECE + "e");

            assertThat(torrent.files()).hasSize(1);
            try (Transfer transfer = bench.swarm("fetcher" + path.length())
                    .fetch(torrent, bench.path(path.length() + "/x"), FetchPlan.everything())) {
                assertThat(transfer.status().bytesWanted()).isEqualTo(5);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d4:attr1:l6:lengthi7e4:pathl1:bee",
                "d4:attr1:l4:pathl1:bee",
                "d4:attr2:lx4:pathl1:be12:symlink pathl1:aeed4:attr1:l4:pathl1:cee"
            })
    void a_link_without_a_target_is_an_empty_file_to_both(String link) throws Exception {
        Metainfo torrent =
                torrent("d5:filesl" + link + "d6:lengthi5e4:pathl1:aeee4:name1:x12:piece lengthi16384e" + PIECE + "e");

        assertThat(torrent.files()).hasSize(2);
        assertThat(torrent.files().get(0).length()).isZero();
        try (Transfer transfer =
                bench.swarm("fetcher").fetch(torrent, bench.path("copies/x"), FetchPlan.everything())) {
            assertThat(transfer.status().bytesWanted()).isEqualTo(5);
        }
    }

    private static Metainfo torrent(String info) {
        return Metainfo.parse(("d4:info" + info + "e").getBytes(StandardCharsets.ISO_8859_1));
    }
}
