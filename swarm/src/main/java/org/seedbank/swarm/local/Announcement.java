package org.seedbank.swarm.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.seedbank.swarm.SwarmException;

/**
 * The file in which a session tells what it does with a torrent; it counts as long as the session lives. Used by one
 * thread at a time; closed by the transfer that made it.
 */
public final class Announcement implements AutoCloseable {

    private final Path file;
    private final InetSocketAddress own;

    Announcement(Path file, InetSocketAddress own) {
        this.file = file;
        this.own = own;
    }

    /** Tells this from now on; others read the old or the new text, never half of one. */
    public void change(LocalActivity activity) {
        Path unfinished = file.resolveSibling("." + file.getFileName());
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(unfinished, new Presence(activity, own).text());
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(file, e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(file, e);
        }
    }
}
