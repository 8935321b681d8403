package org.seedbank.catalog.internal.index;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seedbank.catalog.internal.files.AtomicFile;
import org.seedbank.catalog.internal.files.BoundedFile;
import org.seedbank.catalog.internal.files.UnusableFileException;

/**
 * The file that holds what is kept of one catalog. It is read and written frame by frame, so that it is never in memory
 * as bytes and as objects at the same time. What is not whole, not of this version or not of this catalog is not there.
 */
final class SnapshotFile {

    /** Larger ones are neither written nor read. */
    static final int MAX_BYTES = 1 << 30;

    /** More are neither written nor read. */
    static final int MAX_ITEMS = 1_000_000;

    /** Grows when an older program could not read what a newer one writes. */
    private static final int SCHEMA = 1;

    private static final String MAGIC = "seedbank catalog index";

    /** Small enough to stay in a processor's cache while it is decoded. */
    private static final int FRAME = 1 << 17;

    private final Path path;
    private final URI catalog;

    SnapshotFile(Path path, URI catalog) {
        this.path = path;
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

    /** What is in the file; empty when there is none that can be believed. */
    Optional<Kept> read() throws InterruptedException {
        try {
            long length = BoundedFile.check(path, MAX_BYTES);
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(read(new FrameReader(channel, length)));
            }
        } catch (ClosedByInterruptException e) {
            throw Interruption.of(e);
        } catch (IOException e) {
            // Nothing is lost with it: the catalog itself is asked instead.
            return Optional.empty();
        }
    }

    private Kept read(FrameReader frames) throws IOException {
        Unpacker head = frames.next();
        if (!head.text().equals(MAGIC)
                || head.number() != SCHEMA
                || !head.text().equals(catalog.toString())) {
            throw new UnusableFileException("is not the index of this catalog in this version");
        }
        Instant asked = head.instant();
        Instant listedWhole = head.instant();
        Map<String, String> cursors = new HashMap<>();
        for (int left = head.length(); left > 0; left--) {
            cursors.put(head.text(), head.text());
        }
        Map<String, Instant> own = new HashMap<>();
        for (int left = head.length(); left > 0; left--) {
            own.put(head.text(), head.instant());
        }
        return new Kept(new Snapshot(asked, listedWhole, cursors, items(head.number(), frames)), own);
    }

    private static List<Item> items(long count, FrameReader frames) throws IOException {
        if (count < 0 || count > MAX_ITEMS) {
            throw new UnusableFileException("holds %d items".formatted(count));
        }
        List<Item> items = new ArrayList<>();
        ItemCodec codec = new ItemCodec();
        while (items.size() < count) {
            Unpacker frame = frames.next();
            while (frame.hasMore()) {
                items.add(codec.unpack(frame));
            }
        }
        if (items.size() != count || frames.hasMore()) {
            throw new UnusableFileException("holds more than it says");
        }
        return items;
    }

    /** Puts it in place of what is there; when that fails, what is there stays. */
    void write(Kept kept) throws IOException {
        AtomicFile.write(path, channel -> write(kept, new FrameWriter(channel, MAX_BYTES)));
    }

    private void write(Kept kept, FrameWriter frames) throws IOException {
        Snapshot snapshot = kept.snapshot();
        Packer packer = new Packer();
        packer.text(MAGIC);
        packer.number(SCHEMA);
        packer.text(catalog.toString());
        packer.instant(snapshot.asked());
        packer.instant(snapshot.listedWhole());
        packer.number(snapshot.cursors().size());
        snapshot.cursors().forEach((key, value) -> {
            packer.text(key);
            packer.text(value);
        });
        packer.number(kept.own().size());
        kept.own().forEach((id, written) -> {
            packer.text(id);
            packer.instant(written);
        });
        packer.number(snapshot.items().size());
        frames.add(packer);
        // In the order of serials, so that readers find them sorted already.
        for (Item item : SnapshotView.byAge(snapshot)) {
            ItemCodec.pack(item, packer);
            if (packer.length() >= FRAME) {
                frames.add(packer);
            }
        }
        if (packer.length() > 0) {
            frames.add(packer);
        }
    }
}
