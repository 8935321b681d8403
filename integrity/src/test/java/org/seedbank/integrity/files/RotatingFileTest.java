package org.seedbank.integrity.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines go to a file that does not grow without end. */
class RotatingFileTest {

    @TempDir
    private Path folder;

    private void append(String... lines) throws IOException {
        try (RotatingFile file = new RotatingFile(folder.resolve("notes"), 8, 2)) {
            for (String line : lines) {
                file.append(line);
            }
            file.force();
        }
    }

    @Test
    void a_full_file_is_renamed_and_the_oldest_is_deleted() throws IOException {
        append("one", "two", "three", "four", "five");

        assertThat(folder.resolve("notes")).hasContent("five\n");
        assertThat(folder.resolve("notes.1")).hasContent("four\n");
        assertThat(folder.resolve("notes.2")).hasContent("three\n");
        assertThat(folder.resolve("notes.3")).doesNotExist();
    }

    @Test
    void goes_on_where_an_earlier_run_stopped() throws IOException {
        append("one");
        append("two");

        assertThat(folder.resolve("notes")).hasContent("one\ntwo\n");
    }

    @Test
    void a_line_that_was_torn_does_not_spoil_the_next() throws IOException {
        Files.writeString(folder.resolve("notes"), "on");
        append("two");

        assertThat(folder.resolve("notes")).hasContent("on\ntwo\n");
    }
}
