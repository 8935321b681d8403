package org.seedbank.downloading.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.FetchEvent;
import org.seedbank.downloading.FetchListener;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.Place;
import org.seedbank.downloading.SmallTorrent;
import org.seedbank.downloading.TakenFiles;
import org.seedbank.downloading.VersionCopy;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeException;
import org.seedbank.integrity.bencode.BencodeReader;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.SwarmKey;

/** What other versions of a dataset on this machine have already is put where a fetch receives what arrives. */
class UnchangedFilesTest {

    /** Longer than a block of the copying. */
    private static final String LONG = "0123456789abcdef".repeat(600_000);

    @TempDir
    Path folder;

    private Path copies;

    @BeforeEach
    void makeFolder() throws Exception {
        copies = Files.createDirectory(folder.resolve("copies"));
    }

    @Test
    void takes_what_did_not_change_whatever_it_is_called_and_as_often_as_it_comes() throws Exception {
        VersionCopy first = version("first", Map.of("ph.csv", "6.5\n", "depth.csv", "10\n", "north/site.txt", LONG));
        Metainfo second = torrent(
                "second",
                Map.of("ph.csv", "6.6\n", "plot/depth.csv", "10\n", "plot/again.csv", "10\n", "site.txt", LONG));
        List<String> told = new ArrayList<>();

        TakenFiles taken = take(request(second, first), event -> told(event, told));

        assertThat(taken).isEqualTo(new TakenFiles(3, LONG.length() + 6, List.of("'first' (1)")));
        assertThat(taken.toldWith(4)).isEqualTo("9.60 MB in 3 files taken from 'first' (1), 4 B fetched");
        assertThat(arrived(second))
                .isEqualTo(Map.of("plot/depth.csv", "10\n", "plot/again.csv", "10\n", "site.txt", LONG));
        assertThat(told)
                .containsExactly(
                        "9.60 MB in 3 files taken from 'first' (1)",
                        "3 of 9600006 with 1 of 3 files",
                        "6 of 9600006 with 2 of 3 files",
                        "8388614 of 9600006 with 3 of 3 files",
                        "9600006 of 9600006 with 3 of 3 files");
        assertThat(copies).isDirectoryContaining("glob:**/.seedbank-incoming-*");
        assertThat(folder.resolve("copies/second")).doesNotExist();
    }

    private static void told(FetchEvent event, List<String> told) {
        if (event instanceof FetchEvent.Taking taking) {
            told.add(taking.planned().told());
        } else if (event instanceof FetchEvent.Took took) {
            told.add("%d of %d with %d of %d files"
                    .formatted(
                            took.advance().bytesDone(),
                            took.advance().bytesTotal(),
                            took.advance().filesBegun(),
                            took.advance().files()));
        }
    }

    @Test
    void a_look_beforehand_tells_what_will_be_taken_and_takes_nothing() throws Exception {
        VersionCopy first = version("first", Map.of("same", "ssss", "gone", "gg", "begun", "bb", "here", "h"));
        VersionCopy older = version("older", Map.of("same", "ssss", "gone", "gg"));
        Metainfo second =
                torrent("second", Map.of("same", "ssss", "gone", "gg", "begun", "bb", "here", "h", "new", "n"));
        Files.delete(first.root().resolve("gone"));
        Files.createDirectories(incoming(second));
        Files.setPosixFilePermissions(incoming(second).getParent(), PosixFilePermissions.fromString("rwx------"));
        Files.writeString(incoming(second).resolve("begun"), "bb");
        write("copies/second/here", "h");
        FetchRequest request = request(second, first, older);

        FetchOutlook outlook = FetchOutlook.of(request);

        assertThat(outlook.taken()).isEqualTo(new TakenFiles(2, 6, List.of("'first' (1)", "'older' (1)")));
        assertThat(outlook.bytesToCome()).isEqualTo(1);
        assertThat(arrived(second)).isEqualTo(Map.of("begun", "bb"));
        assertThat(UnchangedFiles.take(request, Survey.of(request, Progress.NONE), event -> {}))
                .as("what is taken then")
                .isEqualTo(outlook.taken());
    }

    @Test
    void what_is_written_to_one_of_the_two_never_reaches_the_other() throws Exception {
        VersionCopy first = version("first", Map.of("ph.csv", "6.5\n", "a", "1"));
        Metainfo second = torrent("second", Map.of("ph.csv", "6.5\n", "a", "2"));
        take(request(second, first));

        Files.writeString(incoming(second).resolve("ph.csv"), "9.9\n");

        assertThat(first.root().resolve("ph.csv")).hasContent("6.5\n");
    }

    @Test
    void only_chosen_files_are_taken_and_none_that_is_empty_or_has_begun_to_arrive() throws Exception {
        Map<String, String> files = Map.of("chosen", "c", "left", "l", "empty", "", "begun", "bb");
        VersionCopy first = version("first", files);
        Map<String, String> more = new HashMap<>(files);
        more.put("new", "n");
        Metainfo second = torrent("second", more);
        Files.createDirectories(incoming(second));
        Files.setPosixFilePermissions(incoming(second).getParent(), PosixFilePermissions.fromString("rwx------"));
        Files.writeString(incoming(second).resolve("begun"), "b");
        FetchRequest request =
                request(second, first).withChosen(path -> !path.text().equals("left"));

        assertThat(take(request)).isEqualTo(new TakenFiles(1, 1, List.of("'first' (1)")));
        assertThat(arrived(second)).isEqualTo(Map.of("chosen", "c", "begun", "b"));
    }

    @Test
    void files_at_the_place_already_are_not_taken_again() throws Exception {
        VersionCopy first = version("first", Map.of("here", "h", "missing", "m"));
        Metainfo second = torrent("second", Map.of("here", "h", "missing", "m", "new", "n"));
        Files.createDirectories(copies.resolve("second"));
        Files.writeString(copies.resolve("second/here"), "h");
        FetchRequest request = request(second, first);

        TakenFiles taken = UnchangedFiles.take(request, Survey.of(request, Progress.NONE), event -> {});

        assertThat(taken.files()).isEqualTo(1);
        assertThat(arrived(second)).isEqualTo(Map.of("missing", "m"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void what_a_copy_has_not_or_not_in_its_published_length_or_behind_a_link_out_of_it_is_left_to_the_swarm()
            throws Exception {
        Map<String, String> files =
                Map.of("cut", "cut", "gone", "gone", "link", "link", "in/dir", "dir", "good", "good");
        VersionCopy first = version("first", files);
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("link"), "link");
        Files.writeString(outside.resolve("dir"), "dir");
        Files.writeString(first.root().resolve("cut"), "cu");
        Files.delete(first.root().resolve("gone"));
        Files.delete(first.root().resolve("link"));
        Files.createSymbolicLink(first.root().resolve("link"), outside.resolve("link"));
        Files.delete(first.root().resolve("in/dir"));
        Files.delete(first.root().resolve("in"));
        Files.createSymbolicLink(first.root().resolve("in"), outside);
        Metainfo second = torrent("second", plus(files, "new"));

        List<String> told = new ArrayList<>();

        assertThat(take(request(second, first), event -> told(event, told)).files())
                .isEqualTo(1);
        assertThat(arrived(second)).isEqualTo(Map.of("good", "good"));
        assertThat(told.get(0)).as("no more is announced").isEqualTo("4 B in 1 file taken from 'first' (1)");
    }

    @Test
    void the_first_version_that_has_a_file_gives_it() throws Exception {
        VersionCopy first = version("first", Map.of("a", "a", "b", "b"));
        VersionCopy second = version("second", Map.of("b", "b", "c", "c"));
        Files.delete(second.root().resolve("c"));
        Metainfo third = torrent("third", Map.of("a", "a", "b", "b", "c", "c"));

        TakenFiles taken = take(request(third, second, first));

        assertThat(taken).isEqualTo(new TakenFiles(2, 2, List.of("'second' (1)", "'first' (1)")));
        assertThat(taken.told()).isEqualTo("2 B in 2 files taken from 'second' (1) and 'first' (1)");
    }

    @Test
    void of_a_folder_that_has_nothing_of_it_nothing_is_announced() throws Exception {
        VersionCopy first = version("first", Map.of("a", "a", "b", "b"));
        Path other = Files.createDirectory(folder.resolve("other"));
        VersionCopy elsewhere = new VersionCopy("'first' (1)", first.torrent(), other);
        List<String> told = new ArrayList<>();

        TakenFiles taken =
                take(request(torrent("second", Map.of("a", "a", "b", "c")), elsewhere), event -> told(event, told));

        assertThat(taken.isNone()).isTrue();
        assertThat(told).isEmpty();
    }

    private static List<String> untaken(FetchRequest request) throws InterruptedException {
        List<String> told = new ArrayList<>();
        take(request, event -> {
            if (event instanceof FetchEvent.NothingTaken nothing) {
                told.add(nothing.why());
            } else if (event instanceof FetchEvent.PassedOver passed) {
                told.add("%d of %s: %s".formatted(passed.links(), passed.from(), passed.first()));
            }
        });
        return told;
    }

    private static VersionCopy asNamed(VersionCopy version, Path root) {
        return new VersionCopy(version.called(), version.torrent(), root, true);
    }

    @Test
    void a_person_who_names_a_copy_that_gives_nothing_is_told_why() throws Exception {
        VersionCopy first = version("first", Map.of("a", "a", "b", "b"));
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Metainfo second = torrent("second", Map.of("a", "a", "b", "c"));
        Metainfo other = torrent("other", Map.of("x", "x"));

        assertThat(untaken(request(second, asNamed(first, empty))))
                .containsExactly("none of the files that did not change is there, in its length and as a regular file");
        assertThat(untaken(request(other, asNamed(first, first.root()))))
                .containsExactly("no file that is still missing is the same in them");
        assertThat(untaken(request(second, new VersionCopy("'first'", first.torrent(), empty))))
                .isEmpty();
        assertThat(untaken(request(second, asNamed(first, empty), asNamed(first, first.root()))))
                .isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void links_that_are_passed_over_are_told() throws Exception {
        VersionCopy first = version("first", Map.of("a", "a", "b", "b", "in/c", "c", "d", "d"));
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("a"), "a");
        Files.writeString(outside.resolve("c"), "c");
        Files.delete(first.root().resolve("a"));
        Files.createSymbolicLink(first.root().resolve("a"), outside.resolve("a"));
        Files.delete(first.root().resolve("in/c"));
        Files.delete(first.root().resolve("in"));
        Files.createSymbolicLink(first.root().resolve("in"), outside);
        Files.delete(first.root().resolve("d"));
        Metainfo second = torrent("second", Map.of("a", "a", "b", "b", "in/c", "c", "d", "d", "e", "e"));

        assertThat(untaken(request(second, first))).containsExactly("2 of 'first' (1): a");
        assertThat(arrived(second)).isEqualTo(Map.of("b", "b"));
    }

    @Test
    void a_version_of_one_file_is_taken_for_one_file() throws Exception {
        Files.writeString(folder.resolve("old.csv"), "6.5\n");
        Metainfo old = SmallTorrent.of(folder.resolve("old.csv"));
        Metainfo renamed = torrent("new.csv", "6.5\n");
        VersionCopy version = new VersionCopy("'old.csv'", () -> old, folder.resolve("old.csv"));

        assertThat(take(request(renamed, version)).files()).isEqualTo(1);
        assertThat(incoming(renamed)).hasContent("6.5\n");
    }

    @Test
    void files_that_have_no_digest_are_known_by_their_trees_and_lengths() throws Exception {
        VersionCopy first = version("first", Map.of("ph.csv", "6.5\n", "a", "1"));
        VersionCopy foreign = new VersionCopy(
                "'first'", () -> without("x-seedbank", first.torrent().get()), first.root());
        Metainfo second = torrent("second", Map.of("acidity.csv", "6.5\n", "a", "2"));

        assertThat(take(request(second, foreign)).files()).isEqualTo(1);
        assertThat(arrived(second)).isEqualTo(Map.of("acidity.csv", "6.5\n"));
    }

    @Test
    void a_private_version_gives_nothing_to_what_is_not_private() throws Exception {
        VersionCopy first = version("first", Map.of("a", "a", "b", "b"));
        VersionCopy closed =
                new VersionCopy("'first'", () -> asPrivate(first.torrent().get()), first.root());
        Metainfo second = torrent("second", Map.of("a", "a", "b", "c"));

        assertThat(take(request(second, closed))).isEqualTo(TakenFiles.NONE);
        assertThat(take(request(asPrivate(second), closed)).files()).isEqualTo(1);
    }

    @Test
    void a_version_whose_torrent_cannot_be_had_gives_nothing_and_keeps_no_other_from_it() throws Exception {
        VersionCopy first = version("first", Map.of("a", "a", "b", "b"));
        VersionCopy lost = new VersionCopy(
                "'lost'",
                () -> {
                    throw new IntegrityException.BadTorrent("it is empty", null);
                },
                first.root());
        Metainfo second = torrent("second", Map.of("a", "a", "b", "c"));

        assertThat(take(request(second, lost, first)).from()).containsExactly("'first' (1)");
    }

    @Test
    void one_that_was_interrupted_leaves_whole_files_and_goes_on_with_the_next() throws Exception {
        VersionCopy first = version("first", Map.of("a", "a", "b", LONG, "c", "c"));
        Metainfo second = torrent("second", Map.of("a", "a", "b", LONG, "c", "d"));
        FetchRequest request = request(second, first);

        assertThatThrownBy(() -> take(request, event -> {
                    if (event instanceof FetchEvent.Took took && took.advance().bytesDone() > 1) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isFalse();
        assertThat(arrived(second)).isEqualTo(Map.of("a", "a"));
        assertThat(incoming(second).getParent()).isDirectoryNotContaining("glob:**/.seedbank-taking");
        assertThat(take(request)).isEqualTo(new TakenFiles(1, LONG.length(), List.of("'first' (1)")));
        assertThat(arrived(second)).isEqualTo(Map.of("a", "a", "b", LONG));
    }

    @Test
    void what_a_killed_process_was_copying_is_copied_anew() throws Exception {
        VersionCopy first = version("first", Map.of("a", "a", "b", "b"));
        Metainfo second = torrent("second", Map.of("a", "a", "b", "c"));
        FetchRequest request = request(second, first);
        take(request);
        Files.move(incoming(second).resolve("a"), incoming(second).resolveSibling(".seedbank-taking"));

        assertThat(take(request).files()).isEqualTo(1);
        assertThat(arrived(second)).isEqualTo(Map.of("a", "a"));
    }

    @Test
    void without_room_for_all_of_the_fetch_nothing_is_taken() throws Exception {
        VersionCopy first = version("first", Map.of("a", "a", "b", "b"));
        Metainfo second = torrent("second", Map.of("a", "a", "b", "c"));

        assertThatThrownBy(() -> take(request(second, first).withReserve(1L << 60)))
                .isInstanceOf(DownloadingException.NoRoom.class);
        assertThat(copies).isDirectoryNotContaining("glob:**/.seedbank-incoming-*");
    }

    @Test
    void ten_thousand_small_files_take_seconds() throws Exception {
        Map<String, String> files = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            files.put("d%d/f%d".formatted(i % 100, i), Integer.toString(i));
        }
        VersionCopy first = version("first", files);
        Metainfo second = torrent("second", plus(files, "new"));

        assertThat(take(request(second, first)).files()).isEqualTo(10_000);
        assertThat(arrived(second)).isEqualTo(files);
    }

    private static Map<String, String> plus(Map<String, String> files, String name) {
        Map<String, String> more = new HashMap<>(files);
        more.put(name, "something new");
        return more;
    }

    private TakenFiles take(FetchRequest request) throws InterruptedException {
        return take(request, event -> {});
    }

    private static TakenFiles take(FetchRequest request, FetchListener listener) throws InterruptedException {
        return UnchangedFiles.take(request, Survey.withoutReading(request).orElseThrow(), listener);
    }

    private FetchRequest request(Metainfo torrent, VersionCopy... versions) {
        return FetchRequest.of(torrent, Place.of(copies, torrent)).withVersions(List.of(versions));
    }

    private VersionCopy version(String name, Map<String, String> files) throws Exception {
        Metainfo torrent = torrent(name, files);
        return new VersionCopy("'%s' (1)".formatted(name), () -> torrent, folder.resolve(name));
    }

    private Metainfo torrent(String name, Map<String, String> files) throws Exception {
        for (Map.Entry<String, String> each : files.entrySet()) {
            write(name + "/" + each.getKey(), each.getValue());
        }
        return SmallTorrent.of(folder.resolve(name));
    }

    private Metainfo torrent(String name, String text) throws Exception {
        write(name, text);
        return SmallTorrent.of(folder.resolve(name));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Path incoming(Metainfo torrent) {
        return IncomingFolder.of(copies, SwarmKey.of(torrent)).resolve(torrent.name());
    }

    private Map<String, String> arrived(Metainfo torrent) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(incoming(torrent))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                found.put(incoming(torrent).relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return found;
    }

    private static Metainfo without(String key, Metainfo torrent) {
        return edited(torrent, info -> info.remove(key));
    }

    private static Metainfo asPrivate(Metainfo torrent) {
        return edited(torrent, info -> info.put("private", new BValue.BInteger(1)));
    }

    private static Metainfo edited(Metainfo torrent, Consumer<Map<String, BValue>> edit) {
        try {
            Map<String, BValue> outer = map((BDict) BencodeReader.read(torrent.bytes()));
            Map<String, BValue> info = map((BDict) outer.get("info"));
            edit.accept(info);
            outer.put("info", BDict.of(info));
            return Metainfo.parse(BencodeWriter.write(BDict.of(outer)));
        } catch (BencodeException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, BValue> map(BDict dict) {
        Map<String, BValue> values = new HashMap<>();
        for (int i = 0; i < dict.keys().size(); i++) {
            values.put(dict.keys().get(i), dict.values().get(i));
        }
        return values;
    }
}
