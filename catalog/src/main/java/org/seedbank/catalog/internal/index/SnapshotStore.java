package org.seedbank.catalog.internal.index;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.internal.index.SnapshotFile.Stored;
import org.seedbank.integrity.IoReason;

/**
 * What is kept of a catalog, from memory as long as the file has not changed since. What cannot be written is kept in
 * memory for as long as this process lives. Safe for use by several threads; writers of all processes take turns.
 */
final class SnapshotStore {

    private final SnapshotFile file;

    /** What was last read or written as a whole, and the state of the file then. Guarded by this. */
    private SoftReference<Stored> known = new SoftReference<>(null);

    private List<Object> stamp = List.of();

    /** What could not be written, and why; empty when the last write went well. Guarded by this. */
    private Optional<Unwritten> unwritten = Optional.empty();

    private record Unwritten(IndexedCatalog kept, String reason) {}

    SnapshotStore(SnapshotFile file) {
        this.file = file;
    }

    /** What is kept now; empty when there is nothing that can be believed. Needs no turn. */
    synchronized Optional<IndexedCatalog> read() throws InterruptedException {
        Optional<IndexedCatalog> stored = stored();
        if (unwritten.isPresent()) {
            IndexedCatalog mine = unwritten.get().kept();
            boolean newer = stored.filter(theirs ->
                            theirs.snapshot().asked().isAfter(mine.snapshot().asked()))
                    .isPresent();
            if (!newer) {
                return Optional.of(mine);
            }
            unwritten = Optional.empty();
        }
        return stored;
    }

    private Optional<IndexedCatalog> stored() throws InterruptedException {
        List<Object> now = stampNow();
        Optional<Stored> stored = stillKnown(now);
        if (stored.isEmpty()) {
            stored = file.read();
            known = new SoftReference<>(stored.orElse(null));
            stamp = now;
        }
        return stored.isPresent() ? Optional.of(file.latest(stored.get())) : Optional.empty();
    }

    private Optional<Stored> stillKnown(List<Object> now) {
        return !now.isEmpty() && now.equals(stamp) ? Optional.ofNullable(known.get()) : Optional.empty();
    }

    /** Keeps this from now on; the caller has its turn. */
    synchronized void write(IndexedCatalog kept) throws InterruptedException {
        try {
            Optional<Stored> same = stillKnown(stampNow())
                    .filter(stored -> kept.items().isStill(stored.kept().items()));
            if (same.isPresent()) {
                file.writeLatest(same.get().id(), kept);
            } else {
                known = new SoftReference<>(file.write(kept));
                stamp = stampNow();
            }
            unwritten = Optional.empty();
        } catch (ClosedByInterruptException e) {
            throw Interruption.of(e);
        } catch (IOException e) {
            remember(kept, IoReason.of(e));
        }
    }

    /** Keeps this in memory alone. */
    synchronized void remember(IndexedCatalog kept, String reason) {
        unwritten = Optional.of(new Unwritten(kept, reason));
    }

    /** Deletes what writers left that died. */
    void sweep(Instant now) {
        file.sweep(now);
    }

    /** Why what is kept is not on the disk. */
    synchronized Optional<String> trouble() {
        return unwritten.map(Unwritten::reason);
    }

    /** Something else whenever the file is another one, as each is written anew and renamed. */
    private List<Object> stampNow() {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Object key = Optional.ofNullable(found.fileKey());
            return List.of(found.lastModifiedTime(), found.size(), key);
        } catch (IOException e) {
            // Reading will find out what is wrong.
            return List.of();
        }
    }
}
