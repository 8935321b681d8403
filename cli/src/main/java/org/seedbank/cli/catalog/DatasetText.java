package org.seedbank.cli.catalog;

import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.seedbank.catalog.Entry;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.PrivateText;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.integrity.torrent.TorrentLink;

/** Everything about one dataset for a person: a labelled line for each fact, then the files. */
final class DatasetText {

    private final PrintWriter out;
    private final String why;
    private final VersionText versions;

    /**
     * For one dataset.
     *
     * @param why what is said of its withdrawal, if there was one, as {@link WithdrawalText} has it
     */
    DatasetText(PrintWriter out, String why) {
        this(out, why, VersionText.NONE);
    }

    /** The same, with what its catalog lists of other versions. */
    DatasetText(PrintWriter out, String why, VersionText versions) {
        this.out = out;
        this.why = why;
        this.versions = versions;
    }

    /** Prints an entry alone, under the number by which a person names it. */
    void print(String reference, Entry entry) {
        line("serial", reference);
        describe(entry);
        out.flush();
    }

    /** Prints what can be changed of a dataset. */
    void print(Optional<String> reference, Optional<Entry> entry, Metainfo torrent) {
        reference.ifPresent(each -> line("serial", each));
        entry.ifPresent(this::describe);
        line("name", torrent.name());
        line("digest", torrent.datasetDigest().map(Sha256::hex).orElse(""));
        addresses(entry, torrent);
        out.flush();
    }

    /** Prints what is known; the entry is the one with the number, or one that a lone torrent carries. */
    void print(Optional<String> reference, Optional<Entry> entry, Metainfo torrent, CopyState copy) {
        reference.ifPresent(each -> line("serial", each));
        entry.ifPresent(this::describe);
        line("copy", copy.equals(CopyState.ABSENT) ? "" : copy.line());
        if (torrent.isSingleFile()) {
            file(torrent.files().get(0));
            stated(torrent);
        } else {
            line("name", torrent.name());
            line(
                    "size",
                    "%s in %s"
                            .formatted(
                                    Amounts.bytes(torrent.totalLength()),
                                    Amounts.files(torrent.files().size())));
        }
        torrent(entry, torrent);
        if (!torrent.isSingleFile()) {
            out.println();
            files(torrent);
        }
        out.flush();
    }

    private static String on(Optional<Instant> moment) {
        return moment.map(when -> " on " + LocalDate.ofInstant(when, ZoneOffset.UTC))
                .orElse("");
    }

    private void describe(Entry entry) {
        line("title", entry.title());
        line("state", entry.withdrawn() ? "withdrawn by its publisher" + on(entry.withdrawnAt()) + why : "");
        line("creators", String.join("; ", entry.creators()));
        line("license", entry.license().orElse(""));
        line("doi", entry.doi().orElse(""));
        line("version", entry.version().orElse(""));
        line("keywords", String.join(", ", entry.keywords()));
        line("published", entry.published().map(Object::toString).orElse(""));
        line("edited", entry.edited().map(Object::toString).orElse(""));
        line("supersedes", entry.supersedes().map(Sha256::hex).orElse(""));
        line("earlier", versions.earlier());
        line("later", versions.later());
        line("newest", versions.newest().orElse(""));
        if (!entry.description().isBlank()) {
            out.println();
            out.println(SafeText.block(entry.description()).indent(2).stripTrailing());
            out.println();
        }
    }

    private void file(TorrentFile file) {
        line("file", file.path().text());
        line("size", Amounts.bytes(file.length()));
        line("sha256", file.digest().map(Sha256::hex).orElse(""));
    }

    private void stated(Metainfo torrent) {
        (torrent.statesDigests() ? torrent.statedDigests(0) : Set.<ContentDigest>of())
                .stream()
                        .sorted(Comparator.comparing(ContentDigest::algorithm))
                        .forEach(digest -> line(digest.algorithm().label(), digest.hex() + " (stated)"));
    }

    private void torrent(Optional<Entry> entry, Metainfo torrent) {
        line("digest", torrent.datasetDigest().map(Sha256::hex).orElse("none: this torrent is not seedbank's"));
        line("format", torrent.format().name().toLowerCase(Locale.ROOT));
        line("infohash", torrent.infoHashV1().map(hash -> hash + " (v1)").orElse(""));
        line("infohash", torrent.infoHashV2().map(hash -> hash + " (v2)").orElse(""));
        line("pieces", "%d of %d KiB".formatted(torrent.pieceCount(), torrent.pieceLength() / 1024));
        line("private", PrivateText.of(torrent));
        addresses(entry, torrent);
    }

    private void addresses(Optional<Entry> entry, Metainfo torrent) {
        List<HostPort> seeds = entry.map(Entry::seedAddresses).orElse(List.of());
        torrent.trackerTiers()
                .forEach(tier ->
                        line("tracker", tier.stream().map(AddressKeys::hidden).collect(Collectors.joining(", "))));
        torrent.webSeeds().forEach(url -> line("web seed", AddressKeys.hidden(url)));
        seeds.forEach(address -> line("seeded at", address.toString()));
        line("dht nodes", torrent.dhtNodes().stream().map(Object::toString).collect(Collectors.joining(", ")));
        line("magnet", torrent.magnetLink(seeds));
    }

    private void line(String label, String value) {
        if (!value.isEmpty()) {
            out.println(String.format(Locale.ROOT, "%-10s  %s", label, SafeText.line(value)));
        }
    }

    /** The digest of a file, or the one that is hardest to forge of those that the torrent states for it. */
    private static String digest(Metainfo torrent, int file, boolean states) {
        Optional<String> stated = states
                ? torrent.statedDigests(file).stream()
                        .max(Comparator.comparing(ContentDigest::algorithm))
                        .map(digest -> digest.algorithm().label() + ":" + digest.hex())
                : Optional.empty();
        return torrent.files()
                .get(file)
                .digest()
                .map(Sha256::hex)
                .or(() -> stated)
                .orElse("-");
    }

    /** A table that is not held in memory: a torrent may have a million files. */
    private void files(Metainfo torrent) {
        boolean states = torrent.statesDigests() && torrent.datasetDigest().isEmpty();
        String label = states ? "stated digest" : "sha256";
        int size = Math.max(
                "size".length(),
                torrent.files().stream()
                        .mapToInt(file -> Amounts.bytes(file.length()).length())
                        .max()
                        .orElse(0));
        int digest = Math.max(label.length(), digestWidth(torrent, states));
        PrintWriter rows = new PrintWriter(new BufferedWriter(out));
        row(rows, "size", size, label, digest, "path");
        for (int i = 0; i < torrent.files().size(); i++) {
            TorrentFile file = torrent.files().get(i);
            row(
                    rows,
                    Amounts.bytes(file.length()),
                    size,
                    digest(torrent, i, states),
                    digest,
                    SafeText.line(file.path().text()));
        }
        for (TorrentLink link : torrent.links()) {
            row(rows, "link", size, "-", digest, SafeText.line("%s -> %s".formatted(link.path(), link.text())));
        }
        rows.flush();
    }

    private static int digestWidth(Metainfo torrent, boolean states) {
        if (!states) {
            return torrent.datasetDigest().isPresent() ? 2 * Sha256.BYTES : 1;
        }
        return IntStream.range(0, torrent.files().size())
                .map(file -> digest(torrent, file, true).length())
                .max()
                .orElse(0);
    }

    private static void row(PrintWriter out, String size, int sizeWidth, String digest, int digestWidth, String path) {
        out.append(" ".repeat(sizeWidth - size.length())).append(size).append("  ");
        out.append(digest).append(" ".repeat(digestWidth - digest.length())).append("  ");
        out.append(path.stripTrailing()).append(System.lineSeparator()); // println would flush after each line.
    }
}
