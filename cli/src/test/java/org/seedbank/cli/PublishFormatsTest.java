package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code seedbank publish} says which other programs cannot read what it makes. */
@ExtendWith(Benches.class)
class PublishFormatsTest {

    @Test
    void programs_that_cannot_read_the_format_are_named_with_the_one_that_all_read(Bench bench) throws Exception {
        Soil.write(bench);

        assertThat(bench.run("publish", "--dry-run", "--format", "hybrid", "BENCH/soil-2024")
                        .out())
                .contains("\nnot for   Transmission 3, aria2 1.36; --format v1 is for all\n");
        assertThat(bench.run("publish", "--dry-run", "--format", "v2", "BENCH/soil-2024")
                        .out())
                .contains("\nnot for   Transmission 3, aria2 1.36, WebTorrent; --format v1 is for all\n");
        assertThat(bench.run("publish", "--dry-run", "--format", "v1", "BENCH/soil-2024")
                        .out())
                .doesNotContain("not for");
    }

    /** Measured with aria2 1.36, which says "Detected directory traversal directive" of them. */
    @Test
    void says_that_aria2_takes_no_torrent_with_a_line_feed_in_a_name(Bench bench) throws Exception {
        bench.write("soil/line\nfeed.csv", "1");
        bench.write("bell/\u0007.csv", "1");

        assertThat(bench.run("publish", "--dry-run", "--format", "v1", "BENCH/soil")
                        .out())
                .contains("\nnot for   aria2, which takes no names with a tab or a line feed\n");
        assertThat(bench.run("publish", "--dry-run", "--format", "hybrid", "BENCH/soil")
                        .out())
                .contains(
                        "\nnot for   Transmission 3, aria2 1.36; --format v1 is for all but aria2, which takes no names"
                                + " with a tab or a line feed\n");
        assertThat(bench.run("publish", "--dry-run", "--format", "v1", "BENCH/bell")
                        .out())
                .doesNotContain("not for");
    }
}
