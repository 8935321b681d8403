package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.integrity.torrent.Metainfo;

/** Torrents of up to 40 MB that ask for as much memory as they can are read, or refused, in the heap that seedbank has. */
final class HostileTorrentIT {

    private static final String TAIL_V2 = "12:meta versioni2e4:name1:x12:piece lengthi16384e";
    private static final String INFO =
            "4:infod6:lengthi1e4:name1:x12:piece lengthi16384e6:pieces20:xxxxxxxxxxxxxxxxxxxxe";

    @TempDir
    private Path temp;

    /** Reads a torrent and looks at every path of it. */
    static final class Reading {

        private Reading() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] args) throws Exception {
            try {
                Metainfo torrent = Metainfo.read(Path.of(args[0]));
                long letters = torrent.files().stream()
                        .mapToLong(file -> file.path().text().length())
                        .sum();
                System.out.print("%d files, %d letters, %d links, %s"
                        .formatted(
                                torrent.files().size(), letters, torrent.links().size(), torrent.warnings()));
            } catch (IntegrityException.BadTorrent e) {
                System.out.print(e.getMessage().replace("this is not a usable torrent: ", ""));
            }
        }
    }

    static Stream<Arguments> torrents() {
        return Stream.of(
                Arguments.of(
                        "80,000 files share 88 folders",
                        tree(80_000, 88, 44),
                        "its paths have more than 50331648 characters"),
                Arguments.of(
                        "half a megabyte of them",
                        tree(19_000, 88, 44),
                        "its paths have more than 50331648 characters"),
                Arguments.of(
                        "paths below the bound", tree(12_000, 88, 44), "12000 files, 47592000 letters, 0 links, []"),
                Arguments.of("too many files", tree(600_001, 0, 0), "it has more than 600000 files"),
                Arguments.of("too many values", tree(1_400_000, 0, 0), "it holds more than 4000000 values"),
                Arguments.of("as many as are read", tree(600_000, 0, 0), "600000 files, 3600000 letters, 0 links, []"),
                Arguments.of(
                        "as many in a list",
                        list(599_999, i -> "d6:lengthi0e4:pathl6:%06dee".formatted(i)),
                        "600000 files, 3599995 letters, 0 links, []"),
                Arguments.of(
                        "digests of more files than are looked at",
                        list(200_001, i -> "d6:lengthi0e6:md5sum32:d41d8cd98f00b204e9800998ecf8427e4:pathl6:%06dee"
                                .formatted(i)),
                        "200002 files, 1200007 letters, 0 links,"
                                + " [it has digests of more than 200000 files, and they are not looked at]"),
                Arguments.of(
                        "links, each a path of 89 names",
                        list(15_000, i -> "d4:attr1:l4:pathl%s6:%06de12:symlink pathl%s6:%06dee"
                                .formatted("1:a".repeat(88), i, "1:a".repeat(88), i + 1)),
                        "1 files, 1 letters, 0 links, [it has more than 1000 links, of which the others are left out"),
                Arguments.of(
                        "keys of info without an order",
                        bytes("d4:infod" + keys(2_900_000, -1) + INFO.substring(7) + "e"),
                        "the dictionary at byte 7 has 2900004 keys that are not in order"),
                Arguments.of(
                        "keys outside without an order",
                        bytes("d" + keys(2_900_000, -1) + INFO + "e"),
                        "1 files, 1 letters, 0 links, [its keys are not in order]"),
                Arguments.of(
                        "a comment of 40 MB",
                        bytes("d7:comment40000000:" + "\u00ff".repeat(40_000_000) + INFO + "e"),
                        "1 files, 1 letters, 0 links, ['comment' has 40000000 bytes]"),
                Arguments.of(
                        "a name of 40 MB",
                        list(1, i -> "d6:lengthi0e4:pathl40000000:" + "\u00ff".repeat(40_000_000) + "ee"),
                        "a name in it has 40000000 bytes"),
                Arguments.of(
                        "a path of millions of names",
                        list(1, i -> "d6:lengthi0e4:pathl" + "1:a".repeat(2_900_000) + "ee"),
                        "a path in it has 2900000 names"),
                Arguments.of(
                        "trackers",
                        bytes("d13:announce-listl" + repeated(2_400_000, i -> "13:udp://%07d".formatted(i)) + "e" + INFO
                                + "e"),
                        "1 files, 1 letters, 0 links, ['announce-list' has more than 1000 URLs,"
                                + " 'announce-list' has something else than lists in it]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("torrents")
    void is_read_or_refused_in_a_heap_of_256_megabytes(String name, byte[] torrent, String outcome) throws Exception {
        assertThat(torrent.length).isLessThanOrEqualTo(41_000_000);
        Path file = Files.write(temp.resolve("x.torrent"), torrent);

        assertThat(ChildJava.run(Reading.class, List.of("-Xmx256m", "-XX:+UseSerialGC"), file.toString()))
                .startsWith(outcome);
    }

    /** A v2 torrent whose files are below one row of folders, which stands in it once. */
    private static byte[] tree(int files, int folders, int letters) {
        String folder = "d%d:%s".formatted(letters, "n".repeat(letters));
        String leaves = repeated(files - 1, i -> "6:%06xd0:d6:lengthi0eee".formatted(i))
                + "6:zzzzzzd0:d6:lengthi1e11:pieces root32:%see".formatted("r".repeat(32));
        return bytes("d4:infod9:file tree" + folder.repeat(folders) + "d" + leaves + "e" + "e".repeat(folders) + TAIL_V2
                + "ee");
    }

    private static byte[] list(int files, IntFunction<String> file) {
        return bytes("d4:infod5:filesld6:lengthi1e4:pathl1:zee" + repeated(files, file)
                + "e4:name1:x12:piece lengthi16384e6:pieces20:xxxxxxxxxxxxxxxxxxxxee");
    }

    private static String keys(int count, int step) {
        return repeated(count, i -> "7:%07d0:".formatted(5_000_000 + step * i));
    }

    private static String repeated(int count, IntFunction<String> text) {
        StringBuilder all = new StringBuilder();
        IntStream.range(0, count).forEach(i -> all.append(text.apply(i)));
        return all.toString();
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
}
