package org.seedbank.uploading.publish;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.uploading.selection.DatasetSelection;
import org.seedbank.uploading.webseed.CheckDepth;

/**
 * A request to publish.
 *
 * @param path the dataset: a file or a folder
 * @param description what is said about it; where this says nothing, the dataset's own {@code datapackage.json} does
 * @param format which hashes the torrent carries, or empty to choose by the files' lengths ({@link FormatChoice})
 * @param pieceLength bytes in a piece, or empty to choose by the files' sizes
 * @param trackers announce URLs for the torrent
 * @param webSeeds URLs of web seeds for the torrent (BEP 19)
 * @param webSeedCheck how much of what these have is looked at before anything is shared
 * @param isPrivate whether the torrent is private (BEP 27), so that its peers are had from its trackers alone
 * @param seedAddresses addresses at which it is seeded for good, which the entry names
 * @param selection what of the dataset's folder is published
 * @param jobs hashing threads, at least 1
 */
public record PublishRequest(
        Path path,
        Description description,
        Optional<TorrentFormat> format,
        Optional<PieceLength> pieceLength,
        List<String> trackers,
        List<String> webSeeds,
        CheckDepth webSeedCheck,
        boolean isPrivate,
        List<HostPort> seedAddresses,
        DatasetSelection selection,
        int jobs) {

    /** Copies the lists. */
    public PublishRequest {
        trackers = List.copyOf(trackers);
        webSeeds = List.copyOf(webSeeds);
        seedAddresses = List.copyOf(seedAddresses);
    }

    /** All of a file or folder that is neither a link nor looks secret, in the format that suits their lengths, hashed by every processor. */
    public static PublishRequest of(Path path) {
        return new PublishRequest(
                path,
                Description.NONE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                CheckDepth.SAMPLE,
                false,
                List.of(),
                DatasetSelection.ALL,
                Runtime.getRuntime().availableProcessors());
    }

    /** Tells whether its torrent is private and names nobody who could be asked for peers, nor a place where it is had. */
    public boolean isFoundByNobody() {
        return isPrivate && trackers.isEmpty() && seedAddresses.isEmpty() && webSeeds.isEmpty();
    }

    /** This request with something said about the dataset. */
    public PublishRequest withDescription(Description changed) {
        return with(parts -> parts.description = changed);
    }

    /** This request with other hashes in the torrent. */
    public PublishRequest withFormat(TorrentFormat changed) {
        return with(parts -> parts.format = Optional.of(changed));
    }

    /** This request with pieces of this length. */
    public PublishRequest withPieceLength(PieceLength changed) {
        return with(parts -> parts.pieceLength = Optional.of(changed));
    }

    /** This request with these announce URLs. */
    public PublishRequest withTrackers(List<String> changed) {
        return with(parts -> parts.trackers = changed);
    }

    /** This request with these web seeds. */
    public PublishRequest withWebSeeds(List<String> changed) {
        return with(parts -> parts.webSeeds = changed);
    }

    /** This request with web seeds that are looked at so far. */
    public PublishRequest withWebSeedCheck(CheckDepth changed) {
        return with(parts -> parts.webSeedCheck = changed);
    }

    /** This request for a torrent that is private (BEP 27), or is not. */
    public PublishRequest withPrivate(boolean changed) {
        return with(parts -> parts.isPrivate = changed);
    }

    /** This request with these addresses of seeds. */
    public PublishRequest withSeedAddresses(List<HostPort> changed) {
        return with(parts -> parts.seedAddresses = changed);
    }

    /** This request for another part of the folder. */
    public PublishRequest withSelection(DatasetSelection changed) {
        return with(parts -> parts.selection = changed);
    }

    /** This request with so many hashing threads, at least 1. */
    public PublishRequest withJobs(int changed) {
        return with(parts -> parts.jobs = changed);
    }

    private PublishRequest with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.request();
    }

    /** The parts of a request while one of them is changed. */
    private static final class Parts {
        private final Path path;
        private Description description;
        private Optional<TorrentFormat> format;
        private Optional<PieceLength> pieceLength;
        private List<String> trackers;
        private List<String> webSeeds;
        private CheckDepth webSeedCheck;
        private boolean isPrivate;
        private List<HostPort> seedAddresses;
        private DatasetSelection selection;
        private int jobs;

        Parts(PublishRequest from) {
            path = from.path;
            description = from.description;
            format = from.format;
            pieceLength = from.pieceLength;
            trackers = from.trackers;
            webSeeds = from.webSeeds;
            webSeedCheck = from.webSeedCheck;
            isPrivate = from.isPrivate;
            seedAddresses = from.seedAddresses;
            selection = from.selection;
            jobs = from.jobs;
        }

        PublishRequest request() {
            return new PublishRequest(
                    path,
                    description,
                    format,
                    pieceLength,
                    trackers,
                    webSeeds,
                    webSeedCheck,
                    isPrivate,
                    seedAddresses,
                    selection,
                    jobs);
        }
    }
}
