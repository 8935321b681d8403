package org.seedbank.node;

import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.swarm.SwarmKey;

/** Something that a node does again and again until it is cancelled. All paths are absolute. */
public sealed interface Order {

    /** The folder that it is about: the one that is looked at, or the one that receives. */
    Path folder();

    /**
     * Fetches and seeds the torrents that appear in a folder, and stops those that leave it; data is kept.
     *
     * @param folder where {@code .torrent} files appear
     * @param target the folder that receives the datasets
     */
    record Watch(Path folder, Path target) implements Order {}

    /**
     * Publishes each file or folder that is put into a folder, once it has been quiet for a while.
     *
     * @param folder where an instrument or a person puts datasets
     * @param catalog name or location of the catalog that lists them; empty for the one in use
     */
    record Drop(Path folder, Optional<String> catalog) implements Order {}

    /**
     * Fetches what a catalog lists, and then new entries as they are posted.
     *
     * @param catalog name or location of the catalog; empty for the one in use
     * @param match only entries that match this text, as in {@code list}
     * @param folder the folder that receives the datasets
     */
    record Follow(Optional<String> catalog, Optional<String> match, Path folder) implements Order {}

    /**
     * Links a dataset's files into a folder once it is complete.
     *
     * @param key the dataset
     * @param folder the folder that receives the links, under the dataset's name
     * @param symbolic whether links are symbolic; otherwise they are hard
     */
    record Link(SwarmKey key, Path folder, boolean symbolic) implements Order {}
}
