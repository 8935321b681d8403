package org.seedbank.integrity.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that lines are appended to. When it has grown to its limit it is renamed to {@code NAME.1}, what was {@code NAME.1}
 * to {@code NAME.2} and so on, and a new one begun; the oldest is deleted. For one thread at a time.
 */
public final class RotatingFile implements AutoCloseable {

    private final Path file;
    private final long limit;
    private final int older;
    private FileChannel channel;

    /** Tells whether the file ends in the middle of a line, as after a power cut or on a full disk. */
    private boolean torn;

    /**
     * Goes on with a file, which is made where it is missing.
     *
     * @param limit most bytes of one file
     * @param older how many older files are kept
     */
    public RotatingFile(Path file, long limit, int older) throws IOException {
        this.file = file;
        this.limit = limit;
        this.older = older;
        torn = endsTorn(file);
        channel = open(file);
    }

    private static boolean endsTorn(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return in.read(last, Math.max(0, in.size() - 1)) == 1 && last.get(0) != '\n';
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /**
     * Appends a line, which has no line end yet. It is with the operating system when this returns; when it throws, the
     * next one begins a line of its own.
     */
    public void append(String line) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode((torn ? "\n" : "") + line + "\n");
        if (channel.size() > 0 && channel.size() + bytes.remaining() > limit) {
            channel.close();
            rotate(file, older);
            channel = open(file);
        }
        torn = true;
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        torn = false;
    }

    /** Puts what was appended on the disk. */
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Renames a file and the older ones. Nothing may have it open for writing. */
    public static void rotate(Path file, int older) throws IOException {
        for (int age = older; age >= 1; age--) {
            Path from = aged(file, age - 1);
            if (Files.exists(from)) {
                Files.move(from, aged(file, age), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The file and the older ones, newest first; not all of them need be there. */
    public static List<Path> newestFirst(Path file, int older) {
        List<Path> all = new ArrayList<>();
        for (int age = 0; age <= older; age++) {
            all.add(aged(file, age));
        }
        return all;
    }

    private static Path aged(Path file, int age) {
        return age == 0 ? file : file.resolveSibling(file.getFileName() + "." + age);
    }
}
