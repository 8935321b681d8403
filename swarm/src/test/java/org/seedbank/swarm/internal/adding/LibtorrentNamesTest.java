package org.seedbank.swarm.internal.adding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.swarm.LibtorrentNames;
import org.seedbank.swarm.SwarmBench;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.internal.transfer.TorrentLayout;

/** What is said of names before a dataset is hashed is what libtorrent does with its torrent. */
class LibtorrentNamesTest {

    private static final String[] PARTS = {
        "\\",
        "\u200e",
        "\u200f",
        "\u202a",
        "\u202e",
        ".",
        "..",
        "_",
        "a",
        "é",
        "\u2066",
        "\u200b",
        "\u0001",
        " ",
        "\n",
        "\ud83d\ude00",
        "*",
        ":",
        "_____padding_file_",
        ".pad",
        "%",
        "\ufffd",
        "\u0085"
    };

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new SwarmBench(temp);
        bench.swarm("loads the library");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "\u202e.", "..\u200e", "...", "\\a", "x_____padding_file_1", ".pad", "a\u200e"})
    void of_one_odd_name(String name) throws Exception {
        for (String place : new String[] {"%s", "dir/%s", "%s/leaf.csv"}) {
            bench.write("%s/soil/a.csv".formatted(name.hashCode() + place.replaceAll("\\W", "")), new byte[1]);
            hold(bench.path("%s/soil".formatted(name.hashCode() + place.replaceAll("\\W", ""))), place.formatted(name));
        }
    }

    @Test
    void of_names_at_random() throws Exception {
        Random random = new Random(14);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 150; i++) {
            StringBuilder name = new StringBuilder();
            for (int part = random.nextInt(4); part >= 0; part--) {
                name.append(PARTS[random.nextInt(PARTS.length)]);
            }
            if (!name.toString().matches("\\.{0,2}") && names.add(name.toString())) {
                bench.write("random%d/soil/a.csv".formatted(i), new byte[1]);
                hold(bench.path("random%d/soil".formatted(i)), name.toString());
            }
        }
    }

    private void hold(Path dataset, String path) throws Exception {
        Path file = dataset.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[2]);
        Set<TorrentFormat> taken = EnumSet.noneOf(TorrentFormat.class);
        for (TorrentFormat format : TorrentFormat.values()) {
            if (isTaken(dataset, format)) {
                taken.add(format);
            }
        }
        assertThat(LibtorrentNames.formats("soil", new DatasetPath(path)))
                .as(path)
                .isEqualTo(taken);
    }

    private boolean isTaken(Path dataset, TorrentFormat format) throws IOException, InterruptedException {
        try {
            Metainfo torrent = bench.torrent(dataset, format);
            TorrentLayout.of(TorrentReading.of(torrent), torrent, dataset);
            return true;
        } catch (SwarmException.TorrentRefused | IntegrityException.BadTorrent e) {
            return false;
        }
    }
}
