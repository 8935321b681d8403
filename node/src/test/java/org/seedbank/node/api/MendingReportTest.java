package org.seedbank.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.seedbank.integrity.ByteRange;

/** A report of mending tells all tries in one, and is never too long. */
class MendingReportTest {

    @Test
    void the_later_try_tells_of_a_file_that_was_in_both() {
        MendingReport.MendingFailure nobody =
                new MendingReport.MendingFailure(MendingReport.Reason.NOBODY, "nobody sent it", "try again");
        MendingReport first = new MendingReport(List.of(left("a"), mended("b", 1)), 0, 10, Optional.of(nobody));
        MendingReport second = new MendingReport(List.of(mended("a", 1)), 0, 5, Optional.empty());

        assertThat(first.then(second))
                .isEqualTo(new MendingReport(List.of(mended("a", 1), mended("b", 1)), 0, 15, Optional.empty()));
    }

    @Test
    void names_a_thousand_files_and_counts_the_others() {
        List<MendingReport.MendedFile> files = IntStream.range(0, MendingReport.MAX_FILES + 2)
                .mapToObj(number -> mended("f" + number, 1))
                .toList();

        MendingReport report = new MendingReport(files, 0, 0, Optional.empty()).bounded();

        assertThat(report.files()).hasSize(MendingReport.MAX_FILES);
        assertThat(report.unnamed()).isEqualTo(2);
    }

    @Test
    void the_last_of_too_many_ranges_covers_the_rest() {
        MendingReport report = new MendingReport(
                        List.of(mended("a", MendingReport.MAX_RANGES - 1), mended("b", 3), mended("c", 1)),
                        0,
                        0,
                        Optional.empty())
                .bounded();

        assertThat(report.files().get(0).ranges()).hasSize(MendingReport.MAX_RANGES - 1);
        assertThat(report.files().get(1).ranges()).containsExactly(new ByteRange(0, 5));
        assertThat(report.files().get(2).ranges()).containsExactly(new ByteRange(0, 1));
    }

    private static MendingReport.MendedFile left(String path) {
        return new MendingReport.MendedFile(path, List.of(), Optional.of("nobody has it"));
    }

    /** Each second byte was wrong. */
    private static MendingReport.MendedFile mended(String path, int ranges) {
        return new MendingReport.MendedFile(
                path,
                LongStream.range(0, ranges)
                        .mapToObj(number -> new ByteRange(2 * number, 2 * number + 1))
                        .toList(),
                Optional.empty());
    }
}
