package org.seedbank.catalog.export;

import java.util.Optional;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/** Addresses of the files of a torrent on a web seed of it, as BEP 19 makes them. */
final class FileAddresses {

    private final String seed;
    private final Metainfo torrent;

    private FileAddresses(String seed, Metainfo torrent) {
        this.seed = seed;
        this.torrent = torrent;
    }

    /** Those on the first web seed that everybody may know; nothing where there is none without a key or a user in its address. */
    static Optional<FileAddresses> of(Metainfo torrent) {
        return torrent.webSeeds().stream()
                .filter(url ->
                        WebText.isPublic(url) && !url.contains("?") && !url.contains("#") && !AddressKeys.isIn(url))
                .findFirst()
                .map(url -> new FileAddresses(url, torrent));
    }

    /** The address of one file. */
    String of(TorrentFile file) {
        if (torrent.isSingleFile()) {
            return seed.endsWith("/") ? seed + WebText.encoded(torrent.name()) : seed;
        }
        return (seed.endsWith("/") ? seed : seed + "/")
                + WebText.encoded(torrent.name())
                + "/"
                + WebText.path(file.path().text());
    }
}
