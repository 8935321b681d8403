package org.seedbank.integrity.internal.hashing;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fills chunks from files. Reader threads share it; a file that several chunks are cut from is opened once and closed
 * after the last of them.
 */
final class ItemReader implements AutoCloseable {

    /** A file that several chunks read from, and how many of them are left. */
    private static final class Shared {
        private final FileChannel channel;
        private final IOException failure;
        private long chunksLeft;

        Shared(FileChannel channel, IOException failure, long chunks) {
            this.channel = channel;
            this.failure = failure;
            this.chunksLeft = chunks;
        }

        synchronized boolean isLast() {
            return --chunksLeft == 0;
        }
    }

    /** Bytes read at once: Java reads into a buffer of its own and copies from there, cheaply within a core's cache. */
    private static final int SLICE = 64 << 10;

    private final HashPlan plan;
    private final ReadWatch watch;
    private final Map<Integer, Shared> open = new ConcurrentHashMap<>();

    ItemReader(HashPlan plan, ReadWatch watch) {
        this.plan = plan;
        this.watch = watch;
    }

    /** Reads all that the chunk wants; what cannot be read is reported and marked absent. */
    void fill(Chunk chunk) {
        for (Chunk.Segment segment : chunk.segments) {
            HashItem item = plan.items().get(segment.item);
            if (segment.present == 0) {
                finishIfNothingToRead(segment, item);
            } else if (item.readable() <= Chunk.LENGTH) {
                readWhole(segment, item, chunk.buffer);
            } else {
                readPart(segment, item, chunk.buffer);
            }
        }
    }

    private void finishIfNothingToRead(Chunk.Segment segment, HashItem item) {
        if (item.readable() == 0 && segment.fileOffset == 0) {
            watch.finished(segment.item);
        }
    }

    private void readWhole(Chunk.Segment segment, HashItem item, byte[] buffer) {
        watch.begun(segment.item);
        try (FileChannel channel = FileChannel.open(item.file(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            read(channel, segment, buffer);
        } catch (IOException e) {
            fail(segment, e);
        }
        watch.finished(segment.item);
    }

    private void readPart(Chunk.Segment segment, HashItem item, byte[] buffer) {
        Shared shared = open.computeIfAbsent(segment.item, index -> open(index, item));
        try {
            if (shared.failure != null) {
                throw shared.failure;
            }
            read(shared.channel, segment, buffer);
        } catch (IOException e) {
            fail(segment, e);
        }
        if (shared.isLast()) {
            open.remove(segment.item);
            close(shared, segment.item);
            watch.finished(segment.item);
        }
    }

    private Shared open(int index, HashItem item) {
        long chunks = (item.readable() - item.known() + Chunk.LENGTH - 1) / Chunk.LENGTH;
        watch.begun(index);
        try {
            return new Shared(
                    FileChannel.open(item.file(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS), null, chunks);
        } catch (IOException e) {
            return new Shared(null, e, chunks);
        }
    }

    private static void read(FileChannel channel, Chunk.Segment segment, byte[] buffer) throws IOException {
        ByteBuffer target = ByteBuffer.wrap(buffer);
        int at = 0;
        while (at < segment.present) {
            int place = segment.bufferOffset + at;
            target.limit(place + Math.min(SLICE, segment.present - at)).position(place);
            int read = channel.read(target, segment.fileOffset + at);
            if (read < 0) {
                throw new EOFException("it ended after %d bytes".formatted(segment.fileOffset + at));
            }
            at += read;
        }
    }

    /** Takes the whole stretch as absent: which of its bytes arrived before the failure is not worth telling apart. */
    private void fail(Chunk.Segment segment, IOException e) {
        segment.present = 0;
        watch.failed(segment.item, e);
    }

    private void close(Shared shared, int item) {
        try {
            if (shared.channel != null) {
                shared.channel.close();
            }
        } catch (IOException e) {
            watch.failed(item, e);
        }
    }

    /** Closes what a run that was cut short left open. */
    @Override
    public void close() {
        open.forEach((item, shared) -> close(shared, item));
        open.clear();
    }
}
