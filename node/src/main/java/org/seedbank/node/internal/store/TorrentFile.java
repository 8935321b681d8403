package org.seedbank.node.internal.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.UnusableFileException;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.SwarmKey;

/** Torrents in files, which are believed only where they are of the dataset that they are to be of. */
public final class TorrentFile {

    /** Holds what follows the key in the name of a file. */
    public static final String SUFFIX = ".torrent";

    private TorrentFile() {}

    /**
     * Reads a torrent.
     *
     * @param files indexes of the files that were chosen of it
     * @throws UnusableFileException when it is of another dataset, or does not have these files
     * @throws NoSuchFileException when there is none
     * @throws org.seedbank.integrity.IntegrityException when it is no torrent
     */
    public static Metainfo read(Path file, SwarmKey key, Optional<Set<Integer>> files) throws IOException {
        Metainfo torrent = Metainfo.parse(BoundedFile.read(file, Metainfo.MAX_BYTES));
        if (!SwarmKey.of(torrent).equals(key)) {
            throw new UnusableFileException("is of another dataset");
        }
        int count = torrent.files().size();
        if (files.stream().flatMap(Set::stream).anyMatch(index -> index < 0 || index >= count)) {
            throw new UnusableFileException("does not have the files that were chosen");
        }
        return torrent;
    }

    /** Has a torrent on the disk, if it is there. */
    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (NoSuchFileException e) {
            return; // Its dataset was removed meanwhile.
        }
    }

    /** The keys of the torrents in a folder; none where it is missing. */
    public static Set<String> keys(Path folder) throws IOException {
        Set<String> keys = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                keys.add(name.substring(0, name.length() - SUFFIX.length()));
            }
        } catch (NoSuchFileException e) {
            return Set.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        keys.removeIf(key -> !key.matches("[0-9a-f]{40}"));
        return keys;
    }
}
