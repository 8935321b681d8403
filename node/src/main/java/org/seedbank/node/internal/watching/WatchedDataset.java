package org.seedbank.node.internal.watching;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.seedbank.swarm.SwarmKey;

/**
 * A dataset that is to be watched.
 *
 * @param key the dataset
 * @param root its folder or its one file
 * @param published whether it was published from here, so that people work in its folder
 * @param bytes its size
 * @param folders how many folders its files are in
 * @param places where its files are; asked on the thread that watches, may wait for the disk
 */
public record WatchedDataset(
        SwarmKey key, Path root, boolean published, long bytes, int folders, Supplier<Places> places) {

    /** Originals change more often than copies, and reading a large one is what noticing saves most of. */
    static final Comparator<WatchedDataset> BENEFIT = Comparator.comparing(WatchedDataset::published)
            .thenComparing(WatchedDataset::bytes)
            .reversed()
            .thenComparing(each -> each.key().hex());

    /**
     * Where files of a dataset are.
     *
     * @param folders folders that hold some
     * @param only the one file that counts among others in its folder; empty when all count
     */
    public record Places(Set<Path> folders, Optional<Path> only) {
        /** Copies the set. */
        public Places {
            folders = Set.copyOf(folders);
        }
    }
}
