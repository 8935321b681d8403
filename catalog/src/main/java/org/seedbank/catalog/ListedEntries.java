package org.seedbank.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.integrity.Sha256;

/**
 * Describes what a catalog holds, however it is kept. Lists are in the order of serials and may make each entry when it
 * is asked for: whoever goes through one keeps none. Safe for use by several threads.
 */
public interface ListedEntries {

    /** All entries. */
    List<Listed> all();

    /** The entries that hold every word. */
    List<Listed> matching(TextSearch search);

    /** The entry with this serial. */
    Optional<Listed> bySerial(Serial serial);

    /** The entry of this dataset. */
    Optional<Listed> byDigest(Sha256 digest);

    /**
     * The entries that may be meant by the first digits of a digest, or by an infohash.
     *
     * @param hex 1 to 64 lower-case hex digits
     */
    List<Listed> byHash(String hex);

    /** The highest number that any entry has, or is known to have had; 0 when there was never any. */
    int highest();

    /** Returns what a serial meant on this machine at another time and does not mean now. */
    Set<Sha256> formerly(Serial serial);

    /** Tells whether a serial that meant something else belongs to what is not there any more. */
    boolean isGone(Serial serial);

    /** Returns what a dataset was called on this machine whose entry is not there any more. */
    Optional<Serial> lost(Sha256 digest);

    /** Returns what was left out because it was broken or foreign. */
    List<CatalogWarning> warnings();

    /** Torrents that are nobody's entries, in the order of their file names. */
    List<ForeignTorrent> foreign();
}
