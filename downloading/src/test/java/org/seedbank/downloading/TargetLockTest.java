package org.seedbank.downloading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetLockTest {

    @TempDir
    Path folder;

    @Test
    void one_place_is_locked_once() {
        Path place = folder.resolve("soil");

        try (TargetLock held = TargetLock.take(folder.resolve("locks"), place)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> TargetLock.take(folder.resolve("locks"), place))
                    .isInstanceOf(DownloadingException.Busy.class)
                    .hasMessage("another seedbank is fetching into '%s'", place);
        }
    }

    @Test
    void other_places_are_free() {
        try (TargetLock held = TargetLock.take(folder.resolve("locks"), folder.resolve("soil"))) {
            assertThat(held).isNotNull();
            assertThatCode(() -> TargetLock.take(folder.resolve("locks"), folder.resolve("ice"))
                            .close())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_place_is_free_again_after_closing() {
        TargetLock.take(folder.resolve("locks"), folder.resolve("soil")).close();

        assertThatCode(() -> TargetLock.take(folder.resolve("locks"), folder.resolve("soil"))
                        .close())
                .doesNotThrowAnyException();
    }

    @Test
    void another_process_is_kept_out_of_what_is_still_held_and_of_nothing_else() throws Exception {
        Path locks = folder.resolve("locks");
        Path soil = folder.resolve("soil");
        Path ice = folder.resolve("ice");

        try (TargetLock held = TargetLock.take(locks, soil)) {
            assertThat(held).isNotNull();
            TargetLock.take(locks, ice).close();
            assertThatThrownBy(() -> TargetLock.take(locks, soil)).isInstanceOf(DownloadingException.Busy.class);

            assertThat(elsewhere(locks, soil)).isEqualTo("another seedbank is fetching into '%s'".formatted(soil));
            assertThat(elsewhere(locks, ice)).isEqualTo("taken");
        }

        assertThat(elsewhere(locks, soil)).isEqualTo("taken");
    }

    /** Takes a lock in a Java of its own. */
    static final class Elsewhere {

        private Elsewhere() {}

        public static void main(String[] arguments) {
            try (TargetLock taken = TargetLock.take(Path.of(arguments[0]), Path.of(arguments[1]))) {
                System.out.print(taken == null ? "nothing" : "taken");
            } catch (DownloadingException e) {
                System.out.print(e.getMessage());
            }
        }
    }

    private static String elsewhere(Path locks, Path place) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        ProcessBuilder builder = new ProcessBuilder(
                java, "-cp", classPath, Elsewhere.class.getName(), locks.toString(), place.toString());
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
    void thousands_of_places_leave_one_empty_file() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            TargetLock.take(folder.resolve("locks"), folder.resolve("soil" + i)).close();
        }

        try (Stream<Path> files = Files.list(folder.resolve("locks"))) {
            assertThat(files).singleElement().satisfies(file -> assertThat(file).isEmptyFile());
        }
    }

    @Test
    void a_folder_for_locks_that_cannot_be_made_is_an_error() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        assertThatThrownBy(() -> TargetLock.take(file, folder.resolve("soil")))
                .isInstanceOf(DownloadingException.CannotWrite.class)
                .hasMessageStartingWith("cannot write '" + file);
    }
}
