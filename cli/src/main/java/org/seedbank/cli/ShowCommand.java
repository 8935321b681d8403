package org.seedbank.cli;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.downloading.References;
import org.seedbank.downloading.Resolved;
import org.seedbank.integrity.Metainfo;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.TorrentFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows everything about one dataset. */
@Command(
        name = "show",
        header = "Show everything about one dataset or torrent.",
        description = {
            "",
            "Prints the catalog's description, then the torrent's infohashes, trackers and files, each with its size"
                    + " and SHA-256 digest where the torrent carries one."
        },
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.DAMAGED,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
final class ShowCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "REF", description = "A serial, digest, infohash, or .torrent file or URL.")
    private String reference;

    @Mixin
    private CatalogOption catalog;

    @Mixin
    private OutputOptions output;

    ShowCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Resolved resolved = new References(catalog.open(context)).resolve(reference);
        if (output.json()) {
            OutputOptions.print(json(resolved), context.terminal());
            return ExitCodes.OK;
        }
        PrintWriter out = context.terminal().out();
        resolved.listed().ifPresent(listed -> describe(listed, out));
        torrent(resolved.torrent(), out);
        out.println();
        files(resolved.torrent(), out);
        return ExitCodes.OK;
    }

    private static JsonObject json(Resolved resolved) {
        JsonObject json = new JsonObject();
        resolved.listed().ifPresent(listed -> json.add("entry", EntryJsonView.entry(listed)));
        JsonObject torrent = EntryJsonView.torrent(resolved.torrent());
        torrent.add(
                "files",
                EntryJsonView.arrayOf(resolved.torrent().files().stream()
                        .map(ShowCommand::fileJson)
                        .toList()));
        json.add("torrent", torrent);
        return json;
    }

    private static JsonObject fileJson(TorrentFile file) {
        JsonObject json = new JsonObject();
        json.addProperty("path", file.path().text());
        json.addProperty("length", file.length());
        json.addProperty("sha256", file.digest().map(Sha256::hex).orElse(null));
        json.addProperty("piecesRoot", file.piecesRoot().map(Sha256::hex).orElse(null));
        return json;
    }

    private static void describe(Listed listed, PrintWriter out) {
        Entry entry = listed.entry();
        line(out, "serial", Integer.toString(listed.serial()));
        line(out, "title", entry.title());
        line(out, "state", entry.withdrawn() ? "withdrawn by its publisher" : "");
        line(out, "creators", String.join("; ", entry.creators()));
        line(out, "license", entry.license().orElse(""));
        line(out, "doi", entry.doi().orElse(""));
        line(out, "version", entry.version().orElse(""));
        line(out, "keywords", String.join(", ", entry.keywords()));
        line(out, "published", listed.published().toString());
        line(out, "supersedes", entry.supersedes().map(Sha256::hex).orElse(""));
        if (!entry.description().isBlank()) {
            out.println();
            out.println(SafeText.block(entry.description()).indent(2).stripTrailing());
            out.println();
        }
    }

    private static void torrent(Metainfo torrent, PrintWriter out) {
        line(out, "name", torrent.name());
        line(
                out,
                "size",
                "%s in %s"
                        .formatted(
                                Amounts.bytes(torrent.totalLength()),
                                Amounts.files(torrent.files().size())));
        line(out, "digest", torrent.datasetDigest().map(Sha256::hex).orElse("none: this torrent is not seedbank's"));
        line(out, "format", torrent.format().name().toLowerCase(Locale.ROOT));
        line(out, "infohash", torrent.infoHashV1().map(hash -> hash + " (v1)").orElse(""));
        line(out, "infohash", torrent.infoHashV2().map(hash -> hash + " (v2)").orElse(""));
        line(out, "pieces", "%d of %d KiB".formatted(torrent.pieceCount(), torrent.pieceLength() / 1024));
        torrent.trackers().forEach(url -> line(out, "tracker", url));
        torrent.webSeeds().forEach(url -> line(out, "web seed", url));
        line(out, "magnet", torrent.magnetLink());
    }

    private static void line(PrintWriter out, String label, String value) {
        if (!value.isEmpty()) {
            out.println(String.format(Locale.ROOT, "%-10s  %s", label, SafeText.line(value)));
        }
    }

    private static void files(Metainfo torrent, PrintWriter out) {
        Table table = new Table("size", "sha256", "path").alignRight(0);
        List<TorrentFile> files = torrent.files();
        for (TorrentFile file : files) {
            Optional<Sha256> digest = file.digest();
            table.row(
                    Amounts.bytes(file.length()),
                    digest.map(Sha256::hex).orElse("-"),
                    file.path().text());
        }
        table.print(out);
    }
}
