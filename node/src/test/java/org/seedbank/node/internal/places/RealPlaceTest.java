package org.seedbank.node.internal.places;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealPlaceTest {

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void folder() throws Exception {
        folder = temporary.toRealPath();
    }

    @Test
    void links_and_steps_up_lead_where_they_lead() throws Exception {
        Files.createDirectories(folder.resolve("disk/data"));
        Files.createSymbolicLink(folder.resolve("alias"), folder.resolve("disk"));

        assertThat(RealPlace.of(folder.resolve("alias/data/../data/run"))).isEqualTo(folder.resolve("disk/data/run"));
    }

    @Test
    void what_is_not_there_yet_lies_below_what_is() {
        assertThat(RealPlace.of(folder.resolve("new/run"))).isEqualTo(folder.resolve("new/run"));
    }

    @Test
    void where_the_disk_does_not_tell_small_letters_from_capitals_neither_do_places() {
        assertThat(RealPlace.of(folder.resolve("Run"), any -> true))
                .isEqualTo(RealPlace.of(folder.resolve("rUN"), any -> true));
        assertThat(RealPlace.of(folder.resolve("Run"), any -> false))
                .isNotEqualTo(RealPlace.of(folder.resolve("rUN"), any -> false));
    }

    @Test
    void a_disk_that_tells_them_apart_is_believed() throws Exception {
        Files.createDirectory(folder.resolve("run"));
        assertThat(RealPlace.of(folder.resolve("Run"))).isEqualTo(folder.resolve("Run"));

        Files.createDirectory(folder.resolve("RUN"));
        assertThat(RealPlace.of(folder.resolve("Run"))).isEqualTo(folder.resolve("Run"));
    }
}
