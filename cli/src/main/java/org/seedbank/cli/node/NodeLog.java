package org.seedbank.cli.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.files.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOP_FallbackServiceProvider;

/** Passes on to a log, line by line, what a node in the background has to say. Safe for all threads. */
public final class NodeLog extends Writer {

    /** A file of the log that has grown so long is renamed, and a new one begun. */
    public static final long MAX_BYTES = 5_000_000;

    private static final int TAIL_BYTES = 16 * 1024;

    /** Amounts that a process logs; levels by their names, so that a short command needs nothing of the backend. */
    public enum Kind {
        /** Nothing, of a short command: to load the backend takes longer than many a command does. */
        NONE("OFF", "OFF"),
        /** News and troubles of a node, which nobody looks at while it runs. */
        NODE("WARN", "INFO"),
        /** Everything, for whoever looks for a fault. */
        DEBUG("DEBUG", "DEBUG");

        final String libraries;
        final String ours;

        Kind(String libraries, String ours) {
            this.libraries = libraries;
            this.ours = ours;
        }
    }

    private static volatile Kind chosen = Kind.NONE;
    private static volatile Optional<Path> file = Optional.empty();

    private final Logger log;
    private final StringBuilder line = new StringBuilder();

    /** Writes lines to a log as they are: they say themselves who speaks. */
    NodeLog(Logger log) {
        this.log = log;
    }

    /** Chooses what is logged. Nothing may have been logged before. */
    public static void choose(Kind kind) {
        chosen = kind;
        if (kind == Kind.NONE) {
            System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, NOP_FallbackServiceProvider.class.getName());
            System.setProperty("slf4j.internal.verbosity", "WARN");
        }
    }

    /** Has everything go to a file, whose folder is made where it is missing. Nothing may have been logged before. */
    public static NodeLog toFile(Path log) throws IOException {
        AtomicFile.makeSecretFolder(log.getParent());
        file = Optional.of(log);
        return new NodeLog(LoggerFactory.getLogger(LogLines.SPOKEN));
    }

    static Kind chosen() {
        return chosen;
    }

    static Optional<Path> file() {
        return file;
    }

    /**
     * The last lines of a file, at most so many; none where it is not there.
     *
     * @param from the first byte that is shown; a file that is shorter has been begun anew, and is shown from its beginning
     */
    static List<String> tail(Path file, long from, int lines) {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            long first = from > in.size() ? 0 : from;
            in.position(Math.max(first, in.size() - TAIL_BYTES));
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
    public synchronized void write(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (text[i] == '\n') {
                writeLine();
            } else {
                line.append(text[i]);
            }
        }
    }

    private void writeLine() {
        log.info(line.toString());
        line.setLength(0);
    }

    @Override
    public void flush() {
        // Each line is written when it is whole.
    }

    @Override
    public synchronized void close() {
        if (!line.isEmpty()) {
            writeLine();
        }
    }
}
