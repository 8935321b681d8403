package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder that becomes a bag loses nothing, whenever the process is killed. */
@EnabledOnOs(OS.LINUX)
class KilledBagIT {

    private static final int FILES = 2000;

    @TempDir
    Path folder;

    private ProcessBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new ProcessBench(folder);
        for (int i = 0; i < FILES; i++) {
            bench.files().write("soil/" + i, "content of " + i);
        }
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    /** The process is killed when this is there, or a moment later; whenever it is, the outcome is the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ".seedbank-bagging/tags/bagit.txt",
                ".seedbank-bagging/data/1000",
                "data",
                "manifest-sha256.txt",
                "bagit.txt"
            })
    void the_next_run_completes_it(String sign) throws Exception {
        SortedMap<String, String> content = bench.files().files("soil");
        Child bagging = bench.start("bag", "--in-place", "BENCH/soil");
        while (bagging.isAlive() && !Files.exists(bench.path("soil/" + sign))) {
            Thread.onSpinWait(); // The process ends by itself if the sign was gone too soon to be seen.
        }
        bagging.kill();

        bench.run("bag", "--in-place", "BENCH/soil");

        assertThat(bench.files().files("soil/data")).isEqualTo(content);
        assertThat(bench.run("verify", "BENCH/soil").out()).startsWith("all %d files intact".formatted(FILES + 3));
        assertThat(bench.path("soil/.seedbank-bagging")).doesNotExist();
    }
}
