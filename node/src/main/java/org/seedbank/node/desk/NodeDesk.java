package org.seedbank.node.desk;

import java.nio.file.Path;
import java.util.List;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.detail.DatasetEntry;

/**
 * What can be asked of a node about the catalogs of its home. Remote ones are asked where what is kept of them is older than a
 * minute, for a bounded time. Texts of entries are strangers'. Beside the exceptions of
 * {@link org.seedbank.node.api.NodeControl}, {@code Refused} tells that a catalog cannot be listed or has no such name or entry,
 * and why.
 */
public interface NodeDesk {

    /** The catalogs of the home, the one that is meant where none is named first. Nobody is asked for it. */
    List<CatalogName> catalogs() throws InterruptedException;

    /**
     * Some entries of a catalog, in the order of their serials. From the first one on and without a text, the catalog is listed
     * anew; other answers may be of a listing that is a minute old, so that the pages of one list fit together.
     *
     * @param catalog its name
     * @param find only those that hold every word of this text, as in {@code list}; all where it is blank
     * @param from the number of the first, from 0 on
     * @param count how many at most, 1 to {@link EntryPage#MOST}
     */
    EntryPage entries(String catalog, String find, int from, int count) throws InterruptedException;

    /** Returns what a catalog says of a dataset, and how it is cited. */
    DatasetEntry entry(String catalog, Sha256 digest) throws InterruptedException;

    /**
     * Some files of a dataset that a catalog lists, in the order of its torrent.
     *
     * @param from the number of the first, from 0 on
     * @param count how many at most, 1 to {@link ListedFiles#MOST}
     */
    ListedFiles listedFiles(String catalog, Sha256 digest, int from, int count) throws InterruptedException;

    /**
     * The folders that {@link org.seedbank.node.api.NodeControl#fetch} fetches into, and that {@link #publish} publishes from, in the order of their paths: those in which
     * datasets of the node lie, those that its orders fetch into, and the folder for downloads, if this user has one.
     */
    List<Path> fetchFolders() throws InterruptedException;

    /**
     * Looks at what is to be published, by names and permissions, and whether the web seeds that its torrent is to name have files
     * of these lengths, for some seconds at most; hashes nothing, and shares nothing.
     */
    PublicationLook look(WantedPublication wanted) throws InterruptedException;

    /**
     * Begins to publish a dataset: hashes it, has the node serve it where it lies, and posts it. Returns before that is done;
     * {@link #publications} tells of it. They are done one after the other.
     */
    PublicationView publish(WantedPublication wanted) throws InterruptedException;

    /** The publications that were begun so since the node runs, the newest last. */
    List<PublicationView> publications() throws InterruptedException;

    /** Stops a publication, unless it is listed by now; one that has ended is forgotten. */
    void stopPublication(String id) throws InterruptedException;
}
