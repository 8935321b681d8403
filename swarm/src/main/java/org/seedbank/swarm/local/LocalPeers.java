package org.seedbank.swarm.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seedbank.integrity.files.ProcessLock;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmFolders;
import org.seedbank.swarm.SwarmKey;

/**
 * Which processes of this user on this machine seed or fetch what, so that they find each other without tracker, DHT or
 * multicast.
 *
 * <p>A session holds a lock on one file, {@code <folder>/sessions/<pid>-<port>-…}, and keeps a small file of the same
 * name in {@code <folder>/<infohash>/} for each of its torrents. The lock dies with its process, however that ends, so a
 * session's file whose lock can be had is stale, and so is what bears its name; both are deleted by whoever meets them.
 * Safe for use by several threads and processes; nothing is cached.
 */
public final class LocalPeers {

    private static final String SESSIONS = "sessions";

    private final Path folder;

    private LocalPeers(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Looks in {@code folder}, see {@link SwarmFolders#presence()}; it need not exist. */
    public static LocalPeers in(Path folder) {
        return new LocalPeers(folder);
    }

    /**
     * The activity of this machine with a dataset; seeding wins when several processes have it. Empty when none has.
     *
     * @throws SwarmException.FolderUnusable when the folder cannot be read
     */
    public Optional<LocalActivity> activity(Metainfo torrent) {
        return activity(SwarmKey.of(torrent));
    }

    /**
     * The activity by infohash: the v1 infohash of a torrent that has one, else its v2 infohash.
     *
     * @throws SwarmException.FolderUnusable when the folder cannot be read
     */
    public Optional<LocalActivity> activity(InfoHash infoHash) {
        return activity(SwarmKey.of(infoHash));
    }

    /**
     * Tells what this machine does with every dataset, for those who ask about many: each session is looked at once.
     *
     * @throws SwarmException.FolderUnusable when the folder cannot be read
     */
    public Map<SwarmKey, LocalActivity> activities() {
        Map<SwarmKey, LocalActivity> activities = new HashMap<>();
        LivingSessions sessions = new LivingSessions();
        try (DirectoryStream<Path> torrents = Files.newDirectoryStream(folder)) {
            for (Path torrent : torrents) {
                String name = torrent.getFileName().toString();
                if (name.length() == SwarmKey.DIGITS && InfoHash.isInfoHash(name)) {
                    SwarmKey key = new SwarmKey(name);
                    activity(key, sessions).ifPresent(found -> activities.put(key, found));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Map.of();
        } catch (DirectoryIteratorException e) {
            throw new SwarmException.FolderUnusable(folder, e.getCause());
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(folder, e);
        }
        return activities;
    }

    private Optional<LocalActivity> activity(SwarmKey key) {
        return activity(key, new LivingSessions());
    }

    private Optional<LocalActivity> activity(SwarmKey key, LivingSessions sessions) {
        return presences(key, sessions).stream().map(Presence::activity).max(LocalActivity::compareTo);
    }

    /** Where the living peers with a torrent can be reached. */
    public List<InetSocketAddress> addresses(SwarmKey key) {
        return presences(key, new LivingSessions()).stream()
                .map(Presence::address)
                .toList();
    }

    /** The folder of what sessions tell of a torrent, in a file each that has the session's name. */
    Path torrent(SwarmKey key) {
        return folder.resolve(key.hex());
    }

    /** The file that a session holds a lock on. */
    Path session(String name) {
        return folder.resolve(SESSIONS).resolve(name);
    }

    private List<Presence> presences(SwarmKey key, LivingSessions sessions) {
        Path ofTorrent = torrent(key);
        List<Presence> living = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(ofTorrent, "[0-9]*")) {
            for (Path file : files) {
                read(file, sessions).ifPresent(living::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw new SwarmException.FolderUnusable(ofTorrent, e.getCause());
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(ofTorrent, e);
        }
        return living;
    }

    private static Optional<Presence> read(Path file, LivingSessions sessions) throws IOException {
        if (!sessions.has(file.getFileName().toString())) {
            // Whoever only may read leaves it to those who may write.
            if (Files.isWritable(file.getParent())) {
                Files.deleteIfExists(file);
            }
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Presence.parse(new String(in.readNBytes(Presence.MAX_BYTES), StandardCharsets.US_ASCII));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Which sessions live, each looked at once. For one thread and one look at the folder. */
    private final class LivingSessions {

        private final Map<String, Boolean> known = new HashMap<>();

        boolean has(String name) throws IOException {
            Boolean before = known.get(name);
            if (before != null) {
                return before;
            }
            // Who may not write there cannot ask for the lock, and has no sessions there either.
            boolean held = (!Files.exists(session(name)) || Files.isWritable(session(name)))
                    && ProcessLock.deleteUnlessHeld(session(name));
            known.put(name, held);
            return held;
        }
    }
}
