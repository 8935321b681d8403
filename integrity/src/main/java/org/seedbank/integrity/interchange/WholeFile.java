package org.seedbank.integrity.interchange;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.UUID;
import java.util.stream.Stream;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.DurableFolder;

/** Writes files so that they are on the disk, whole, when a method returns. */
final class WholeFile {

    private WholeFile() {}

    /** Puts a text in place, over what is there. When it throws nothing is left. */
    static void replace(Path target, Stream<String> lines) throws IOException {
        AtomicFile.requireReplaceable(target);
        Path temporary = target.resolveSibling(".seedbank-" + UUID.randomUUID() + ".tmp");
        try {
            write(temporary, lines);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        DurableFolder.force(target.toAbsolutePath().getParent());
    }

    private static void write(Path file, Stream<String> lines) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Writer out = new BufferedWriter(
                        new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8))) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                out.write(each.next());
            }
            out.flush();
            channel.force(true);
        }
    }

    /** Writes a new file. */
    static void create(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = Channels.newOutputStream(channel);
            out.write(content);
            channel.force(true);
        }
    }

    /** Renames, and makes that last. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        DurableFolder.force(to.toAbsolutePath().getParent());
    }
}
