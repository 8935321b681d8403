package org.seedbank.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Progress;

class ProgressMeterTest {

    private static final String REDRAW = "\r\u001b[K";
    private static final long MB = 1_000_000;

    private final StringWriter printed = new StringWriter();
    private long nanos = 5;
    private int columns = 80;

    @Test
    void a_person_sees_a_bar_with_rate_and_time_left() {
        ProgressMeter meter = meter(true, false);
        meter.update(advance(0, 1, "a.csv"));
        passes(2_000);
        meter.update(advance(50 * MB, 2, "north/b.csv"));

        assertThat(printed.toString())
                .isEqualTo(REDRAW + "hashing    50% [######......]  50.0 MB of 100 MB, 25.0 MB/s, 2 s left\n\u001b[K"
                        + "          file 2 of 3: north/b.csv" + "\r\u001b[A");
    }

    @Test
    void a_bar_is_redrawn_ten_times_a_second_at_most_and_removed_at_the_end() {
        ProgressMeter meter = meter(true, false);
        meter.update(0, 10, 1, "");
        passes(99);
        meter.update(5, 10, 1, "");
        passes(1);
        meter.update(10, 10, 1, "");
        meter.close();

        assertThat(printed.toString())
                .isEqualTo(REDRAW + "hashing     0% [............]  0 B of 10 B, 1 B/s  " + REDRAW
                        + "hashing   100% [############]  10 B of 10 B, 1 B/s  " + "\r\u001b[J");
    }

    @Test
    void a_narrow_terminal_has_two_short_lines() {
        columns = 40;
        ProgressMeter meter = meter(true, false);
        meter.update(advance(0, 1, "a.csv"));
        passes(2_000);
        meter.update(advance(50 * MB, 2, "north/b.csv"));

        assertThat(printed.toString())
                .isEqualTo(REDRAW
                        + "hashing    50% [######......]\n\u001b[K50.0 MB of 100 MB, 25.0 MB/s, 2 s left\r\u001b[A");
    }

    @Test
    void a_terminal_of_one_column_gets_one_sign_in_a_line() {
        columns = 1;
        meter(true, false).update(5, 10, 1, "");

        assertThat(printed.toString()).isEqualTo(REDRAW + "…\n\u001b[K…\r\u001b[A");
    }

    @Test
    void a_window_of_another_size_is_drawn_anew() {
        ProgressMeter meter = meter(true, false);
        meter.update(5, 10, 1, "");
        columns = 70;
        passes(100);
        meter.update(5, 10, 1, "");

        assertThat(printed.toString())
                .endsWith("\r\u001b[J\u001b[Khashing    50% [######......]  5 B of 10 B, 1 B/s  ");
    }

    @Test
    void a_dumb_terminal_gets_lines_as_a_log_does() {
        PrintWriter err = new PrintWriter(printed);
        Terminal dumb = new Terminal(err, err, true, true, false, false, () -> 80);
        ProgressMeter meter = new ProgressMeter(dumb, "hashing", false, () -> nanos);
        meter.update(0, 100 * MB, "");
        passes(10_000);
        meter.update(50 * MB, 100 * MB, "");
        meter.note("3 peers");
        meter.close();

        assertThat(printed.toString()).isEqualTo("seedbank: hashing 50.0 MB of 100 MB, 5.00 MB/s, 10 s left\n");
    }

    @Test
    void a_log_gets_a_line_every_ten_seconds() {
        ProgressMeter meter = meter(false, false);
        meter.update(advance(0, 1, "a.csv"));
        passes(9_999);
        meter.update(advance(10 * MB, 1, "a.csv"));
        passes(1);
        meter.update(advance(20 * MB, 2, "b\u001b.csv"));
        meter.close();

        assertThat(printed.toString())
                .isEqualTo("seedbank: hashing 20.0 MB of 100 MB, 2.00 MB/s, 40 s left, file 2 of 3: b\\u{1b}.csv\n");
    }

    @Test
    void quiet_shows_nothing() {
        ProgressMeter meter = meter(true, true);
        meter.update(0, 10, 1, "");
        passes(20_000);
        meter.update(5, 10, 1, "");
        meter.note("3 peers");
        meter.close();

        assertThat(printed.toString()).isEmpty();
    }

    @Test
    void after_a_checkpoint_rate_and_time_left_are_those_of_what_is_read_now() {
        ProgressMeter meter = meter(false, false);
        meter.resumed(60 * MB);
        meter.update(60 * MB, 100 * MB, "");
        passes(10_000);
        meter.update(80 * MB, 100 * MB, "");

        assertThat(printed.toString()).isEqualTo("""
                seedbank: hashing goes on from a checkpoint: 60.0 MB need not be read again
                seedbank: hashing 80.0 MB of 100 MB, 2.00 MB/s, 10 s left
                """);
    }

    @Test
    void the_rate_counts_from_the_first_update_and_not_from_before() {
        ProgressMeter meter = meter(false, false);
        passes(60_000);
        meter.update(advance(0, 1, "a.csv"));
        passes(10_000);
        meter.update(advance(20 * MB, 1, "a.csv"));

        assertThat(printed.toString())
                .isEqualTo("seedbank: hashing 20.0 MB of 100 MB, 2.00 MB/s, 40 s left, file 1 of 3: a.csv\n");
    }

    @Test
    void what_was_read_fast_minutes_ago_says_nothing_of_the_time_left_now() {
        ProgressMeter meter = meter(false, false);
        meter.update(0, 100 * MB, "");
        passes(1_000);
        meter.update(50 * MB, 100 * MB, "");
        passes(599_000);
        meter.update(50 * MB, 100 * MB, "");

        assertThat(printed.toString()).isEqualTo("seedbank: hashing 50.0 MB of 100 MB, 0 B/s\n");
    }

    @Test
    void something_without_an_end_is_noted_for_a_person_only() {
        meter(true, false).note("3 peers");
        assertThat(printed.toString()).isEqualTo(REDRAW + "hashing  3 peers");

        printed.getBuffer().setLength(0);
        meter(false, false).note("3 peers");
        assertThat(printed.toString()).isEmpty();
    }

    @Test
    void an_empty_dataset_is_wholly_done() {
        ProgressMeter meter = meter(true, false);
        meter.update(0, 0, 0, "");

        assertThat(printed.toString()).isEqualTo(REDRAW + "hashing   100% [############]  0 B of 0 B, 0 B/s  ");
    }

    @Test
    void a_name_cannot_drive_the_terminal() {
        meter(true, false).update(0, 0, 0, "\u001b[2J\u202e");

        assertThat(printed.toString())
                .isEqualTo(REDRAW + "hashing   100% [############]  0 B of 0 B, 0 B/s  \\u{1b}[2J\\u{202e}");
    }

    @Test
    void a_dataset_of_one_file_is_not_counted() {
        ProgressMeter meter = meter(false, false);
        meter.update(new Progress.Advance(0, 10, 1, 1, new DatasetPath("a.csv")));
        passes(10_000);
        meter.update(new Progress.Advance(5, 10, 1, 1, new DatasetPath("a.csv")));

        assertThat(printed.toString()).isEqualTo("seedbank: hashing 5 B of 10 B, 0 B/s, a.csv\n");
    }

    private static Progress.Advance advance(long done, int begun, String file) {
        return new Progress.Advance(done, 100 * MB, begun, 3, new DatasetPath(file));
    }

    private ProgressMeter meter(boolean onTerminal, boolean quiet) {
        PrintWriter err = new PrintWriter(printed);
        Terminal terminal = new Terminal(err, err, onTerminal, onTerminal, false, true, () -> columns);
        return new ProgressMeter(terminal, "hashing", quiet, () -> nanos);
    }

    private void passes(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
