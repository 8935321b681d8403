package org.seedbank.integrity.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.dataset.DatasetScan;

/** Folders that become bags where they are, whatever comes between. */
final class FolderToBagTest {

    @TempDir
    Path temp;

    private Tree soil;

    @BeforeEach
    void soil() throws IOException {
        soil = new Tree(Files.createDirectory(temp.toRealPath().resolve("soil")))
                .with("50%", "")
                .with("raw/x", "x");
    }

    @Test
    void content_moves_below_data() throws Exception {
        inPlace();

        assertThat(BagWriterTest.files(soil.root())).isEqualTo(BagWriterTest.BAG);
    }

    @Test
    void a_folder_that_has_a_data_folder_and_odd_names_too() throws Exception {
        soil.with("data/data/y", "y").with("two\nlines", "").with(".hidden", "").with("manifest-sha256.txt", "old");

        inPlace();

        assertThat(BagWriterTest.files(soil.root()))
                .containsEntry("data/data/data/y", "y")
                .containsEntry("data/two\nlines", "")
                .containsEntry("data/.hidden", "")
                .containsEntry("data/manifest-sha256.txt", "old")
                .doesNotContainKey("data/" + FolderToBag.STAGE);
        assertThat(Told.ofBag(soil.root())).isEqualTo("9 of 9 intact\n");
    }

    /** The steps after each of which the process can be killed, as its file operations come one after another. */
    private final List<Step> steps = List.of(
            () -> note("lock"),
            () -> note("begun"),
            () -> soil.withFolder(stage("data"))
                    .withFolder(stage("tags"))
                    .with(stage("tags/manifest-sha256.txt"), "torn"),
            this::begin,
            () -> move("50%", stage("data/50%")),
            () -> move("raw", stage("data/raw")),
            () -> move(stage("data"), "data"),
            () -> move(stage("tags/manifest-sha256.txt"), "manifest-sha256.txt"),
            () -> move(stage("tags/bag-info.txt"), "bag-info.txt"),
            () -> move(stage("tags/tagmanifest-sha256.txt"), "tagmanifest-sha256.txt"),
            () -> move(stage("tags/bagit.txt"), "bagit.txt"),
            () -> Files.delete(soil.at(stage("tags"))),
            () -> Files.delete(soil.at(FolderToBag.STAGE)),
            () -> Files.delete(notes().resolve("plan")),
            () -> Files.delete(notes().resolve("begun")));

    /** Something that can fail. */
    private interface Step {
        void run() throws Exception;
    }

    @ParameterizedTest
    @MethodSource
    void a_later_run_completes_what_a_killed_one_began(int done) throws Exception {
        for (Step step : steps.subList(0, done)) {
            step.run();
        }

        inPlace();

        assertThat(BagWriterTest.files(soil.root())).isEqualTo(BagWriterTest.BAG);
    }

    static IntStream a_later_run_completes_what_a_killed_one_began() {
        return IntStream.rangeClosed(1, 14);
    }

    @Test
    void the_steps_are_those_of_the_program() throws Exception {
        for (Step step : steps) {
            step.run();
        }

        assertThat(BagWriterTest.files(soil.root())).isEqualTo(BagWriterTest.BAG);
        assertThat(notes()).isDirectoryContaining(path -> path.endsWith("lock"));
    }

    @Test
    void work_that_the_folder_brought_along_is_refused() throws Exception {
        Path victim = Files.writeString(temp.resolve("victim"), "mine");
        soil.with(stage("plan"), "../victim\n").withFolder(stage("data"));

        refused("it has a '.seedbank-bagging' that is not of a bag which was begun from here");

        assertThat(victim).hasContent("mine");
        assertThat(soil.at("50%")).exists();
    }

    @Test
    void a_plan_names_what_is_in_the_folder_itself_and_nothing_else() throws Exception {
        Files.writeString(temp.resolve("victim"), "mine");
        for (String name : List.of("../victim", "raw/x", "..", "/etc/passwd", FolderToBag.STAGE)) {
            begin();
            Files.writeString(notes().resolve("plan"), name + "\n");

            assertThatExceptionOfType(IntegrityException.UnusableTarget.class)
                    .isThrownBy(this::inPlace)
                    .withMessageStartingWith("'%s' cannot be used: '%s' cannot be moved", soil.root(), name);
            new FolderToBag(soil.root(), state()).clear();
        }
        assertThat(temp.resolve("victim")).hasContent("mine");
        assertThat(soil.at("raw/x")).hasContent("x");
    }

    @Test
    void a_stage_that_became_a_link_is_not_moved_into() throws Exception {
        begin();
        Path elsewhere = Files.move(soil.at(FolderToBag.STAGE), temp.resolve("elsewhere"));
        Files.createSymbolicLink(soil.at(FolderToBag.STAGE), elsewhere);

        refused("'.seedbank-bagging' in it is no folder any more");
    }

    @Test
    void a_bag_is_refused_and_stays() throws Exception {
        inPlace();

        refused("it is a bag already");
        assertThat(BagWriterTest.files(soil.root())).isEqualTo(BagWriterTest.BAG);
    }

    @Test
    void a_file_is_refused() {
        Path file = soil.at("raw/x");

        assertThatExceptionOfType(IntegrityException.UnusableTarget.class)
                .isThrownBy(() -> BagWriterTest.WRITER.inPlace(file, state(), 1, Progress.NONE))
                .withMessage("'%s' cannot be used: it is no folder", file);
    }

    @Test
    void what_came_since_a_killed_run_is_not_taken_for_part_of_it() throws Exception {
        begin();
        soil.with("new", "");

        refused("'new' was put there since the bag was begun");
        Files.delete(soil.at("new"));
        inPlace();
        assertThat(BagWriterTest.files(soil.root())).isEqualTo(BagWriterTest.BAG);
    }

    @Test
    void what_has_changed_since_a_killed_run_is_said() throws Exception {
        begin();
        soil.with("raw/x", "y");

        assertThatExceptionOfType(IntegrityException.ChangedWhileRead.class)
                .isThrownBy(this::inPlace)
                .withMessageContaining("1 files read back are not what was written down of them");
    }

    @Test
    void a_folder_that_cannot_be_a_dataset_stays_as_it_is() throws Exception {
        Files.createSymbolicLink(soil.at("link"), soil.at("raw"));

        assertThatExceptionOfType(IntegrityException.UnsupportedFile.class).isThrownBy(this::inPlace);
        assertThat(BagWriterTest.names(soil.root())).containsExactly("50%", "link", "raw");
    }

    @Test
    void an_interrupted_run_leaves_the_folder_as_it_was() throws Exception {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(this::inPlace);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(BagWriterTest.files(soil.root())).containsOnlyKeys("50%", "raw/x");
        assertThat(soil.at(FolderToBag.STAGE)).doesNotExist();
    }

    @Test
    void undoing_moves_everything_back() throws Exception {
        begin();
        move("raw", stage("data/raw"));

        new FolderToBag(soil.root(), state()).undo();

        assertThat(BagWriterTest.files(soil.root())).isEqualTo(Map.of("50%", "", "raw/x", "x"));
    }

    private void begin() throws Exception {
        List<ListedFile> payload = FileListing.of(
                        DatasetScan.scanFiles(soil.root(), false)
                                .only(file -> !file.path().text().startsWith(FolderToBag.STAGE)),
                        ListFormat.BAGIT,
                        1,
                        Progress.NONE)
                .files();
        Files.createDirectories(notes());
        new FolderToBag(soil.root(), state()).begin(BagTags.of(payload, "seedbank 1", LocalDate.of(2024, 5, 31)));
    }

    private Path state() {
        return temp.resolve("state");
    }

    private Path notes() {
        return state().resolve(Sha256.digestOf(soil.root().toString().getBytes(StandardCharsets.UTF_8))
                .hex());
    }

    private void note(String name) throws IOException {
        Files.createDirectories(notes());
        Files.writeString(notes().resolve(name), "");
    }

    private void inPlace() throws InterruptedException {
        BagWriterTest.WRITER.inPlace(soil.root(), state(), 2, Progress.NONE);
    }

    private void refused(String reason) {
        assertThatExceptionOfType(IntegrityException.UnusableTarget.class)
                .isThrownBy(this::inPlace)
                .withMessage("'%s' cannot be used: %s", soil.root(), reason);
    }

    private void move(String from, String to) throws IOException {
        Files.move(soil.at(from), soil.at(to));
    }

    private static String stage(String name) {
        return FolderToBag.STAGE + "/" + name;
    }
}
