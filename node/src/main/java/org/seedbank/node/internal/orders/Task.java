package org.seedbank.node.internal.orders;

import java.util.Optional;

/** How one order is carried out. Looks and jobs of one task never overlap, and each sees what the other did before. */
interface Task {

    /** Looks once, which takes no longer than listing folders does. What takes longer is returned, to be done elsewhere. */
    Optional<Job> look() throws InterruptedException;

    /** Has the next look happen now, whatever was to be waited for. Any thread. */
    default void hurry() {}

    /** Tells whether nothing is left to do, ever. */
    default boolean isDone() {
        return false;
    }

    /**
     * Something that takes long. It ends soon after its thread is interrupted.
     *
     * @param lane the threads that do it
     * @param work what is done
     */
    record Job(Lane lane, Work work) {}

    /** Describes what a job does. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /** Which threads do a job, so that what hashes for hours does not keep others from a short question. */
    enum Lane {
        /** Reads whole datasets, one after the other. */
        HASHING,
        /** Asks catalogs, which may be slow in answering. */
        ASKING,
        /** Looks into folders and takes what is in them, whatever catalogs do. */
        FOLDERS
    }
}
