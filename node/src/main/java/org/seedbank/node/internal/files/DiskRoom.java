package org.seedbank.node.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.seedbank.integrity.files.Disk;
import org.seedbank.node.internal.store.DatasetRecord;

/** Tells a full disk from other trouble with it. */
public final class DiskRoom {

    private DiskRoom() {}

    /**
     * Returns what keeps a fetch from going on that the disk has refused.
     *
     * @param missing bytes that are still to be written
     * @param problem what libtorrent says
     */
    public static Obstacle obstacle(DatasetRecord record, long missing, String problem) {
        Path folder = record.root().getParent();
        if (!Files.isDirectory(folder) || (record.progress().begun() && !Files.exists(record.root()))) {
            return Obstacle.notThere(record);
        }
        // libtorrent reports a full disk under a memory mapping as a failing disk, so the disk itself is asked too.
        boolean says = problem.toLowerCase(Locale.ROOT).contains("space");
        return says || free(folder) < missing ? noRoom(record, missing) : Obstacle.failed(problem);
    }

    /** The disk has refused a fetch that lacks so many bytes. */
    public static Obstacle noRoom(DatasetRecord record, long missing) {
        Path folder = record.root().getParent();
        return Obstacle.noRoom(
                "the disk of '%s' is full: %d bytes are missing, %d are free".formatted(folder, missing, free(folder)));
    }

    /**
     * Tells whether the disk still has no room for what it has refused. The files' lengths do not tell: they are full
     * from the first byte on, with holes.
     *
     * @param missing bytes that were still to be written; 0 when the disk has refused nothing
     */
    public static boolean isFull(DatasetRecord record, long missing) {
        return missing > 0
                && Files.exists(record.evidence())
                && free(record.root().getParent()) < missing;
    }

    /** Bytes that may be written there; without limit when nobody says. */
    static long free(Path folder) {
        try {
            return Disk.free(folder);
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
