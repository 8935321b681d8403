package org.seedbank.catalog;

import java.net.URI;
import java.util.function.Consumer;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.catalog.serials.Numbering;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * A list of published datasets that several people may read and write at once. Safe for use by several threads.
 *
 * <p>Every call may block on disk or network, for a bounded time, and ends early with {@link InterruptedException} when
 * its thread is interrupted. Any call may throw {@link CatalogException.Unreachable}; the last four throw
 * {@link CatalogException.Refused} when the catalog cannot be written and {@link CatalogException.Locked} when other
 * writers do not let go. What failed has changed nothing that a listing shows.
 */
public interface Catalog {

    /** Largest torrent that a catalog takes or gives, in bytes. */
    int MAX_TORRENT_BYTES = Metainfo.MAX_BYTES;

    /** Where the catalog is. {@link Catalogs#open(URI)} opens the same catalog again. */
    URI uri();

    /**
     * Lists the catalog as it is now. Something torn, foreign or broken in it costs a warning, never the listing, and no
     * other entry's serial; see {@link Numbering}.
     */
    default Listing list() throws InterruptedException {
        return list(Freshness.RECENT);
    }

    /** Lists the catalog, as new as is asked for. */
    Listing list(Freshness freshness) throws InterruptedException;

    /**
     * The torrent of a listed dataset, as it is stored, which beside {@code info} may differ from what was posted: whether it is the one that the entry describes is for
     * {@link EntryCheck} to say.
     *
     * @return a fresh array of at most {@link #MAX_TORRENT_BYTES}
     * @throws CatalogException.UnknownDataset when the dataset is not listed
     * @throws CatalogException.BrokenEntry when its entry cannot be read or its torrent is missing or too large
     */
    byte[] torrent(Sha256 digest) throws InterruptedException;

    /**
     * A torrent that {@link Listing#foreign()} tells of, as it is stored.
     *
     * @return a fresh array of at most {@link #MAX_TORRENT_BYTES}
     * @throws CatalogException.UnknownDataset when it is not there
     */
    default byte[] torrent(ForeignTorrent foreign) throws InterruptedException {
        throw new CatalogException.UnknownDataset(uri(), foreign.name());
    }

    /**
     * Makes sure that a post will not be refused for a reason that is known beforehand, such as a missing login. Changes
     * nothing that a listing shows.
     *
     * @throws CatalogException.Refused when the catalog cannot be written
     * @throws CatalogException.NeedsLogin when nobody is logged in who may write to it
     */
    void requireWritable() throws InterruptedException;

    /**
     * Adds a dataset. Its time of publication becomes the clock's, and its serial one more than the highest that anything
     * in the catalog has or is known to have had. The torrent is stored with the entry beside its {@code info}. A dataset
     * that is there already, withdrawn or not, stays as it is.
     *
     * @param draft the entry, not withdrawn; any time of publication and serial in it are replaced
     * @param torrent the torrent that the draft describes
     * @return the entry as the catalog holds it
     * @throws IllegalArgumentException when the draft is withdrawn
     * @throws CatalogException.TorrentMismatch when the draft describes another torrent
     * @throws CatalogException.BrokenEntry when something unreadable is in the dataset's place
     */
    Posted post(Entry draft, Metainfo torrent) throws InterruptedException;

    /**
     * Says something else about a dataset.
     *
     * @param change applied to the entry as it is now; see {@link Entry#describedBy}
     * @return the entry as it now is
     * @throws IllegalArgumentException when the change breaks a rule or touches more than the description
     * @throws CatalogException.UnknownDataset when the dataset is not listed
     * @throws CatalogException.BrokenEntry when its entry cannot be read
     */
    Entry describe(Sha256 digest, Consumer<EntryBuilder> change) throws InterruptedException;

    /**
     * Changes what is beside a dataset's bytes: what is said of it, and what its torrent has beside {@code info}. Digest,
     * infohashes, serial and time of publication stay; the torrent is stored with the entry as it now is. Of several who edit
     * at once on one machine, each changes what the others have left. A change of nothing writes nothing.
     *
     * @param edit applied to entry and torrent as they are now; what it throws passes on, and nothing has changed
     * @return entry and torrent as they now are
     * @throws IllegalArgumentException when the edit breaks a rule or touches more than it may
     * @throws CatalogException.UnknownDataset when the dataset is not listed
     * @throws CatalogException.BrokenEntry when its entry or torrent cannot be read
     * @throws CatalogException.TorrentMismatch when the stored torrent is not the one that the entry describes
     */
    Edition edit(Sha256 digest, EditionChange edit) throws InterruptedException;

    /**
     * Marks a dataset as taken back. It keeps its serial and its torrent; withdrawing it again changes nothing but what is
     * said of why.
     *
     * @return the entry as it now is
     * @throws CatalogException.UnknownDataset when the dataset is not listed
     * @throws CatalogException.BrokenEntry when its entry cannot be read
     */
    Entry withdraw(Sha256 digest, Withdrawal why) throws InterruptedException;

    /** Withdraws a dataset without saying why. */
    default Entry withdraw(Sha256 digest) throws InterruptedException {
        return withdraw(digest, Withdrawal.NONE);
    }
}
