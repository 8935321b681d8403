package org.seedbank.downloading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
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
    void a_folder_for_locks_that_cannot_be_made_is_an_error() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        assertThatThrownBy(() -> TargetLock.take(file, folder.resolve("soil")))
                .isInstanceOf(DownloadingException.CannotWrite.class)
                .hasMessageStartingWith("cannot write '" + file);
    }
}
