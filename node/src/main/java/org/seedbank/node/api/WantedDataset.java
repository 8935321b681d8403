package org.seedbank.node.api;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.integrity.Sha256;

/**
 * A dataset that somebody has chosen in a catalog of the home, or has a link to, to be fetched.
 *
 * @param catalog name of the catalog; absent with a link
 * @param digest of the dataset in it; absent with a link
 * @param link a magnet link (BEP 9), an infohash or a dataset's digest alone, or the address of a torrent with {@code http} or {@code https}; absent for
 *     one of a catalog
 * @param folder the folder that receives it, one of {@link org.seedbank.node.desk.NodeDesk#fetchFolders}
 * @param name what it is called in that folder; absent for its own name
 * @param existing what becomes of files that are there already; absent for being in the way
 * @param files numbers, in the torrent's list of files, of those to fetch; absent for all. A link chooses for itself
 * @param seed whether it is served to peers once it is complete; absent for yes
 * @param allowPrivate as in {@link NewDataset}
 */
public record WantedDataset(
        Optional<String> catalog,
        Optional<Sha256> digest,
        Optional<String> link,
        Path folder,
        Optional<String> name,
        Optional<ExistingFiles.Policy> existing,
        Optional<Set<Integer>> files,
        Optional<Boolean> seed,
        Optional<Boolean> allowPrivate) {

    /** Copies the set. Throws {@link IllegalArgumentException} when it names no dataset or two, or no file. */
    public WantedDataset {
        files = files.map(Set::copyOf);
        boolean listed = catalog.isPresent() && digest.isPresent();
        if (catalog.isPresent() != digest.isPresent() || listed == link.isPresent()) {
            throw new IllegalArgumentException("name either 'catalog' and 'digest', or 'link'");
        }
        if (link.isPresent() && files.isPresent()) {
            throw new IllegalArgumentException("a link chooses its files by itself, a magnet link with 'so'");
        }
        if (files.filter(Set::isEmpty).isPresent()) {
            throw new IllegalArgumentException("'files' chooses none");
        }
    }
}
