package org.seedbank.uploading;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.uploading.selection.DatasetSelection;

/**
 * What to publish and how.
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
}
