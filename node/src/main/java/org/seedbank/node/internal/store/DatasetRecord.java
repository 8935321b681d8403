package org.seedbank.node.internal.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.node.api.Limits;

/**
 * Describes what a node keeps of a dataset beside its torrent.
 *
 * @param root where it lies, or will: its folder or its one file; absolute
 * @param mount where the file system of {@code root} was mounted
 * @param published whether it was published from here
 * @param files indexes of the chosen files; empty for all
 * @param seed whether it is served once it is complete
 * @param origin who brought it
 * @param added when the node got it
 * @param wishes what people want of it
 * @param progress how far it has come
 * @param existing what becomes of wrong files that were at {@code root} before
 * @param moving where it is being moved to, if it is
 */
public record DatasetRecord(
        Path root,
        Path mount,
        boolean published,
        Optional<Set<Integer>> files,
        boolean seed,
        String origin,
        Instant added,
        Wishes wishes,
        Progress progress,
        ExistingFiles.Policy existing,
        Optional<Move> moving) {

    /** A record of a place where nobody's wrong files are touched. */
    public DatasetRecord(
            Path root,
            Path mount,
            boolean published,
            Optional<Set<Integer>> files,
            boolean seed,
            String origin,
            Instant added,
            Wishes wishes,
            Progress progress) {
        this(root, mount, published, files, seed, origin, added, wishes, progress, ExistingFiles.Policy.REFUSE);
    }

    /** A record of what is not being moved. */
    public DatasetRecord(
            Path root,
            Path mount,
            boolean published,
            Optional<Set<Integer>> files,
            boolean seed,
            String origin,
            Instant added,
            Wishes wishes,
            Progress progress,
            ExistingFiles.Policy existing) {
        this(root, mount, published, files, seed, origin, added, wishes, progress, existing, Optional.empty());
    }

    /** Copies the set. Throws {@link IllegalArgumentException} when {@code root} is not absolute. */
    public DatasetRecord {
        files = files.map(Set::copyOf);
        if (!root.isAbsolute()) {
            throw new IllegalArgumentException("'%s' is not absolute".formatted(root));
        }
    }

    /**
     * A move that was begun. It is written down before anything is done, so that a node that ends in the middle of it finds
     * the dataset again.
     *
     * @param target the folder or file that it shall be
     * @param inode by which the moved folder or file is known to be the one that was at {@code root}
     */
    public record Move(Path target, long inode) {}

    /** Describes what people can change. */
    public record Wishes(boolean paused, Limits limits, List<String> peers) {
        /** Copies the list. */
        public Wishes {
            peers = List.copyOf(peers);
        }

        /** Returns the same with other peers. */
        public Wishes with(List<String> changed) {
            return new Wishes(paused, limits, changed);
        }
    }

    /**
     * How far a dataset has come.
     *
     * @param begun whether bytes of it were ever written to {@code root}
     * @param verified when all wanted files were last found intact; empty until then
     * @param damaged files that were found damaged since, at most a hundred
     * @param damagedFiles how many were
     * @param damagedSince when damage was found first, if there is any
     * @param totals what it has moved
     */
    public record Progress(
            boolean begun,
            Optional<Instant> verified,
            List<String> damaged,
            int damagedFiles,
            Optional<Instant> damagedSince,
            Totals totals) {

        /** Nothing yet. */
        public static final Progress NONE =
                new Progress(false, Optional.empty(), List.of(), 0, Optional.empty(), Totals.NONE);

        /** Copies the list. */
        public Progress {
            damaged = List.copyOf(damaged);
        }

        /** Returns the same once bytes have been written. */
        public Progress withBegun() {
            return new Progress(true, verified, damaged, damagedFiles, damagedSince, totals);
        }

        /** Returns the same with everything found intact. */
        public Progress intact(Instant when) {
            return new Progress(true, Optional.of(when), List.of(), 0, Optional.empty(), totals);
        }

        /** Returns the same with damage that was found at a time; what was damaged before is so since then. */
        public Progress damaged(List<String> paths, int count, Instant when) {
            return new Progress(true, verified, paths, count, Optional.of(damagedSince.orElse(when)), totals);
        }

        /** Returns the same as before anything was fetched. */
        public Progress anew() {
            return new Progress(false, Optional.empty(), List.of(), 0, Optional.empty(), totals);
        }

        /** Returns the same before anything was verified. */
        public Progress unverified() {
            return new Progress(begun, Optional.empty(), List.of(), 0, Optional.empty(), totals);
        }

        /** Returns the same with other totals. */
        public Progress with(Totals changed) {
            return new Progress(begun, verified, damaged, damagedFiles, damagedSince, changed);
        }
    }

    /**
     * Describes what a dataset has moved over all restarts.
     *
     * @param done bytes that were here when a transfer last ended
     * @param downloaded bytes received
     * @param uploaded bytes sent
     * @param rejected how often bytes came that were not what was published
     * @param banned how many peers were banned for that
     */
    public record Totals(long done, long downloaded, long uploaded, long rejected, long banned) {
        /** Nothing yet. */
        public static final Totals NONE = new Totals(0, 0, 0, 0, 0);
    }

    /** Returns what is there as long as its disk is: what was written of it, or the folder that is to receive it. */
    public Path evidence() {
        return published || progress.begun() ? root : root.getParent();
    }

    /** Returns the same with other wishes. */
    public DatasetRecord with(Wishes changed) {
        return new DatasetRecord(
                root, mount, published, files, seed, origin, added, changed, progress, existing, moving);
    }

    /** Returns the same with other progress. */
    public DatasetRecord with(Progress changed) {
        return new DatasetRecord(root, mount, published, files, seed, origin, added, wishes, changed, existing, moving);
    }

    /** Returns the same with other words on files that are there already. */
    public DatasetRecord with(ExistingFiles.Policy changed) {
        return new DatasetRecord(root, mount, published, files, seed, origin, added, wishes, progress, changed, moving);
    }

    /** Returns the same with its file system mounted elsewhere. */
    public DatasetRecord mountedAt(Path changed) {
        return new DatasetRecord(
                root, changed, published, files, seed, origin, added, wishes, progress, existing, moving);
    }

    /** Returns the same while it is being moved, or when it is not any more. */
    public DatasetRecord moving(Optional<Move> move) {
        return new DatasetRecord(root, mount, published, files, seed, origin, added, wishes, progress, existing, move);
    }

    /** Returns the same at another place. */
    public DatasetRecord at(Path changedRoot, Path changedMount) {
        return new DatasetRecord(changedRoot, changedMount, published, files, seed, origin, added, wishes, progress);
    }

    /** Returns the same, published from here. */
    public DatasetRecord asPublished() {
        return new DatasetRecord(root, mount, true, files, seed, origin, added, wishes, progress);
    }

    /** Returns the same, paused or not. */
    public DatasetRecord paused(boolean paused) {
        return with(new Wishes(paused, wishes.limits(), wishes.peers()));
    }
}
