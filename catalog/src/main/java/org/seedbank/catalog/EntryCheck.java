package org.seedbank.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * Compares an entry with its torrent. The entry is what people chose by; a torrent that says something else was swapped
 * or damaged, and nothing may be fetched with it.
 */
public final class EntryCheck {

    private EntryCheck() {}

    /**
     * Each point on which the two differ: dataset digest, infohashes, bytes, files, piece length. Empty when they agree;
     * a torrent without a dataset digest never agrees.
     */
    public static List<String> disagreements(Entry entry, Metainfo torrent) {
        List<String> found = new ArrayList<>();
        compare(found, "dataset digest", Optional.of(entry.digest()), torrent.datasetDigest());
        compare(found, "v1 infohash", entry.infohashV1(), torrent.infoHashV1());
        compare(found, "v2 infohash", entry.infohashV2(), torrent.infoHashV2());
        compare(found, "number of bytes", Optional.of(entry.bytes()), Optional.of(torrent.totalLength()));
        compare(found, "number of files", Optional.of(entry.files()), Optional.of((long)
                torrent.files().size()));
        compare(found, "piece length", Optional.of(entry.pieceLength()), Optional.of(torrent.pieceLength()));
        return List.copyOf(found);
    }

    /**
     * Goes on only with the torrent that the entry describes.
     *
     * @throws CatalogException.TorrentMismatch when they differ on anything
     */
    public static void requireAgreement(Entry entry, Metainfo torrent) {
        List<String> found = disagreements(entry, torrent);
        if (!found.isEmpty()) {
            throw new CatalogException.TorrentMismatch(entry.digest(), found);
        }
    }

    private static void compare(List<String> found, String what, Optional<?> inEntry, Optional<?> inTorrent) {
        if (!inEntry.equals(inTorrent)) {
            found.add(
                    "the %s is %s in the entry and %s in the torrent".formatted(what, said(inEntry), said(inTorrent)));
        }
    }

    private static String said(Optional<?> value) {
        return value.map(Object::toString).orElse("absent");
    }
}
