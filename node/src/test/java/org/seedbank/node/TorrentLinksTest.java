package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.NewDataset;
import org.seedbank.swarm.SwarmKey;

/** Symbolic links of a torrent (BEP 47) are made when what they lead to has come; those that lead out never are. */
class TorrentLinksTest {

    private static final String TEXT = "plot,ph\n1,6.5\n";

    @TempDir
    Path folder;

    private NodeBench bench;
    private Metainfo torrent;
    private Node archive;

    @BeforeEach
    void open() throws Exception {
        bench = new NodeBench(folder);
        bench.write("soil/2024/a.csv", TEXT);
        torrent = torrent();
        Node station = bench.node("station");
        station.add(NewDataset.published(torrent, bench.path("soil")));
        NodeBench.await(station, SwarmKey.of(torrent), DatasetState.SEEDING);
        archive = bench.node("archive");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void links_inside_are_made_and_those_that_lead_out_are_left_out() throws Exception {
        archive.add(NewDataset.fetched(torrent, bench.path("copies"), "add"));
        NodeBench.await(archive, SwarmKey.of(torrent), DatasetState.SEEDING);

        assertHasLinks(bench.path("copies/soil"));
        assertThat(bench.path("soil")).isDirectoryNotContaining("glob:**latest*");
    }

    @Test
    void links_are_added_to_a_folder_that_is_there_and_replace_nothing() throws Exception {
        bench.write("copies/soil/2024/a.csv", TEXT);
        bench.write("copies/soil/latest.csv", "mine");
        archive.add(NewDataset.fetched(torrent, bench.path("copies"), "add"));
        NodeBench.await(archive, SwarmKey.of(torrent), DatasetState.SEEDING);

        assertThat(bench.path("copies/soil/latest.csv")).isRegularFile().hasContent("mine");
        assertThat(bench.path("copies/soil/out")).doesNotExist();
    }

    private static void assertHasLinks(Path copy) throws Exception {
        assertThat(Files.readSymbolicLink(copy.resolve("latest"))).isEqualTo(Path.of("2024"));
        assertThat(Files.readSymbolicLink(copy.resolve("latest.csv"))).isEqualTo(Path.of("2024/a.csv"));
        assertThat(Files.readSymbolicLink(copy.resolve("deep/a.csv"))).isEqualTo(Path.of("../latest/a.csv"));
        assertThat(copy.resolve("deep/a.csv")).hasContent(TEXT.stripTrailing());
        assertThat(Files.isSymbolicLink(copy.resolve("out"))).isFalse();
        assertThat(copy.resolve("out")).doesNotExist();
    }

    private static Metainfo torrent() throws Exception {
        byte[] text = TEXT.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        BencodeWriter info = new BencodeWriter().beginDict().key("files").beginList();
        info.beginDict().key("length").integer(text.length);
        texts(info.key("path"), List.of("2024", "a.csv"));
        info.end();
        link(info, List.of("latest"), List.of("2024"));
        link(info, List.of("latest.csv"), List.of("2024", "a.csv"));
        link(info, List.of("deep", "a.csv"), List.of("latest", "a.csv"));
        link(info, List.of("out"), List.of("..", "..", "etc", "passwd"));
        info.end().key("name").text("soil").key("piece length").integer(16384);
        info.key("pieces").bytes(MessageDigest.getInstance("SHA-1").digest(text));
        return Metainfo.parse(new BencodeWriter()
                .beginDict()
                .key("info")
                .encoded(info.end().toByteArray())
                .end()
                .toByteArray());
    }

    private static void link(BencodeWriter info, List<String> path, List<String> target) {
        info.beginDict().key("attr").text("l").key("length").integer(0);
        texts(info.key("path"), path);
        texts(info.key("symlink path"), target);
        info.end();
    }

    private static void texts(BencodeWriter writer, List<String> texts) {
        writer.beginList();
        texts.forEach(writer::text);
        writer.end();
    }
}
