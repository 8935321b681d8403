package org.seedbank.integrity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Progress that ends a run when it has come to some place, and tells how many bytes it went on with. As a run that is
 * cut short writes its last notes, one that is killed is put back to the notes that were there at that moment.
 */
final class KilledRun implements Progress {

    /** What a run is ended with. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Work that hashes. */
    @FunctionalInterface
    interface Work {
        void run(Progress progress) throws InterruptedException;
    }

    private final long at;
    private final Path notes;
    private final Path copy;
    private long resumed;

    private KilledRun(long at, Path notes, Path copy) {
        this.at = at;
        this.notes = notes;
        this.copy = copy;
    }

    /** Notes that are written as often as can be, of files that count as left alone whenever they were written. */
    static Checkpoints checkpoints(Path notes) {
        return new Checkpoints(
                Optional.of(notes), Duration.ZERO, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)));
    }

    /** Runs work to its end and returns the bytes it did not read. */
    static long resume(Work work) throws InterruptedException {
        KilledRun run = new KilledRun(Long.MAX_VALUE, null, null);
        work.run(run);
        return run.resumed;
    }

    /** Runs work until it has done so many bytes, and lets it write its last notes, as Ctrl-C does. */
    static void interrupt(long at, Work work) throws InterruptedException {
        run(new KilledRun(at, null, null), work);
    }

    /** Runs work until it has done so many bytes, and lets it write nothing more. */
    static void kill(long at, Path notes, Work work) throws InterruptedException, IOException {
        Path copy = notes.resolveSibling("copy-of-notes");
        run(new KilledRun(at, notes, copy), work);
        delete(notes);
        if (Files.exists(copy)) {
            Files.move(copy, notes);
        }
    }

    private static void run(KilledRun run, Work work) throws InterruptedException {
        try {
            work.run(run);
        } catch (Killed e) {
            return;
        }
        throw new AssertionError("it ended before");
    }

    @Override
    public void resumed(long bytes) {
        resumed = bytes;
    }

    @Override
    public void advanced(long bytesDone, DatasetPath current) {
        if (bytesDone >= at) {
            if (notes != null) {
                copyNotes();
            }
            throw new Killed();
        }
    }

    private void copyNotes() {
        try {
            for (Path file : files(notes)) {
                Files.createDirectories(copy);
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Files.delete(file);
        }
        Files.deleteIfExists(folder);
    }
}
