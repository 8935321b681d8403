package org.seedbank.cli.catalog;

import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Versions;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.Found;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.downloading.reference.References;
import org.seedbank.downloading.reference.Resolved;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.json.Inline;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.integrity.torrent.TorrentLink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows everything about one dataset. */
@Command(
        name = "show",
        description = {
            "",
            "Prints the catalog's description, then the torrent's infohashes, trackers and files, each with its size"
                    + " and SHA-256 digest where the torrent carries one. Of a catalog's dataset it names the versions before it"
                    + " and those that follow on it, up to 20 each, and the newest. 'copy' says what became of your copy, where"
                    + " there is one; where no node runs, what the node's state on the disk says of it."
        },
        footer = {"  seedbank show 1", "  seedbank show soil.torrent", "  seedbank show 1 --json"},
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.DAMAGED,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class ShowCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "REF", description = "A serial, digest, infohash, NAME/SERIAL, or .torrent file or URL.")
    private String reference;

    @Mixin
    private CatalogOption catalog;

    @Mixin
    private OutputOptions output;

    public ShowCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Resolved resolved = new References(() -> catalog.set(context)).resolve(reference);
        CopyState copy = CopyStates.of(context).of(resolved.torrent());
        if (output.json()) {
            JsonOutput.print(Shown.of(resolved, versions(resolved), copy), context.terminal());
            return ExitCodes.OK;
        }
        Optional<String> serial =
                resolved.dataset().map(each -> catalog.set(context).reference(each.source(), each.listed()));
        resolved.torrent().warnings().forEach(context.terminal()::warn);
        String why = resolved.dataset().isPresent()
                ? why(resolved.dataset().get())
                : EntryOf.dataset(resolved).map(WithdrawalText::of).orElse("");
        VersionText versions = resolved.dataset().isPresent()
                ? VersionText.of(catalog.set(context), resolved.dataset().get())
                : VersionText.NONE;
        new DatasetText(context.terminal().out(), why, versions)
                .print(serial, EntryOf.dataset(resolved), resolved.torrent(), copy);
        return ExitCodes.OK;
    }

    private Optional<Related> versions(Resolved resolved) throws InterruptedException {
        if (resolved.dataset().isEmpty()) {
            return Optional.empty();
        }
        Found.Dataset dataset = resolved.dataset().get();
        Versions versions = catalog.set(context).listing(dataset.source()).versions();
        Sha256 digest = dataset.listed().entry().digest();
        Related related = new Related(
                OneVersion.of(versions.earlier(digest)),
                OneVersion.of(versions.later(digest)),
                versions.newest(digest).map(OneVersion::of));
        return Optional.of(related).filter(each -> !each.equals(Related.NONE));
    }

    private String why(Found.Dataset dataset) throws InterruptedException {
        if (!dataset.listed().entry().withdrawn()) {
            return "";
        }
        CatalogSet set = catalog.set(context);
        return new WithdrawalText(set)
                .of(
                        dataset.source(),
                        set.listing(dataset.source()),
                        dataset.listed().entry());
    }

    private record Related(List<OneVersion> earlier, List<OneVersion> later, Optional<OneVersion> newest) {
        private static final Related NONE = new Related(List.of(), List.of(), Optional.empty());
    }

    private record OneVersion(
            int serial, Optional<String> serialLetter, Sha256 digest, Optional<String> version, boolean withdrawn) {
        static OneVersion of(Versions.Version version) {
            return new OneVersion(
                    version.label().number(),
                    Optional.of(version.label().letter()).filter(letter -> !letter.isEmpty()),
                    version.digest(),
                    version.number(),
                    version.withdrawn());
        }

        static List<OneVersion> of(List<Versions.Version> versions) {
            return versions.stream().map(OneVersion::of).toList();
        }
    }

    private record Shown(
            Optional<URI> catalog,
            Optional<JsonObject> entry,
            Optional<Related> versions,
            Files torrent,
            CopyState copy) {
        static Shown of(Resolved resolved, Optional<Related> versions, CopyState copy) {
            return new Shown(
                    resolved.found().map(each -> each.source().catalog().uri()),
                    resolved.listed().map(EntryJsonView::entry).or(() -> EntryOf.dataset(resolved)
                            .map(EntryJsonView::entry)),
                    versions,
                    Files.of(
                            resolved.torrent(),
                            EntryOf.dataset(resolved).map(Entry::seedAddresses).orElse(List.of())),
                    copy);
        }
    }

    private record Files(
            @Inline TorrentJson torrent, Iterable<Row> files, List<TorrentLink> links, List<String> warnings) {
        static Files of(Metainfo torrent, List<HostPort> seeds) {
            return new Files(
                    TorrentJson.of(torrent, seeds),
                    () -> IntStream.range(0, torrent.files().size())
                            .mapToObj(file -> Row.of(torrent, file))
                            .iterator(),
                    torrent.links(),
                    torrent.warnings());
        }
    }

    private record Row(
            DatasetPath path,
            long length,
            Optional<Sha256> sha256,
            Optional<Sha256> piecesRoot,
            Optional<List<Stated>> stated,
            Optional<Instant> modified) {
        static Row of(Metainfo torrent, int index) {
            TorrentFile file = torrent.files().get(index);
            boolean states = torrent.statesDigests();
            return new Row(
                    file.path(),
                    file.length(),
                    file.digest(),
                    file.piecesRoot(),
                    states ? Stated.of(torrent, index) : Optional.empty(),
                    states ? torrent.statedTime(index) : Optional.empty());
        }
    }

    /** A digest that whoever made the torrent wrote beside a file. */
    private record Stated(String algorithm, String digest) {
        static Optional<List<Stated>> of(Metainfo torrent, int file) {
            List<Stated> all = torrent.statedDigests(file).stream()
                    .sorted(Comparator.comparing(ContentDigest::algorithm))
                    .map(digest -> new Stated(digest.algorithm().label(), digest.hex()))
                    .toList();
            return all.isEmpty() ? Optional.empty() : Optional.of(all);
        }
    }
}
