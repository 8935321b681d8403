package org.seedbank.downloading.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.downloading.DownloadingException;

class TargetLockTest {

    @TempDir
    Path folder;

    @Test
    void one_place_is_locked_once() {
        Path place = folder.resolve("soil");

        try (TargetLock held = TargetLock.take(place)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> TargetLock.take(place))
                    .isInstanceOf(DownloadingException.Busy.class)
                    .hasMessage("another seedbank is fetching into '%s'", place);
        }
    }

    @Test
    void other_places_are_free() {
        try (TargetLock held = TargetLock.take(folder.resolve("soil"))) {
            assertThat(held).isNotNull();
            assertThatCode(() -> TargetLock.take(folder.resolve("ice")).close()).doesNotThrowAnyException();
        }
    }

    @Test
    void a_place_is_free_again_after_closing() {
        TargetLock.take(folder.resolve("soil")).close();

        assertThatCode(() -> TargetLock.take(folder.resolve("soil")).close()).doesNotThrowAnyException();
    }

    @Test
    void another_process_is_kept_out_of_what_is_still_held_and_of_nothing_else() throws Exception {
        Path soil = folder.resolve("soil");
        Path ice = folder.resolve("ice");

        try (TargetLock held = TargetLock.take(soil)) {
            assertThat(held).isNotNull();
            TargetLock.take(ice).close();
            assertThatThrownBy(() -> TargetLock.take(soil)).isInstanceOf(DownloadingException.Busy.class);

            assertThat(elsewhere(soil)).isEqualTo("another seedbank is fetching into '%s'".formatted(soil));
            assertThat(elsewhere(ice)).isEqualTo("taken");
        }

        assertThat(elsewhere(soil)).isEqualTo("taken");
    }

    /** Takes a lock in a Java of its own. */
    static final class Elsewhere {

        private Elsewhere() {}

        public static void main(String[] arguments) {
            try (TargetLock taken = TargetLock.take(Path.of(arguments[0]))) {
                System.out.print(taken == null ? "nothing" : "taken");
            } catch (DownloadingException e) {
                System.out.print(e.getMessage());
            }
        }
    }

    /** A library may lie in a folder that only this account may enter. */
    private String readableClassPath() throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            boolean needed = path.getFileName().toString().startsWith("commons-codec");
            Path copy = folder.resolve(path.getFileName().toString());
            if (needed && !Files.exists(copy)) {
                Files.copy(path, copy);
            }
            entries.add(needed ? copy.toString() : entry);
        }
        return String.join(File.pathSeparator, entries);
    }

    private String elsewhere(Path place) throws Exception {
        return elsewhere(List.of(), place);
    }

    private String elsewhere(List<String> under, Path place) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = readableClassPath();
        List<String> command = new ArrayList<>(under);
        command.addAll(List.of(java, "-cp", classPath, Elsewhere.class.getName(), place.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("LD_PRELOAD");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void the_file_of_all_locks_is_empty_and_goes_away_with_the_last_of_them() throws Exception {
        Path file = folder.resolve(TargetLock.NAME);

        try (TargetLock soil = TargetLock.take(folder.resolve("soil"))) {
            assertThat(soil).isNotNull();
            for (int i = 0; i < 2_000; i++) {
                TargetLock.take(folder.resolve("soil" + i)).close();
            }
            assertThat(file).isEmptyFile();
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whoever_may_write_to_the_folder_may_lock_in_it() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwx--x"));

        try (TargetLock held = TargetLock.take(shared.resolve("soil"))) {
            assertThat(held).isNotNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared.resolve(TargetLock.NAME))))
                    .isEqualTo("rw-rw----");
        }
    }

    /** Needs an administrator, who may be somebody else. */
    @Test
    void another_account_is_kept_out_of_a_place_in_a_folder_of_both() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path soil = shared.resolve("soil");
        List<String> asNobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        assumeThat(elsewhere(asNobody, shared.resolve("ice")))
                .as("may run Java")
                .isEqualTo("taken");

        try (TargetLock held = TargetLock.take(soil)) {
            assertThat(held).isNotNull();
            assertThat(elsewhere(asNobody, soil)).isEqualTo("another seedbank is fetching into '%s'".formatted(soil));
            assertThat(elsewhere(asNobody, shared.resolve("ice"))).isEqualTo("taken");
        }

        assertThat(elsewhere(asNobody, soil)).isEqualTo("taken");
        assertThat(shared).isEmptyDirectory();
    }

    @Test
    void a_link_in_the_place_of_the_file_is_not_followed() throws Exception {
        Path mine = Files.createFile(folder.resolve("mine"));
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.createSymbolicLink(shared.resolve(TargetLock.NAME), mine);

        assertThatThrownBy(() -> TargetLock.take(shared.resolve("soil")))
                .isInstanceOf(DownloadingException.CannotWrite.class)
                .hasMessage("cannot write '%s': it is a symbolic link", shared.resolve(TargetLock.NAME));
    }
}
