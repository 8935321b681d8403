package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How processes end, and what they leave behind. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class SignalsIT {

    @TempDir
    Path folder;

    private ProcessBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new ProcessBench(folder);
        Soil.write(bench.files());
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void a_signal_ends_a_publisher_soon_and_tidily(String signal, int code) throws Exception {
        Child publisher = bench.publish("BENCH/soil-2024");

        Instant signalled = Instant.now();
        publisher.signal(signal);
        Outcome publish = publisher.end();

        assertThat(Duration.between(signalled, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(publish.exitCode()).isEqualTo(code);
        assertThat(publish.out()).isEqualTo("serial    1\n" + Soil.SUMMARY);
        assertThat(publish.err())
                .isEqualTo("seedbank: seeding 'soil-2024' on port PORT of this machine only;"
                        + " add --public to reach others; Ctrl-C ends it\nseedbank: interrupted\n");
        assertThat(bench.files().presences()).isEmpty();
    }

    @Test
    void a_publisher_that_was_killed_no_longer_counts_as_seeding() throws Exception {
        Child publisher = bench.publish("BENCH/soil-2024");
        assertThat(bench.run("list").out()).contains(" seeding ");

        publisher.signal("KILL");
        publisher.end();

        assertThat(bench.run("list").out()).contains(" absent ");
        assertThat(bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--timeout", "1")
                        .exitCode())
                .isEqualTo(6);
    }

    @Test
    void another_process_fetches_and_prints_nothing_but_its_result() throws Exception {
        bench.publish("BENCH/soil-2024");

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.out()).isEqualTo("fetched 'BENCH/copy/soil-2024'\n" + Soil.INTACT);
        assertThat(get.err()).isEmpty();
        assertThat(get.exitCode()).isZero();
        assertThat(bench.files().files("copy/soil-2024")).isEqualTo(Soil.files());
    }

    @Test
    void a_serial_is_a_serial_even_where_a_file_has_that_name() throws Exception {
        bench.publish("BENCH/soil-2024").signal("INT");
        Files.writeString(bench.path("1"), "a file in the current folder");

        assertThat(bench.run("show", "1").exitCode()).isZero();
    }

    @Test
    void too_little_memory_is_told_and_ends_at_once() throws Exception {
        Files.write(bench.path("large.torrent"), new byte[100 << 20]);

        Outcome show =
                bench.startWithJava("-Xmx32m", "show", "BENCH/large.torrent").end();

        assertThat(show.err()).isEqualTo("""
            seedbank: error: this needs more memory than Java was given
            seedbank: hint: give it more, for example with SEEDBANK_JAVA_OPTS=-Xmx1g
            """);
        assertThat(show.exitCode()).isEqualTo(1);
    }
}
