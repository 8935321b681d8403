package org.seedbank.cli.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.seedbank.cli.catalog.TorrentJson;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.StrayFile;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReference;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.LinkFinding;
import org.seedbank.integrity.json.Inline;
import org.seedbank.library.Version;

/**
 * A fixity report as JSON; the manual documents its shape. Its files are made as they are written, as a report may have a
 * million of them.
 */
public record FixityJson(
        String tool,
        Optional<TorrentJson> torrent,
        Optional<DigestList> list,
        boolean checkedFileDigests,
        boolean intact,
        Totals totals,
        Iterable<Finding> files,
        List<String> extras,
        List<Stray> strays,
        List<Link> links,
        List<String> warnings,
        Run run) {

    /** The JSON of a report. */
    public static FixityJson of(FixityReport report) {
        return new FixityJson(
                Version.program(),
                report.reference() instanceof FixityReference.OfTorrent of
                        ? Optional.of(TorrentJson.of(of.torrent()))
                        : Optional.empty(),
                report.reference() instanceof FixityReference.OfList of
                        ? Optional.of(DigestList.of(of))
                        : Optional.empty(),
                report.checkedFileDigests(),
                report.isIntact(),
                Totals.of(report),
                () -> IntStream.range(0, report.findings().size())
                        .mapToObj(index -> Finding.of(report, index))
                        .iterator(),
                report.extras(),
                Stray.among(report),
                report.links().stream().map(Link::of).toList(),
                report.warnings(),
                Run.of(report));
    }

    /** A file that does not belong there, of which the name shows who left it. */
    record Stray(String path, String kind, String origin) {

        static List<Stray> among(FixityReport report) {
            Stream<String> unlisted = report.findings().stream()
                    .filter(finding -> finding instanceof FileFinding.Unlisted)
                    .map(finding -> finding.path().text());
            return Stream.concat(unlisted, report.extras().stream())
                    .flatMap(path -> StrayFile.at(path)
                            .map(stray -> new Stray(path, stray.kind().name().toLowerCase(Locale.ROOT), stray.origin()))
                            .stream())
                    .toList();
        }
    }

    /** A symbolic link of the dataset, and what stands in its place. */
    record Link(DatasetPath path, DatasetPath target, String state) {

        static Link of(LinkFinding finding) {
            return new Link(finding.link().path(), finding.link().target(), FixityText.state(finding));
        }
    }

    record DigestList(String name, String format, Sha256 sha256, Optional<Signature> signature) {
        static DigestList of(FixityReference.OfList list) {
            return new DigestList(
                    list.name(), list.format(), list.digest(), list.signature().map(Signature::of));
        }
    }

    record Signature(boolean good, Optional<String> key, Optional<String> signer) {
        static Signature of(FixityReference.Signature signature) {
            return new Signature(signature.isGood(), signature.key(), signature.signer());
        }
    }

    record Totals(long files, long bytes, long intactFiles, long intactBytes, long damagedFiles) {
        static Totals of(FixityReport report) {
            return new Totals(
                    report.chosenCount(),
                    report.chosenBytes(),
                    report.intactCount(),
                    report.intactBytes(),
                    report.damage().size());
        }
    }

    /** Facts that differ from one verification of the same bytes to the next. */
    record Run(
            Path path, Instant started, Instant ended, double seconds, long bytesPerSecond, OptionalLong resumedBytes) {
        static Run of(FixityReport report) {
            return new Run(
                    report.root(),
                    report.started(),
                    report.ended(),
                    Duration.between(report.started(), report.ended()).toMillis() / 1000.0,
                    FixityText.Verdict.rate(report),
                    unless(0, report.resumedBytes()));
        }
    }

    record Finding(
            DatasetPath path,
            OptionalLong length,
            String verdict,
            @Inline Damage damage,
            Optional<String> algorithm,
            Optional<String> expected,
            Optional<String> found) {

        static Finding of(FixityReport report, int index) {
            FileFinding finding = report.findings().get(index);
            Optional<ContentDigest> expected = report.digests().expected(index);
            Optional<ContentDigest> found = report.digests().found(index);
            return new Finding(
                    finding.path(),
                    unless(FileFinding.UNKNOWN_LENGTH, finding.length()),
                    FixityText.verdict(finding),
                    Damage.of(finding),
                    expected.or(() -> found).map(digest -> digest.algorithm().label()),
                    expected.map(ContentDigest::hex),
                    found.map(ContentDigest::hex));
        }
    }

    record Damage(
            OptionalLong foundLength,
            Optional<List<ByteRange>> ranges,
            Optional<List<ByteRange>> undecided,
            Optional<String> reason,
            Optional<String> url) {

        private static final Damage NONE = because(null);

        static Damage of(FileFinding finding) {
            if (finding instanceof FileFinding.Damaged damaged) {
                return new Damage(
                        OptionalLong.empty(),
                        Optional.of(damaged.ranges()),
                        unlessEmpty(damaged.undecided()),
                        Optional.empty(),
                        Optional.empty());
            } else if (finding instanceof FileFinding.WrongLength wrong) {
                return new Damage(
                        OptionalLong.of(wrong.foundLength()),
                        Optional.of(wrong.ranges()),
                        unlessEmpty(wrong.undecided()),
                        Optional.empty(),
                        Optional.empty());
            } else if (finding instanceof FileFinding.Unreadable unreadable) {
                return because(unreadable.reason());
            } else if (finding instanceof FileFinding.NotVerified unverified) {
                return new Damage(
                        OptionalLong.empty(),
                        Optional.empty(),
                        unlessEmpty(unverified.undecided()),
                        Optional.of(unverified.reason()),
                        Optional.empty());
            } else if (finding instanceof FileFinding.NotFetched unfetched) {
                return new Damage(
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(unfetched.url()));
            } else if (finding instanceof FileFinding.Invalid invalid) {
                return because(invalid.reason());
            } else if (finding instanceof FileFinding.Unlisted) {
                return because(FixityText.UNLISTED);
            }
            return NONE;
        }

        private static Damage because(String reason) {
            return new Damage(
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.ofNullable(reason),
                    Optional.empty());
        }

        private static Optional<List<ByteRange>> unlessEmpty(List<ByteRange> ranges) {
            return ranges.isEmpty() ? Optional.empty() : Optional.of(ranges);
        }
    }

    private static OptionalLong unless(long none, long value) {
        return value == none ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
