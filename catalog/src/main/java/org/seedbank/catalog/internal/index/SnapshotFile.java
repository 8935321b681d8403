package org.seedbank.catalog.internal.index;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.UnusableFileException;

/**
 * The file that holds what is kept of one catalog. It is read and written frame by frame, so that it is never in memory
 * as bytes and as objects at the same time. What is not whole, not of this version or not of this catalog is not there.
 *
 * <p>Most refreshes change no item. Such a one is written into a small file beside it, which names the id of the large
 * one and is believed only next to that. Each is written whole or not at all, so whenever a writer dies there are items,
 * and with them what was said when they were like this, or later.
 */
final class SnapshotFile {

    /** Larger ones are neither written nor read. */
    static final int MAX_BYTES = 1 << 30;

    /** More are neither written nor read. */
    static final int MAX_ITEMS = 1_000_000;

    private final Path path;
    private final Path latest;
    private final URI catalog;

    /**
     * What is in the large file.
     *
     * @param id another one whenever the file is another
     */
    record Stored(String id, IndexedCatalog kept) {}

    SnapshotFile(Path path, URI catalog) {
        this.path = path;
        this.latest = path.resolveSibling(path.getFileName() + "-latest");
        this.catalog = catalog;
    }

    Path path() {
        return path;
    }

    /** Deletes what writers left that died in the middle of it, long ago. */
    void sweep(Instant now) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path.getParent())) {
            files.forEach(file -> AtomicFile.sweep(file, now));
        } catch (IOException e) {
            // What cannot be deleted stays and does no harm.
        }
    }

    /** What is in the large file; empty when there is none that can be believed. */
    Optional<Stored> read() throws InterruptedException {
        return read(path, MAX_BYTES, this::stored);
    }

    /** What is kept now, with the same items. */
    IndexedCatalog latest(Stored stored) throws InterruptedException {
        Optional<Head> head = read(latest, FrameReader.MAX_FRAME, this::head);
        return head.filter(found -> found.id().equals(stored.id()))
                .map(found -> found.with(stored.kept().items()))
                .orElse(stored.kept());
    }

    /** Takes what is in a file. */
    @FunctionalInterface
    private interface Content<T> {
        T read(FrameReader frames) throws IOException;
    }

    private static <T> Optional<T> read(Path file, int limit, Content<T> content) throws InterruptedException {
        try (FileChannel channel = BoundedFile.open(file, limit)) {
            return Optional.of(content.read(new FrameReader(channel, channel.size())));
        } catch (ClosedByInterruptException e) {
            throw Interruption.of(e);
        } catch (IOException e) {
            // Nothing is lost with it: the catalog itself is asked instead.
            return Optional.empty();
        }
    }

    private Stored stored(FrameReader frames) throws IOException {
        Unpacker in = new Unpacker(frames.next(), 0);
        Head head = Head.unpack(catalog, in);
        int count = count(in);
        int ranked = count(in);
        List<byte[]> packed = new ArrayList<>();
        while (frames.hasMore()) {
            packed.add(frames.next());
        }
        return new Stored(head.id(), head.with(PackedItems.of(packed, count, ranked)));
    }

    private Head head(FrameReader frames) throws IOException {
        Head head = Head.unpack(catalog, new Unpacker(frames.next(), 0));
        if (frames.hasMore()) {
            throw new UnusableFileException("goes on behind its end");
        }
        return head;
    }

    private static int count(Unpacker head) throws UnusableFileException {
        long count = head.number();
        if (count < 0 || count > MAX_ITEMS) {
            throw new UnusableFileException("holds %d items".formatted(count));
        }
        return (int) count;
    }

    /** Puts it in place of what is there; when that fails, what is there stays. */
    Stored write(IndexedCatalog kept) throws IOException {
        String id = UUID.randomUUID().toString();
        PackedItems items = kept.items();
        Packer head = new Packer();
        Head.of(id, kept).pack(catalog, head);
        head.number(items.size());
        head.number(items.ranked());
        AtomicFile.write(path, channel -> {
            FrameWriter frames = new FrameWriter(channel, MAX_BYTES);
            frames.add(head);
            items.write(frames::add);
        });
        return new Stored(id, kept);
    }

    /** Does the same where the items are still those of the large file. */
    void writeLatest(String id, IndexedCatalog kept) throws IOException {
        Packer head = new Packer();
        Head.of(id, kept).pack(catalog, head);
        AtomicFile.write(latest, channel -> new FrameWriter(channel, FrameReader.MAX_FRAME).add(head));
    }
}
