package org.seedbank.integrity.internal.hashing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Hex;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.integrity.files.ProcessLock;

/**
 * The file of a checkpoint: a line that names the format, the key, and records, of which only the last can be torn. Each
 * run writes a new file beside the old one, which takes its place with its first records; later ones are appended. One
 * process at a time has it. Nobody but the user can read it.
 */
final class CheckpointLog implements AutoCloseable {

    private static final byte[] FORMAT = "seedbank checkpoint 1\n".getBytes(StandardCharsets.US_ASCII);

    /** Checkpoints that nobody came back to for so long are deleted. */
    private static final Duration LIFE = Duration.ofDays(30);

    private final Path file;
    private final Path lockFile;
    private final byte[] key;
    private ProcessLock lock;
    private Path beside;
    private OutputStream out;

    /** The checkpoint of the work with this key, 32 bytes, in a folder that need not be there. */
    CheckpointLog(Path folder, byte[] key) {
        this.key = key.clone();
        this.file = folder.resolve(Hex.encodeHexString(key) + ".checkpoint");
        this.lockFile = folder.resolve(Hex.encodeHexString(key) + ".lock");
    }

    byte[] key() {
        return key.clone();
    }

    /** Reads one record after the other; an exception ends it. */
    @FunctionalInterface
    interface RecordReader {
        /** Reads the next record. */
        void read(InputStream in) throws IOException;
    }

    /**
     * Reads all records up to the first that is torn or damaged. Does nothing when there is no such file or another
     * process has it.
     */
    void replay(RecordReader reader) {
        try {
            if (!Files.isRegularFile(file) || !take()) {
                return;
            }
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                boolean ours = Arrays.equals(in.readNBytes(FORMAT.length), FORMAT)
                        && Arrays.equals(in.readNBytes(key.length), key);
                while (ours) {
                    reader.read(in);
                }
            }
        } catch (IOException e) {
            // The end, or a torn record, or trouble with the disk: what was read until then holds.
        }
    }

    /** Tells whether this process has the file, or has it now. */
    private boolean take() throws IOException {
        if (lock != null) {
            return true;
        }
        lock = ProcessLock.tryTake(lockFile).orElse(null);
        return lock != null;
    }

    boolean isBegun() {
        return out != null;
    }

    /** Begins a new file beside the old one; false when another process has the checkpoint. */
    boolean begin() throws IOException {
        Path folder = file.getParent();
        DurableFolder.makeForOwner(folder);
        if (!take()) {
            return false;
        }
        sweep(folder);
        beside = Files.createTempFile(folder, "next", ".checkpoint");
        // Not a channel: that would be closed when an interrupted run writes its last records.
        out = new BufferedOutputStream(new FileOutputStream(beside.toFile()), 1 << 16);
        out.write(FORMAT);
        out.write(key);
        return true;
    }

    /** Where to write records, once begun. */
    OutputStream out() {
        return out;
    }

    /** Hands what was written to the operating system; after a power cut an older or torn file is as good. */
    void flush() throws IOException {
        out.flush();
        if (beside != null) {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            beside = null;
        }
    }

    private static void sweep(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Instant oldest = Instant.now().minus(LIFE);
        for (Path each : files) {
            try {
                if (Files.getLastModifiedTime(each).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(each);
                }
            } catch (IOException e) {
                // Another process swept it, or nobody can: it is in nobody's way.
            }
        }
    }

    /** Deletes the checkpoint unless another process has it: the work is done. */
    void delete() throws IOException {
        if (Files.exists(file) && take()) {
            Files.deleteIfExists(file);
        }
    }

    /** Gives the file free. */
    @Override
    public void close() throws IOException {
        try (ProcessLock held = lock;
                OutputStream open = out) {
            if (beside != null) {
                Files.deleteIfExists(beside);
            }
            if (held != null) {
                held.delete();
            }
        } finally {
            lock = null;
            out = null;
        }
    }
}
