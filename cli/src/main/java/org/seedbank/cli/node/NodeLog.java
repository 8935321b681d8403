package org.seedbank.cli.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.RotatingFile;

/**
 * What a node in the background has to say, line by line with the time. A file that has grown to its limit is renamed and
 * a new one begun; older ones are deleted. Safe for all threads.
 */
public final class NodeLog extends Writer {

    public static final long MAX_BYTES = 5_000_000;

    /** Older files that are kept, as {@code log.1} to {@code log.3}. */
    static final int KEPT = 3;

    private static final int TAIL_BYTES = 16 * 1024;

    private final RotatingFile file;
    private final Clock clock;
    private final StringBuilder line = new StringBuilder();

    NodeLog(Path file, long limit, Clock clock) throws IOException {
        this.file = new RotatingFile(file, limit, KEPT);
        this.clock = clock;
    }

    /** Goes on with a file, to which the process itself may also append. Its folder is made where it is missing. */
    public static NodeLog at(Path file) throws IOException {
        AtomicFile.makeSecretFolder(file.getParent());
        return new NodeLog(file, MAX_BYTES, Clock.systemUTC());
    }

    /** Renames a file and the older ones, if it is longer than a limit; nothing may have it open for writing. */
    static void rotate(Path file, long limit) throws IOException {
        if (Files.exists(file) && Files.size(file) > limit) {
            RotatingFile.rotate(file, KEPT);
        }
    }

    /** The last lines of a file, at most so many; none where it is not there. */
    static List<String> tail(Path file, int lines) {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            in.position(Math.max(0, in.size() - TAIL_BYTES));
            ByteBuffer end = ByteBuffer.allocate(TAIL_BYTES);
            while (end.hasRemaining() && in.read(end) >= 0) {
                // Reads on until the buffer or the file ends.
            }
            List<String> all = new String(end.array(), 0, end.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void write(char[] text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (text[i] == '\n') {
                writeLine();
            } else {
                line.append(text[i]);
            }
        }
    }

    private void writeLine() throws IOException {
        String stamped = clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + line;
        line.setLength(0);
        file.append(stamped);
    }

    @Override
    public void flush() {
        // Each line is written when it is whole.
    }

    @Override
    public synchronized void close() throws IOException {
        if (!line.isEmpty()) {
            writeLine();
        }
        file.close();
    }
}
