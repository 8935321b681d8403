package org.seedbank.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.seedbank.integrity.SeedbankException;

/**
 * Measures what a reader makes of an input: that it ends as a result or as one of our refusals, and how much it takes for that.
 * Memory in excess of the bounds is a finding; time is noted only, because it depends on the machine. When the process ends, the
 * figures are in {@code target/fuzz-NAME.txt}. For one thread.
 */
public final class Yardstick {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** The first inputs load classes. */
    private static final int WARM = 2_000;

    private static final int REPEATS = 3;

    private final String name;
    private final long fixedBytes;
    private final long bytesPerByte;

    private long inputs;
    private long accepted;
    private long inputBytes;
    private long nanos;
    private long allocated;
    private double mostPerByte;
    private long slowestNanos;

    /**
     * A yardstick for one reader.
     *
     * @param fixedBytes what it may allocate for any input
     * @param bytesPerByte what it may allocate for each byte of input beyond that
     */
    public Yardstick(String name, long fixedBytes, long bytesPerByte) {
        this.name = name;
        this.fixedBytes = fixedBytes;
        this.bytesPerByte = bytesPerByte;
        Runtime.getRuntime().addShutdownHook(new Thread(this::report));
    }

    /** Has one input read. Whatever it fails with that is not a refusal is thrown on, as what was found. */
    public void measure(int length, Callable<?> reader) throws Exception {
        long bound = fixedBytes + bytesPerByte * length;
        long bytes = once(length, reader);
        // A way that is taken for the first time loads classes.
        for (int i = 0; i < REPEATS && bytes > bound; i++) {
            bytes = Math.min(bytes, once(length, reader));
        }
        if (bytes > bound) {
            throw new AssertionError("%,d bytes of memory for %,d bytes of input".formatted(bytes, length));
        }
    }

    private long once(int length, Callable<?> reader) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        boolean refused = false;
        try {
            reader.call();
        } catch (SeedbankException e) {
            refused = true;
            requireWords(e);
        }
        long took = System.nanoTime() - start;
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        note(length, refused, took, bytes);
        return bytes;
    }

    /** A person has to be told something, in a line. */
    private static void requireWords(SeedbankException e) {
        if (e.getMessage() == null || e.getMessage().isBlank() || e.getMessage().length() > 10_000) {
            throw new AssertionError("a refusal says nothing, or too much", e);
        }
    }

    private void note(int length, boolean refused, long took, long bytes) {
        inputs++;
        accepted += refused ? 0 : 1;
        inputBytes += length;
        nanos += took;
        allocated += bytes;
        if (inputs > WARM) {
            mostPerByte = Math.max(mostPerByte, (double) bytes / Math.max(1024, length));
            slowestNanos = Math.max(slowestNanos, took);
        }
    }

    private void report() {
        String line = String.format(
                Locale.ROOT,
                "%s: %,d inputs, %,d taken, %.0f bytes each; a byte of input: %.0f ns and %.0f bytes allocated;"
                        + " at most %.0f bytes for each of at least 1024, %.0f ms%n",
                name,
                inputs,
                accepted,
                (double) inputBytes / Math.max(1, inputs),
                (double) nanos / Math.max(1, inputBytes),
                (double) allocated / Math.max(1, inputBytes),
                mostPerByte,
                slowestNanos / 1e6);
        try {
            Files.writeString(Path.of("target", "fuzz-" + name + ".txt"), line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
