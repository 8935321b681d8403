package org.seedbank.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.fixity.FileDigests;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReference;
import org.seedbank.integrity.fixity.FixityReport;

/** What a person is told of a report. */
class FixityTextTest {

    private static final Instant STARTED = Instant.parse("2024-05-01T10:00:00Z");
    private static final String HOW = " (3.00 GB in 1 min at 40.0 MB/s, by sha256sum digests)\n";

    private final StringWriter printed = new StringWriter();
    private final List<FileFinding> findings = new ArrayList<>();
    private final List<String> extras = new ArrayList<>();

    @Test
    void the_verdict_has_bytes_time_and_rate_and_is_green_on_a_terminal() {
        findings.add(new FileFinding.Intact(path("a"), 1_000_000_000));
        findings.add(new FileFinding.Intact(path("b"), 2_000_000_000));

        print(true, true);

        assertThat(printed).hasToString("\u001b[32mall 2 files intact\u001b[0m" + HOW);
    }

    @Test
    void a_verdict_of_damage_is_red_on_a_terminal() {
        findings.add(new FileFinding.Intact(path("a"), 2_000_000_000));
        findings.add(new FileFinding.Missing(path("b"), 1_000_000_000));
        findings.add(new FileFinding.NotChosen(path("c"), 5));

        print(true, true);

        assertThat(printed)
                .hasToString("missing       b\n" + "\u001b[31m1 of 2 files is damaged\u001b[0m, 1 left out" + HOW);
    }

    @Test
    void there_is_no_colour_elsewhere_or_where_none_is_wanted() {
        findings.add(new FileFinding.Intact(path("a"), 3_000_000_000L));

        print(true, false);
        print(false, true);

        assertThat(printed).hasToString(("the file is intact" + HOW).repeat(2));
    }

    @Test
    void what_was_not_verified_is_neither_green_nor_red() {
        findings.add(new FileFinding.Intact(path("a"), 1_000_000_000));
        findings.add(new FileFinding.NotVerified(path("b"), 2_000_000_000, "it shares a piece", List.of()));

        print(true, true);

        assertThat(printed).hasToString("""
            not verified  b  (it shares a piece)
            1 of 2 files intact, the others not verified""" + HOW);
    }

    @Test
    void says_how_much_was_not_read_again_and_counts_only_the_rest_in_the_rate() {
        findings.add(new FileFinding.Intact(path("a"), 3_000_000_000L));

        print(false, false, 1_500_000_000L);

        assertThat(printed).hasToString("""
            the file is intact (3.00 GB in 1 min at 20.0 MB/s, by sha256sum digests)\
            ; 1.50 GB of that come from a checkpoint and were not read again
            """);
    }

    @Test
    void a_terminal_gets_50_lines_and_is_told_of_the_others() {
        IntStream.range(0, 45).forEach(i -> findings.add(new FileFinding.Missing(path("m" + i), 0)));
        IntStream.range(0, 5).forEach(i -> extras.add("e" + i));
        print(true, false);
        assertThat(printed.toString().lines()).hasSize(51);

        printed.getBuffer().setLength(0);
        extras.add("e5");
        findings.add(new FileFinding.Intact(path("z"), 0));
        print(true, false);

        assertThat(printed.toString().lines()).hasSize(52);
        assertThat(printed.toString()).endsWith("""
            extra         e3
            extra         e4
            and 1 more; --report or --json has them all
            45 of 46 files are damaged (0 B in 1 min at 0 B/s, by sha256sum digests)
            """);
    }

    @Test
    void a_file_gets_all_lines() {
        extras.addAll(IntStream.range(0, 100).mapToObj(i -> "e" + i).toList());
        findings.add(new FileFinding.Intact(path("a"), 3_000_000_000L));

        print(false, false);

        assertThat(printed)
                .hasToString(extras.stream()
                                .map(each -> "extra         " + each + "\n")
                                .collect(Collectors.joining())
                        + "the file is intact"
                        + HOW);
    }

    private void print(boolean onTerminal, boolean colour) {
        print(onTerminal, colour, 0);
    }

    private void print(boolean onTerminal, boolean colour, long resumedBytes) {
        PrintWriter out = new PrintWriter(printed);
        FixityReport report = new FixityReport(
                new FixityReference.OfList("SHA256SUMS", "sha256sum", Sha256.digestOf(new byte[0])),
                Path.of("copy"),
                findings,
                new NoDigests(),
                extras,
                STARTED,
                STARTED.plusSeconds(75),
                resumedBytes,
                List.of(),
                List.of());
        new FixityText(new Terminal(out, out, onTerminal, onTerminal, colour)).print(report);
    }

    private static DatasetPath path(String text) {
        return new DatasetPath(text);
    }

    private static final class NoDigests implements FileDigests {

        @Override
        public Optional<ContentDigest> expected(int file) {
            return Optional.empty();
        }

        @Override
        public Optional<ContentDigest> found(int file) {
            return Optional.empty();
        }
    }
}
