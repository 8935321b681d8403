package org.seedbank.swarm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** A presence file that this process holds. Used by one thread at a time; closed by the transfer that made it. */
final class Announcement implements AutoCloseable {

    /**
     * What this process holds, by file. POSIX drops a process's locks on a file when it closes any descriptor of that
     * file, so the process must not open its own files to look.
     */
    private static final Map<Path, Presence> OWN = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;

    private Announcement(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static Optional<Presence> ownedByThisProcess(Path file) {
        return Optional.ofNullable(OWN.get(file));
    }

    /**
     * Makes the file. It gets its final name only when it is locked and written, so that nobody takes it for stale; the
     * random part of the name keeps a later process with the same number and port apart.
     */
    static Announcement make(Path folder, Presence presence) {
        String name = "%d-%d-%08x"
                .formatted(
                        ProcessHandle.current().pid(),
                        presence.address().getPort(),
                        ThreadLocalRandom.current().nextInt());
        Path file = folder.resolve(name);
        Path unlocked = folder.resolve("." + name);
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.lock();
            Announcement announcement = new Announcement(file, channel);
            announcement.write(presence);
            Files.move(unlocked, file, StandardCopyOption.ATOMIC_MOVE);
            return announcement;
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(file, e);
        }
    }

    /** Tells something else. */
    void change(Presence presence) {
        try {
            write(presence);
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(file, e);
        }
    }

    private void write(Presence presence) throws IOException {
        OWN.put(file, presence);
        ByteBuffer text = ByteBuffer.wrap(presence.text().getBytes(StandardCharsets.US_ASCII));
        channel.truncate(0);
        channel.position(0);
        while (text.hasRemaining()) {
            channel.write(text);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            channel.close();
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(file, e);
        } finally {
            OWN.remove(file);
        }
    }
}
