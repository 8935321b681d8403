package org.seedbank.swarm;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seedbank.integrity.InfoHash;
import org.seedbank.integrity.Metainfo;

/**
 * Which processes of this user on this machine seed or fetch what, so that they find each other without tracker, DHT or
 * multicast.
 *
 * <p>While a session has a torrent it keeps a small file {@code <folder>/<infohash>/<pid>-<port>-…} and holds a lock on
 * it. The lock dies with its process, however that ends, so a file whose lock can be had is stale and is deleted by
 * whoever meets it. Safe for use by several threads and processes; nothing is cached.
 */
public final class LocalPeers {

    private final Path folder;

    private LocalPeers(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Looks in {@code folder}, see {@link SwarmFolders#presence()}; it need not exist. */
    public static LocalPeers in(Path folder) {
        return new LocalPeers(folder);
    }

    /**
     * What this machine does with a dataset; seeding wins when several processes have it. Empty when none has.
     *
     * @throws SwarmException.FolderUnusable when the folder cannot be read
     */
    public Optional<LocalActivity> activity(Metainfo torrent) {
        return activity(SwarmKey.of(torrent));
    }

    /**
     * The same by infohash: the v1 infohash of a torrent that has one, else its v2 infohash.
     *
     * @throws SwarmException.FolderUnusable when the folder cannot be read
     */
    public Optional<LocalActivity> activity(InfoHash infoHash) {
        return activity(SwarmKey.of(infoHash));
    }

    /**
     * What this machine does with every dataset, for those who ask about many: the folder is read once.
     *
     * @throws SwarmException.FolderUnusable when the folder cannot be read
     */
    public LocalActivities activities() {
        Map<SwarmKey, LocalActivity> activities = new HashMap<>();
        try (DirectoryStream<Path> torrents = Files.newDirectoryStream(folder)) {
            for (Path torrent : torrents) {
                String name = torrent.getFileName().toString();
                if (name.length() == SwarmKey.DIGITS && InfoHash.isInfoHash(name)) {
                    SwarmKey key = new SwarmKey(name);
                    activity(key).ifPresent(found -> activities.put(key, found));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return new LocalActivities(Map.of());
        } catch (DirectoryIteratorException e) {
            throw new SwarmException.FolderUnusable(folder, e.getCause());
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(folder, e);
        }
        return new LocalActivities(activities);
    }

    private Optional<LocalActivity> activity(SwarmKey key) {
        return presences(key).stream().map(Presence::activity).max(LocalActivity::compareTo);
    }

    /** Where the living peers with a torrent can be reached. */
    List<InetSocketAddress> addresses(SwarmKey key) {
        return presences(key).stream().map(Presence::address).toList();
    }

    /** Tells others of a peer until the announcement is closed. */
    Announcement announce(SwarmKey key, Presence presence) {
        return Announcement.make(folder.resolve(key.hex()), presence);
    }

    private List<Presence> presences(SwarmKey key) {
        Path ofTorrent = folder.resolve(key.hex());
        List<Presence> living = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(ofTorrent, "[0-9]*")) {
            for (Path file : files) {
                read(file).ifPresent(living::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(ofTorrent, e);
        }
        return living;
    }

    /** A file of this process is never opened here: closing it would drop the lock, as POSIX has it. */
    private static Optional<Presence> read(Path file) throws IOException {
        Optional<Presence> own = Announcement.ownedByThisProcess(file);
        if (own.isPresent()) {
            return own;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (deleteIfStale(file, channel)) {
                return Optional.empty();
            }
            return Presence.parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static boolean deleteIfStale(Path file, FileChannel channel) throws IOException {
        try (FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return false;
            }
            Files.deleteIfExists(file);
            return true;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
