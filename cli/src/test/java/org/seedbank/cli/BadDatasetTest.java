package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Datasets that cannot be published: a clear error, and nothing left half-done. */
@ExtendWith(Benches.class)
class BadDatasetTest {

    @Test
    void an_empty_folder(Bench bench) throws Exception {
        Files.createDirectory(bench.path("empty"));

        assertRefused(bench, "empty", """
            seedbank: error: 'BENCH/empty' holds no files
            seedbank: hint: name a file, or a folder with at least one file
            """);
    }

    @Test
    void a_symbolic_link(Bench bench) throws Exception {
        Soil.write(bench);
        Files.createSymbolicLink(bench.path("soil-2024/link"), bench.path("soil-2024/ph.csv"));

        assertRefused(bench, "soil-2024", """
            seedbank: error: 'BENCH/soil-2024/link' is a symbolic link, which a dataset cannot hold
            seedbank: hint: replace it with the file it points to, or publish with --follow-symlinks
            """);
    }

    @Test
    void a_symbolic_link_out_of_the_dataset_even_when_links_are_followed(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("secret.txt", "mine");
        Files.createSymbolicLink(bench.path("soil-2024/link"), bench.path("secret.txt"));

        Outcome publish = bench.run("publish", "--foreground", "BENCH/soil-2024", "--follow-symlinks");

        assertThat(publish.err()).isEqualTo("""
            seedbank: error: 'BENCH/soil-2024/link' is a link out of the dataset, which a dataset cannot hold
            seedbank: hint: replace it with the file it points to
            """);
        assertThat(publish.exitCode()).isEqualTo(1);
    }

    @Test
    void a_pipe(Bench bench) throws Exception {
        Soil.write(bench);
        assertThat(new ProcessBuilder("mkfifo", bench.path("soil-2024/pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertRefused(bench, "soil-2024", """
            seedbank: error: 'BENCH/soil-2024/pipe' is a pipe, socket or device, which a dataset cannot hold
            seedbank: hint: move it out of the dataset
            """);
    }

    private static void assertRefused(Bench bench, String dataset, String err) throws Exception {
        Outcome publish = bench.run("publish", "--foreground", "BENCH/" + dataset);

        assertThat(publish.out()).isEmpty();
        assertThat(publish.err()).isEqualTo(err);
        assertThat(publish.exitCode()).isEqualTo(1);
        assertThat(bench.path("home/data/catalog")).isEmptyDirectory();
    }
}
