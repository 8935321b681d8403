package org.seedbank.integrity.internal.hashing;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.seedbank.integrity.Checkpoints;
import org.seedbank.integrity.files.FileStamp;

/**
 * A checkpoint in a file. It is first written after some seconds of work and goes when the run ends well. Every trouble
 * with writing it ends the noting, not the run. It knows nothing of rows where pieces have bytes of two files.
 */
final class FileCheckpoint extends Checkpoint {

    private final CheckpointLog log;
    private final List<String> names;
    private final long pauseNanos;
    private final Clock clock;
    private final long started = System.nanoTime();

    private HashPlan plan;
    private StretchCodec codec;

    /**
     * The stamp of each item before its first byte was read, where it may be noted. A reader writes it before it hands
     * out the item's first chunk; the caller reads it when that is hashed, and forgets it when it is noted.
     */
    private FileStamp[] stamps;

    /** Items with bytes that could not be read, or that are no longer what was known of them. */
    private final Set<Integer> failed = ConcurrentHashMap.newKeySet();

    /** Where digests of files of which a part is known stand. Not changed after the start. */
    private final Map<Integer, DigestState> states = new HashMap<>();

    private volatile boolean off;
    private long lastSaved = started;

    /** The item up to which all are noted, and how much of that one is. */
    private int noted;

    private long notedBytes;

    /** Notes work on a plan's items, whose names are all different. */
    FileCheckpoint(CheckpointLog log, List<String> names, Checkpoints settings) {
        this.log = log;
        this.names = List.copyOf(names);
        this.pauseNanos = settings.pause().toNanos();
        this.clock = settings.clock();
    }

    @Override
    HashPlan resume(HashPlan fresh, HashResult result) {
        plan = fresh;
        stamps = new FileStamp[fresh.items().size()];
        codec = new StretchCodec(fresh, result, names, log.key());
        off = !fresh.filesBeginPieces();
        if (!off) {
            Replay replay = new Replay(fresh, codec);
            log.replay(replay::read);
            plan = replay.plan(stamps, states);
        }
        return plan;
    }

    @Override
    ReadWatch watching(ReadWatch watch) {
        return off ? watch : new Noting(watch);
    }

    /** Stamps files before they are read. */
    private final class Noting implements ReadWatch {
        private final ReadWatch watch;

        Noting(ReadWatch watch) {
            this.watch = watch;
        }

        @Override
        public void begun(int index) {
            HashItem item = plan.items().get(index);
            // Looking at many small files takes time, which a short run has no use for.
            if (item.length() > Chunk.LENGTH || isLong()) {
                stamp(index, item);
            }
            watch.begun(index);
        }

        @Override
        public void finished(int item) {
            watch.finished(item);
        }

        @Override
        public void failed(int item, IOException reason) {
            failed.add(item);
            watch.failed(item, reason);
        }
    }

    private void stamp(int index, HashItem item) {
        Optional<FileStamp> now = FileStamp.of(item.file());
        if (item.known() > 0) {
            if (!now.equals(Optional.of(stamps[index]))) {
                failed.add(index);
            }
            return;
        }
        Instant instant = clock.instant();
        long nanos = TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
        stamps[index] = now.filter(stamp -> stamp.isSettled(nanos)).orElse(null);
    }

    /** Tells whether the run has gone on for long enough to be worth a note. */
    private boolean isLong() {
        return System.nanoTime() - started >= pauseNanos;
    }

    @Override
    boolean wantsStates() {
        return !off && Replay.canKeepStates(plan);
    }

    @Override
    DigestState state(int item) {
        return states.get(item);
    }

    @Override
    long pauseNanos() {
        return pauseNanos;
    }

    @Override
    void advanced(Supplier<Watermark.Mark> mark) {
        long now = System.nanoTime();
        if (now - lastSaved >= pauseNanos) {
            save(mark.get());
            lastSaved = System.nanoTime();
        }
    }

    @Override
    void ended(boolean well, Supplier<Watermark.Mark> mark) {
        try (log) {
            if (well) {
                log.delete();
            } else if (isLong()) {
                save(mark.get());
            }
        } catch (IOException e) {
            off = true; // It stays behind, and is believed or swept another time.
        }
    }

    private void save(Watermark.Mark mark) {
        if (off) {
            return;
        }
        try {
            off = !log.isBegun() && !begin();
            if (!off) {
                append(mark);
                log.flush();
            }
        } catch (IOException e) {
            off = true;
        }
    }

    /** Begins the file with what this run was told by the one before. */
    private boolean begin() throws IOException {
        if (!log.begin()) {
            return false;
        }
        for (int i = 0; i < stamps.length; i++) {
            if (plan.items().get(i).known() > 0 && stamps[i] != null) {
                note(i, 0, plan.items().get(i).known(), states.get(i));
            }
        }
        return true;
    }

    private void append(Watermark.Mark mark) throws IOException {
        while (noted < mark.item()) {
            HashItem item = plan.items().get(noted);
            if (!item.isKnown() && canNote(noted)) {
                note(noted, Math.max(item.known(), notedBytes), item.length(), null);
            }
            stamps[noted] = null;
            noted++;
            notedBytes = 0;
        }
        long from = noted < stamps.length ? Math.max(plan.items().get(noted).known(), notedBytes) : Long.MAX_VALUE;
        if (mark.fileOffset() > from && canNote(noted)) {
            note(noted, from, mark.fileOffset(), mark.state());
            notedBytes = mark.fileOffset();
        }
    }

    private boolean canNote(int index) {
        HashItem item = plan.items().get(index);
        return stamps[index] != null
                && !failed.contains(index)
                && item.length() > 0
                && item.readable() == item.length();
    }

    private void note(int item, long from, long to, DigestState state) throws IOException {
        codec.write(log.out(), new StretchCodec.Stretch(item, stamps[item], from, to, state));
    }
}
