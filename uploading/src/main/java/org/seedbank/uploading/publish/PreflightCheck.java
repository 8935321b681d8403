package org.seedbank.uploading.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryBuilder;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.uploading.UploadingException;
import org.seedbank.uploading.description.OwnDescription;
import org.seedbank.uploading.selection.LeftOut;
import org.seedbank.uploading.selection.OwnFolders;
import org.seedbank.uploading.selection.PreflightFindings;
import org.seedbank.uploading.selection.SelectionRules;

/** Looks at what is to be published before a byte of it is hashed. */
final class PreflightCheck {

    private static final String DIRECTORY = "dir";

    /** Stands for the infohash of a torrent that is not made yet. */
    private static final InfoHash NO_TORRENT = new InfoHash("0".repeat(40));

    private final Catalog catalog;
    private final OwnFolders own;
    private final PublishListener listener;
    private final Consumer<String> warnings;

    PreflightCheck(Catalog catalog, OwnFolders own, PublishListener listener) {
        this.catalog = catalog;
        this.own = own;
        this.listener = listener;
        warnings = text -> listener.on(new PublishEvent.Warned(text));
    }

    /** Throws as {@link PublishDataset#look} does. */
    Preflight run(PublishRequest request) throws InterruptedException {
        Description given = canonical(request.description());
        refusePlace(request.path());
        SelectionRules rules = new SelectionRules(request.selection());
        Dataset dataset = DatasetScan.scan(request.path(), request.selection().followLinks(), rules);
        List<LeftOut> leftOut = rules.leftOut();
        PreflightFindings findings = PreflightFindings.in(dataset, own);
        if (!findings.own().isEmpty()) {
            throw new UploadingException.OwnState(dataset.root(), PreflightFindings.bounded(findings.own()));
        }
        if (!findings.secrets().isEmpty() && !request.selection().withSecrets()) {
            throw new UploadingException.LikelySecrets(dataset.root(), PreflightFindings.bounded(findings.secrets()));
        }
        refuseCatalogIn(dataset, leftOut);
        listener.on(new PublishEvent.Scanned(dataset));
        dataset.warnings().forEach(warnings);
        AddressKeys.warnings(request.trackers(), request.webSeeds()).forEach(warnings);
        if (request.isPrivate()
                && request.trackers().isEmpty()
                && request.seedAddresses().isEmpty()) {
            warnings.accept(
                    "nobody finds peers of this private torrent: it names neither a tracker nor an address where it is seeded,"
                            + " and nobody else is asked");
        }
        findings.litter().ifPresent(text -> listener.on(new PublishEvent.Littered(text)));
        warnOfPadding(dataset);
        rules.unused().forEach(each -> warnings.accept("the pattern '%s' leaves nothing out".formatted(each)));
        if (!leftOut.isEmpty()) {
            listener.on(new PublishEvent.LeftOutOfIt(leftOut));
        }
        OwnDescription described = OwnDescription.read(dataset, warnings).after(given);
        requireUsable(described.description(), dataset);
        return new Preflight(
                request, dataset, described, leftOut, FormatChoice.of(request.format(), dataset), Optional.empty());
    }

    /** BEP 47 has padding by its attribute, and only recommends the path; programs that know no attribute go by the path. */
    private void warnOfPadding(Dataset dataset) {
        List<String> pads = dataset.files().stream()
                .map(file -> file.path().text())
                .filter(path -> path.startsWith(".pad/"))
                .toList();
        if (!pads.isEmpty()) {
            warnings.accept(
                    "other programs may take these files for padding, and leave them out or write zeros over them: "
                            + PreflightFindings.bounded(pads));
        }
    }

    private void refusePlace(Path path) {
        if (path.toString().isEmpty()) {
            throw new UploadingException.NoDataset(path, "it names nothing");
        }
        try {
            Path real = path.toRealPath();
            own.refusal(real).ifPresent(reason -> {
                throw new UploadingException.NoDataset(real, reason);
            });
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(path, e);
        }
    }

    /** Listing a dataset would change the dataset, if its catalog were in it. */
    private void refuseCatalogIn(Dataset dataset, List<LeftOut> leftOut) {
        if (DIRECTORY.equals(catalog.uri().getScheme())) {
            Path folder = OwnFolders.real(Path.of(catalog.uri().getSchemeSpecificPart()));
            boolean inside = folder.startsWith(dataset.root());
            String path = inside ? dataset.root().relativize(folder) + "/" : "";
            if (inside && leftOut.stream().noneMatch(each -> path.startsWith(each.path()))) {
                throw new UploadingException.NoDataset(
                        dataset.root(), "the catalog '%s', which is to list it, lies in it".formatted(folder));
            }
        }
    }

    private static Description canonical(Description given) {
        try {
            return given.canonical();
        } catch (IllegalArgumentException e) {
            throw new UploadingException.BadDescription(e);
        }
    }

    /** Text that an entry cannot hold is better known before hours of hashing. */
    private static void requireUsable(Description description, Dataset dataset) {
        try {
            describe(Entry.builder(new Sha256("0".repeat(64))), description, dataset)
                    .pieceLength(1 << 14)
                    .infohashV1(NO_TORRENT)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new UploadingException.BadDescription(e);
        }
    }

    /** Writes into an entry what is known before anything is hashed. */
    static EntryBuilder describe(EntryBuilder entry, Description description, Dataset dataset) {
        return entry.title(description.title().orElse(dataset.name()))
                .description(description.text().orElse(""))
                .creators(description.creators())
                .license(description.license().orElse(null))
                .doi(description.doi().orElse(null))
                .keywords(description.keywords())
                .version(description.version().orElse(null))
                .bytes(dataset.totalLength())
                .files(dataset.files().size());
    }
}
