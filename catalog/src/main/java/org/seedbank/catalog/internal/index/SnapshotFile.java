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

    /** Grows when an older program could not read what a newer one writes, be it that an entry's field may hold more. */
    private static final int SCHEMA = 1;

    private static final String MAGIC = "seedbank catalog index";

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
        Unpacker head = new Unpacker(frames.next(), 0);
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
        int count = count(head);
        int ranked = count(head);
        List<byte[]> packed = new ArrayList<>();
        while (frames.hasMore()) {
            packed.add(frames.next());
        }
        return new Kept(new Snapshot(asked, listedWhole, cursors, PackedItems.of(packed, count, ranked)), own);
    }

    private static int count(Unpacker head) throws UnusableFileException {
        long count = head.number();
        if (count < 0 || count > MAX_ITEMS) {
            throw new UnusableFileException("holds %d items".formatted(count));
        }
        return (int) count;
    }

    /** Puts it in place of what is there; when that fails, what is there stays. */
    void write(Kept kept) throws IOException {
        AtomicFile.write(path, channel -> write(kept, new FrameWriter(channel, MAX_BYTES)));
    }

    private void write(Kept kept, FrameWriter frames) throws IOException {
        if (kept.snapshot().items() instanceof PackedItems packed) {
            frames.add(head(kept, packed.ranked()));
            for (byte[] frame : packed.frames()) {
                frames.add(frame, frame.length);
            }
        } else {
            Ranking ranking = Ranking.of(kept.snapshot().items());
            frames.add(head(kept, ranking.ranked()));
            PackedItems.pack(ranking.items(), frames::add);
        }
    }

    private Packer head(Kept kept, int ranked) {
        Snapshot snapshot = kept.snapshot();
        Packer head = new Packer();
        head.text(MAGIC);
        head.number(SCHEMA);
        head.text(catalog.toString());
        head.instant(snapshot.asked());
        head.instant(snapshot.listedWhole());
        head.number(snapshot.cursors().size());
        snapshot.cursors().forEach((key, value) -> {
            head.text(key);
            head.text(value);
        });
        head.number(kept.own().size());
        kept.own().forEach((id, written) -> {
            head.text(id);
            head.instant(written);
        });
        head.number(snapshot.items().size());
        head.number(ranked);
        return head;
    }
}
