package org.seedbank.cli.publish;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Posted;
import org.seedbank.cli.catalog.EntryJsonView;
import org.seedbank.cli.catalog.TorrentJson;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.PrivateText;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.uploading.description.OwnDescription;
import org.seedbank.uploading.publish.FormatChoice;
import org.seedbank.uploading.publish.Preparation;
import org.seedbank.uploading.selection.LeftOut;

/** Output of {@code publish}: facts on standard output, remarks beside. */
final class PublishOutput {

    private final Terminal terminal;
    private final boolean asJson;
    private final List<String> warnings = new ArrayList<>();
    private List<OwnDescription.Source> sources = List.of();

    PublishOutput(Terminal terminal, boolean asJson) {
        this.terminal = terminal;
        this.asJson = asJson;
    }

    /** Warns, and takes note of it for the report. */
    void warn(String text) {
        warnings.add(text);
        terminal.warn(text);
    }

    /** Takes note of where the description is from. */
    void described(OwnDescription description) {
        sources = description.sources();
    }

    /** Says how much is left out; what that is, the report and a dry run list. */
    void leftOut(List<LeftOut> leftOut) {
        terminal.say(LeftOut.count(leftOut));
    }

    /** Prints what would be published. */
    void dryRun(Preparation prepared) {
        if (asJson) {
            Optional<JsonObject> draft = Optional.of(EntryJsonView.entry(prepared.entry()));
            print(prepared, prepared.torrent(), Optional.empty(), draft);
        } else {
            describe(prepared.entry());
            prepared.follows().ifPresent(version -> line("older", named(version.older())));
            printSources();
            summary(prepared, prepared.entry(), prepared.torrent());
            prepared.leftOut().forEach(each -> line("left out", "%s  (%s)".formatted(each.path(), each.reason())));
            terminal.out().flush();
        }
        terminal.say("dry run: nothing was seeded or listed");
    }

    /** Prints what was published, with the torrent that it is served with. */
    void published(Preparation prepared, Posted posted, Metainfo torrent) {
        if (asJson) {
            print(prepared, torrent, Optional.of(posted), Optional.empty());
        } else {
            line("serial", posted.listed().reference());
            prepared.follows().ifPresent(version -> {
                line("version", posted.listed().entry().version().orElse(""));
                line("older", named(version.older()));
            });
            summary(prepared, posted.listed().entry(), torrent);
            terminal.out().flush();
        }
        sayWhenPublishedBefore(posted);
    }

    private static String named(Listed listed) {
        return listed.reference()
                + listed.entry().version().map(" (version %s)"::formatted).orElse("");
    }

    /** One line for each file, where there is one: what options say needs no telling unless something else is said too. */
    private void printSources() {
        if (sources.stream().allMatch(each -> each.file().equals(OwnDescription.OPTIONS))) {
            return;
        }
        Map<String, List<String>> fields = sources.stream()
                .collect(Collectors.groupingBy(
                        OwnDescription.Source::file,
                        LinkedHashMap::new,
                        Collectors.mapping(OwnDescription.Source::field, Collectors.toList())));
        fields.forEach((file, names) -> line("from", "%s: %s".formatted(file, String.join(", ", names))));
    }

    private record Printed(
            boolean published,
            Optional<Boolean> alreadyThere,
            Optional<JsonObject> entry,
            Optional<JsonObject> draft,
            List<OwnDescription.Source> sources,
            TorrentJson torrent,
            FormatChoice formatChoice,
            List<LeftOut> leftOut,
            List<String> warnings) {}

    private void print(Preparation prepared, Metainfo torrent, Optional<Posted> posted, Optional<JsonObject> draft) {
        JsonOutput.print(
                new Printed(
                        posted.isPresent(),
                        posted.map(Posted::alreadyThere),
                        posted.map(Posted::listed).map(EntryJsonView::entry),
                        draft,
                        sources,
                        TorrentJson.of(
                                torrent,
                                posted.map(each -> each.listed().entry())
                                        .orElse(prepared.entry())
                                        .seedAddresses()),
                        prepared.format(),
                        prepared.leftOut(),
                        warnings),
                terminal);
    }

    private void describe(Entry entry) {
        line("title", entry.title());
        line("creators", String.join("; ", entry.creators()));
        line("license", entry.license().orElse(""));
        line("doi", entry.doi().orElse(""));
        line("version", entry.version().orElse(""));
        line("keywords", String.join(", ", entry.keywords()));
        if (!entry.description().isBlank()) {
            PrintWriter out = terminal.out();
            out.println();
            out.println(SafeText.block(entry.description()).indent(2).stripTrailing());
            out.println();
        }
    }

    private void summary(Preparation prepared, Entry entry, Metainfo torrent) {
        line("digest", torrent.datasetDigest().orElseThrow().hex());
        line(
                "size",
                "%s in %s"
                        .formatted(
                                Amounts.bytes(torrent.totalLength()),
                                Amounts.files(torrent.files().size())));
        line("pieces", "%d of %d KiB".formatted(torrent.pieceCount(), torrent.pieceLength() / 1024));
        line("format", format(prepared, torrent));
        line("not for", OtherClients.notFor(torrent));
        torrent.infoHashV1().map(InfoHash::hex).ifPresent(hash -> line("infohash", hash + " (v1)"));
        torrent.infoHashV2().map(InfoHash::hex).ifPresent(hash -> line("infohash", hash + " (v2)"));
        line("private", PrivateText.of(torrent));
        line("magnet", torrent.magnetLink(entry.seedAddresses()));
    }

    private static String format(Preparation prepared, Metainfo torrent) {
        FormatChoice choice = prepared.format();
        String format = torrent.format().name().toLowerCase(Locale.ROOT);
        if (torrent.format() != choice.format()) {
            return format + ", as the catalog's torrent";
        }
        String padding = Amounts.bytes(choice.padding());
        String bytes = Amounts.bytes(torrent.totalLength());
        return switch (choice.reason()) {
            case ASKED -> format;
            case NAMES -> format + ", as other programs cannot take its names from a hybrid";
            case LITTLE_PADDING -> "%s, padding adds %s to %s".formatted(format, padding, bytes);
            case MUCH_PADDING -> "%s, as padding of a hybrid would add %s to %s".formatted(format, padding, bytes);
        };
    }

    private void line(String label, String value) {
        if (!value.isEmpty()) {
            terminal.out().println("%-8s  %s".formatted(label, SafeText.line(value)));
        }
    }

    /** Says so of bytes that the catalog lists already. */
    void sayWhenPublishedBefore(Posted posted) {
        if (posted.listed().entry().withdrawn()) {
            terminal.warn("these bytes were published before and withdrawn since: they are seeded, and the catalog's"
                    + " entry stays withdrawn");
        } else if (posted.alreadyThere()) {
            terminal.say("these bytes were published before: the catalog's entry and torrent stay as they are");
        }
    }
}
