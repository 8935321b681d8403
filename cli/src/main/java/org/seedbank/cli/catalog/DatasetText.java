package org.seedbank.cli.catalog;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seedbank.catalog.Entry;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Table;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/** Everything about one dataset for a person: a labelled line for each fact, then the files. */
final class DatasetText {

    private final PrintWriter out;
    private final String why;

    /**
     * For one dataset.
     *
     * @param why what is said of its withdrawal, if there was one, as {@link WithdrawalText} has it
     */
    DatasetText(PrintWriter out, String why) {
        this.out = out;
        this.why = why;
    }

    /** Prints an entry alone, under the number by which a person names it. */
    void print(String reference, Entry entry) {
        line("serial", reference);
        describe(entry);
        out.flush();
    }

    /** Prints what is known; the entry is the one with the number, or one that a lone torrent carries. */
    void print(Optional<String> reference, Optional<Entry> entry, Metainfo torrent, CopyState copy) {
        reference.ifPresent(each -> line("serial", each));
        entry.ifPresent(this::describe);
        line("copy", copy.equals(CopyState.ABSENT) ? "" : copy.line());
        if (torrent.isSingleFile()) {
            file(torrent.files().get(0));
        } else {
            line("name", torrent.name());
            line(
                    "size",
                    "%s in %s"
                            .formatted(
                                    Amounts.bytes(torrent.totalLength()),
                                    Amounts.files(torrent.files().size())));
        }
        torrent(torrent);
        if (!torrent.isSingleFile()) {
            out.println();
            files(torrent.files());
        }
        out.flush();
    }

    private void describe(Entry entry) {
        line("title", entry.title());
        line("state", entry.withdrawn() ? "withdrawn by its publisher" + why : "");
        line("creators", String.join("; ", entry.creators()));
        line("license", entry.license().orElse(""));
        line("doi", entry.doi().orElse(""));
        line("version", entry.version().orElse(""));
        line("keywords", String.join(", ", entry.keywords()));
        line("published", entry.published().map(Object::toString).orElse(""));
        line("supersedes", entry.supersedes().map(Sha256::hex).orElse(""));
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

    private void torrent(Metainfo torrent) {
        line("digest", torrent.datasetDigest().map(Sha256::hex).orElse("none: this torrent is not seedbank's"));
        line("format", torrent.format().name().toLowerCase(Locale.ROOT));
        line("infohash", torrent.infoHashV1().map(hash -> hash + " (v1)").orElse(""));
        line("infohash", torrent.infoHashV2().map(hash -> hash + " (v2)").orElse(""));
        line("pieces", "%d of %d KiB".formatted(torrent.pieceCount(), torrent.pieceLength() / 1024));
        torrent.trackers().forEach(url -> line("tracker", url));
        torrent.webSeeds().forEach(url -> line("web seed", url));
        line("magnet", torrent.magnetLink());
    }

    private void line(String label, String value) {
        if (!value.isEmpty()) {
            out.println(String.format(Locale.ROOT, "%-10s  %s", label, SafeText.line(value)));
        }
    }

    private void files(List<TorrentFile> files) {
        Table table = new Table("size", "sha256", "path").alignRight(0);
        for (TorrentFile file : files) {
            table.row(
                    Amounts.bytes(file.length()),
                    file.digest().map(Sha256::hex).orElse("-"),
                    file.path().text());
        }
        table.print(out);
    }
}
