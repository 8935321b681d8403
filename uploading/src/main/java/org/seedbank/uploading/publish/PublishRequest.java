package org.seedbank.uploading.publish;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.uploading.Description;
import org.seedbank.uploading.selection.DatasetSelection;

/**
 * A request to publish.
 *
 * @param path the dataset: a file or a folder
 * @param description what is said about it; where this says nothing, the dataset's own {@code datapackage.json} does
 * @param format which hashes the torrent carries
 * @param pieceLength bytes in a piece, or empty to choose by the files' sizes
 * @param trackers announce URLs for the torrent
 * @param webSeeds URLs of web seeds for the torrent (BEP 19)
 * @param selection what of the dataset's folder is published
 * @param jobs hashing threads, at least 1
 */
public record PublishRequest(
        Path path,
        Description description,
        TorrentFormat format,
        Optional<PieceLength> pieceLength,
        List<String> trackers,
        List<String> webSeeds,
        DatasetSelection selection,
        int jobs) {

    /** Copies the lists. */
    public PublishRequest {
        trackers = List.copyOf(trackers);
        webSeeds = List.copyOf(webSeeds);
    }

    /** All of a file or folder that is neither a link nor looks secret, as a hybrid torrent, hashed by every processor. */
    public static PublishRequest of(Path path) {
        return new PublishRequest(
                path,
                Description.NONE,
                TorrentFormat.HYBRID,
                Optional.empty(),
                List.of(),
                List.of(),
                DatasetSelection.ALL,
                Runtime.getRuntime().availableProcessors());
    }

    /** This request with something said about the dataset. */
    public PublishRequest withDescription(Description changed) {
        return new PublishRequest(path, changed, format, pieceLength, trackers, webSeeds, selection, jobs);
    }

    /** This request with other hashes in the torrent. */
    public PublishRequest withFormat(TorrentFormat changed) {
        return new PublishRequest(path, description, changed, pieceLength, trackers, webSeeds, selection, jobs);
    }

    /** This request with pieces of this length. */
    public PublishRequest withPieceLength(PieceLength changed) {
        return new PublishRequest(path, description, format, Optional.of(changed), trackers, webSeeds, selection, jobs);
    }

    /** This request with these announce URLs. */
    public PublishRequest withTrackers(List<String> changed) {
        return new PublishRequest(path, description, format, pieceLength, changed, webSeeds, selection, jobs);
    }

    /** This request with these web seeds. */
    public PublishRequest withWebSeeds(List<String> changed) {
        return new PublishRequest(path, description, format, pieceLength, trackers, changed, selection, jobs);
    }

    /** This request for another part of the folder. */
    public PublishRequest withSelection(DatasetSelection changed) {
        return new PublishRequest(path, description, format, pieceLength, trackers, webSeeds, changed, jobs);
    }

    /** This request with so many hashing threads, at least 1. */
    public PublishRequest withJobs(int changed) {
        return new PublishRequest(path, description, format, pieceLength, trackers, webSeeds, selection, changed);
    }
}
