package org.seedbank.catalog.internal.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.seedbank.catalog.Catalog;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.DurableFolder;

/**
 * Torrents that were fetched once. Each file holds the SHA-256 of a torrent and then the torrent, and is named after the
 * item's id and checksum, or the time when it was last changed where it has no checksum, so one whose item has changed is
 * not found. Whatever goes wrong here, a torrent can be fetched again: nothing throws. Safe for use by several threads and
 * processes.
 */
final class KeptTorrents {

    private static final String SUFFIX = ".torrent";

    private final Path folder;

    /** Those in a folder, which is made with the first of them. */
    KeptTorrents(Path folder) {
        this.folder = folder;
    }

    /** The torrent of an item as it is listed now; empty when it is not kept, or what is kept is damaged. */
    Optional<byte[]> find(Item item) {
        try {
            byte[] content = BoundedFile.read(folder.resolve(name(item)), Sha256.BYTES + Catalog.MAX_TORRENT_BYTES);
            if (content.length <= Sha256.BYTES) {
                return Optional.empty();
            }
            byte[] torrent = Arrays.copyOfRange(content, Sha256.BYTES, content.length);
            Sha256 stored = Sha256.of(Arrays.copyOf(content, Sha256.BYTES));
            return Sha256.digestOf(torrent).equals(stored) ? Optional.of(torrent) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void keep(Item item, byte[] torrent) {
        if (torrent.length == 0 || torrent.length > Catalog.MAX_TORRENT_BYTES) {
            return;
        }
        ByteBuffer[] content = {ByteBuffer.wrap(Sha256.digestOf(torrent).bytes()), ByteBuffer.wrap(torrent)};
        try {
            DurableFolder.make(folder);
            AtomicFile.write(folder.resolve(name(item)), file -> {
                while (content[1].hasRemaining()) {
                    file.write(content);
                }
            });
        } catch (IOException e) {
            // The caller has the torrent, and only that counts. An interrupt is noticed by whatever blocks next.
        }
    }

    /**
     * Deletes all but some.
     *
     * @param wanted gives the {@link #name names} of those that stay, if there are any at all
     */
    void retain(Supplier<Set<String>> wanted, Instant now) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            Set<String> names = null;
            for (Path file : files) {
                names = names == null ? wanted.get() : names;
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX) && !names.contains(name)) {
                    Files.deleteIfExists(file);
                }
                AtomicFile.sweep(file, now);
            }
        } catch (IOException e) {
            // There is no such folder, or what cannot be deleted stays and does no harm.
        }
    }

    private static String name(Item item) {
        return name(item.id(), item.checksum(), item.modified());
    }

    /** Ids and checksums are strangers' texts, so a digest stands for them. */
    static String name(String id, String checksum, Instant modified) {
        String version = checksum.isEmpty() ? modified.toString() : checksum;
        String key = id.length() + ":" + id + version;
        return Sha256.digestOf(key.getBytes(StandardCharsets.UTF_8)).hex() + SUFFIX;
    }
}
