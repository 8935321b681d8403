package org.seedbank.integrity.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.files.DiskTrial.Planned;

class SafeNamesTest {

    @TempDir
    Path folder;

    private static List<Planned> files(String... paths) {
        return Stream.of(paths).map(path -> new Planned(path, 1)).toList();
    }

    private List<String> onFat(List<Planned> files) throws IOException {
        return SafeNames.fit(planned -> DiskTrial.run(new DiskTrialTest.Fat(), planned), folder, files);
    }

    /** The digits are the first of {@code printf data.csv | sha256sum}. */
    @Test
    void changes_what_fat_refuses_and_nothing_else() throws Exception {
        assertThat(onFat(files(
                        "soil/plain.csv",
                        "soil/100%.csv",
                        "soil/a:b.csv",
                        "soil/why?",
                        "soil/end ",
                        "soil/end.",
                        "soil/Data.csv",
                        "soil/data.csv",
                        "soil/north:1/x:y")))
                .containsExactly(
                        "soil/plain.csv",
                        "soil/100%.csv",
                        "soil/a%3Ab.csv",
                        "soil/why%3F",
                        "soil/end%20",
                        "soil/end%2E",
                        "soil/Data.csv",
                        "soil/data~803d8eb0.csv",
                        "soil/north%3A1/x%3Ay");
    }

    /** A file may have the very name that another would get. */
    @Test
    void makes_no_new_twins() throws Exception {
        List<String> paths = onFat(files("a:b", "a%3Ab", "A:B"));

        assertThat(paths).doesNotHaveDuplicates().contains("a%3Ab");
        assertThat(DiskTrial.run(new DiskTrialTest.Fat(), files(paths.toArray(String[]::new))))
                .isEmpty();
    }

    @Test
    void gives_the_same_names_each_time() throws Exception {
        List<Planned> files = files("a:b", "A:b", "Data/x", "data/x", "w".repeat(300) + ".csv");

        assertThat(onFat(files)).isEqualTo(onFat(files));
    }

    @Test
    void cuts_what_is_too_long() throws Exception {
        String name = "\u6c34".repeat(100) + ".csv";

        List<String> paths = SafeNames.fit(folder, files(name));

        assertThat(paths.get(0)).startsWith("\u6c34\u6c34").endsWith(".csv").hasSizeLessThan(70);
        assertThat(DiskTrial.run(folder, files(paths.get(0)))).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void cannot_make_files_shorter() {
        List<Planned> files = new ArrayList<>(files("a:b"));
        files.add(new Planned("big.bin", 5L << 30));

        assertThatThrownBy(() -> onFat(files))
                .isInstanceOf(IntegrityException.DoesNotFit.class)
                .hasMessageContaining("(5368709120 bytes are too many for one file)");
    }
}
