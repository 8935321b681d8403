package org.seedbank.integrity.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.seedbank.integrity.OwnNames;

/**
 * A disk that is asked by trying, in a hidden folder of our own that goes away with this. One that a killed process left is
 * deleted by the next that is made beside it. For one thread.
 */
final class ProbedDisk implements AskedDisk, AutoCloseable {

    private static final String PREFIX = OwnNames.PREFIX + "trial-";
    private static final String PLAIN = "plain";
    private static final String LONG = "long";

    /** As deep as the folder that receives a fetch. */
    private static final String DEEPER = OwnNames.PREFIX + "incoming-0123456789abcdef";

    /** Whose it is: two machines that share a disk are told apart by nothing, and by an hour. */
    private static final String OWNER = Long.toString(ProcessHandle.current().pid());

    private static final Duration LONGEST = Duration.ofHours(1);

    /** Where disks begin to refuse: FAT at one byte less. */
    private static final long FOUR_GIB = 1L << 32;

    /** A disk without holes writes zeros: it is asked for more only while that goes fast. */
    private static final List<Long> STEPS = List.of(8L << 20, 64L << 20, 512L << 20, FOUR_GIB);

    private static final long FAST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Path folder;
    private final Path probe;
    private Optional<Boolean> growsBeyondFourGib = Optional.empty();

    private ProbedDisk(Path folder, Path probe) {
        this.folder = folder;
        this.probe = probe;
    }

    /**
     * Begins to ask.
     *
     * @param folder an existing one
     * @throws IOException when nothing can be made in it
     */
    static ProbedDisk at(Path folder) throws IOException {
        deleteLeftovers(folder);
        Path probe = folder.resolve(PREFIX + OWNER + "-" + UUID.randomUUID());
        DurableFolder.makePassing(probe);
        ProbedDisk disk = new ProbedDisk(folder, probe);
        boolean done = false;
        try {
            make(probe.resolve(PLAIN));
            Files.delete(probe.resolve(PLAIN));
            done = true;
            return disk;
        } finally {
            if (!done) {
                disk.close();
            }
        }
    }

    private static void deleteLeftovers(Path folder) {
        for (Path each : found(folder, PREFIX + "*")) {
            try {
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS) && isLeft(each)) {
                    delete(each);
                }
            } catch (IOException e) {
                // It is in nobody's way.
            }
        }
    }

    /** Locks would tell better, but not every disk that is asked has them. A trial takes seconds. */
    private static boolean isLeft(Path probe) throws IOException {
        String owner = probe.getFileName().toString().substring(PREFIX.length()).split("-", 2)[0];
        boolean alive = owner.matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(owner)).isPresent();
        Instant made =
                Files.getLastModifiedTime(probe, LinkOption.NOFOLLOW_LINKS).toInstant();
        return !alive || made.isBefore(Instant.now().minus(LONGEST));
    }

    private static List<Path> found(Path folder, String glob) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            files.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            return found; // What cannot be seen is left.
        }
        return found;
    }

    private static void delete(Path probe) throws IOException {
        for (Path file : found(probe, "*")) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(probe);
    }

    private static void make(Path file) throws IOException {
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                .close();
    }

    @Override
    public boolean takes(String name) throws IOException {
        Path file;
        try {
            file = probe.resolve(name);
        } catch (InvalidPathException e) {
            return false;
        }
        try {
            make(file);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(probe)) {
                throw e;
            }
            return false;
        }
        try {
            return isListed(name);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Some disks make a file, and call it something else. Another Unicode form is found under this one too. */
    private boolean isListed(String name) {
        return found(probe, "*").stream()
                .anyMatch(file -> form(file.getFileName().toString()).equalsIgnoreCase(form(name)));
    }

    private static String form(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    @Override
    public boolean merges(String name, String other) throws IOException {
        Path file;
        Path second;
        try {
            file = probe.resolve(name);
            second = probe.resolve(other);
            make(file);
        } catch (InvalidPathException | FileSystemException e) {
            return false; // It is told of that name.
        }
        try {
            return Files.exists(second, LinkOption.NOFOLLOW_LINKS);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Asks first what costs nothing: no program can go behind the longest length of a local disk. What lies behind a network
     * or a daemon shows only where a file is made so long.
     */
    @Override
    public boolean takes(long length) throws IOException {
        Path file = probe.resolve(LONG);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.position(length);
        } catch (IOException e) {
            return false;
        } finally {
            Files.deleteIfExists(file);
        }
        if (length < FOUR_GIB) {
            return true;
        }
        if (growsBeyondFourGib.isEmpty()) {
            growsBeyondFourGib = Optional.of(grows(file));
        }
        return growsBeyondFourGib.get();
    }

    private boolean grows(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            for (long step : STEPS) {
                long begun = System.nanoTime();
                if (Disk.free(folder) < step) {
                    return true; // It is too full to tell, and that is said of it.
                }
                try {
                    file.setLength(step);
                } catch (IOException e) {
                    return step < FOUR_GIB;
                }
                if (System.nanoTime() - begun > FAST_NANOS) {
                    return true;
                }
            }
            return true;
        } finally {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public boolean reaches(String path) {
        try {
            Files.readAttributes(
                    folder.resolve(DEEPER).resolve(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return true;
        } catch (InvalidPathException | IOException e) {
            return false;
        }
    }

    /** Deletes the folder; what cannot be deleted is left to the next that asks. */
    @Override
    public void close() throws IOException {
        delete(probe);
    }
}
