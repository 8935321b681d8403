package org.seedbank.node.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.seedbank.swarm.SwarmKey;

/** Something that a node does again and again until it is cancelled. All paths are absolute. */
public sealed interface Order {

    /** The folder that it is about: the one that is looked at, or the one that receives. */
    Path folder();

    /**
     * Returns the same as the node would do it if nobody said how often; two orders are one if they are the same in
     * this.
     */
    default Order usual() {
        return this;
    }

    /** Returns the same as often as another says, where that one says anything. */
    default Order asOftenAs(Order other) {
        return this;
    }

    /** Throws {@link IllegalArgumentException} when a time is not within its bounds. */
    private static void require(Optional<Duration> time, Duration least, Duration most) {
        time.ifPresent(value -> {
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new IllegalArgumentException(
                        "it must be from %d to %d seconds".formatted(least.toSeconds(), most.toSeconds()));
            }
        });
    }

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
     * @param quiet how long nothing of it may have changed; empty for a minute
     */
    record Drop(Path folder, Optional<String> catalog, Optional<Duration> quiet) implements Order {

        /** As long as it takes to look again. */
        public static final Duration LEAST_QUIET = Duration.ofSeconds(5);

        /** The longest that it may be. */
        public static final Duration MOST_QUIET = Duration.ofDays(1);

        /** Throws {@link IllegalArgumentException} when the time is not within its bounds. */
        public Drop {
            Order.require(quiet, LEAST_QUIET, MOST_QUIET);
        }

        /** One that waits as long as usual. */
        public Drop(Path folder, Optional<String> catalog) {
            this(folder, catalog, Optional.empty());
        }

        @Override
        public Order usual() {
            return new Drop(folder, catalog);
        }

        @Override
        public Order asOftenAs(Order other) {
            return other instanceof Drop drop ? new Drop(folder, catalog, drop.quiet.or(() -> quiet)) : this;
        }
    }

    /**
     * Fetches what a catalog lists, and then new entries as they are posted.
     *
     * @param catalog name or location of the catalog; empty for the one in use
     * @param match only entries that match this text, as in {@code list}
     * @param folder the folder that receives the datasets
     * @param every the time between two questions to the catalog; empty for ten minutes
     */
    record Follow(Optional<String> catalog, Optional<String> match, Path folder, Optional<Duration> every)
            implements Order {

        /** Nobody's server is to be asked more often. */
        public static final Duration LEAST_EVERY = Duration.ofMinutes(1);

        /** The longest that it may be. */
        public static final Duration MOST_EVERY = Duration.ofDays(7);

        /** Throws {@link IllegalArgumentException} when the time is not within its bounds. */
        public Follow {
            Order.require(every, LEAST_EVERY, MOST_EVERY);
        }

        /** One that asks as often as usual. */
        public Follow(Optional<String> catalog, Optional<String> match, Path folder) {
            this(catalog, match, folder, Optional.empty());
        }

        @Override
        public Order usual() {
            return new Follow(catalog, match, folder);
        }

        @Override
        public Order asOftenAs(Order other) {
            return other instanceof Follow follow
                    ? new Follow(catalog, match, folder, follow.every.or(() -> every))
                    : this;
        }
    }

    /**
     * Links a dataset's files into a folder once it is complete.
     *
     * @param key the dataset
     * @param folder the folder that receives the links, under the dataset's name
     * @param symbolic whether links are symbolic; otherwise they are hard
     */
    record Link(SwarmKey key, Path folder, boolean symbolic) implements Order {}
}
