package org.seedbank.catalog.internal.index;

import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.internal.files.UnusableFileException;

/**
 * Items as bytes, of which each is made an object when it is asked for: as objects 100,000 of them take twice the memory
 * and most of a second. First come those whose entries count, in the order of their serials, then all others. Immutable.
 */
final class PackedItems extends AbstractList<Item> implements RandomAccess {

    /** Small enough to stay in a processor's cache while it is read. */
    private static final int FRAME = 1 << 17;

    private final List<byte[]> frames;

    /** Of each item the index of its frame in the upper half, and in the lower where it begins there. */
    private final long[] places;

    private final int ranked;

    private PackedItems(List<byte[]> frames, long[] places, int ranked) {
        this.frames = frames;
        this.places = places;
        this.ranked = ranked;
    }

    /** Takes what was packed, a frame at a time. */
    @FunctionalInterface
    interface Sink {
        /** A frame, which the sink clears. */
        void take(Packer frame) throws IOException;
    }

    /** Packs items in this order. */
    static void pack(List<Item> items, Sink sink) throws IOException {
        Packer frame = new Packer();
        Packer one = new Packer();
        for (Item item : items) {
            ItemCodec.pack(item, one);
            frame.number(one.length());
            frame.append(one);
            one.clear();
            if (frame.length() >= FRAME) {
                sink.take(frame);
            }
        }
        if (frame.length() > 0) {
            sink.take(frame);
        }
    }

    /** Packs items in memory. */
    static PackedItems of(Ranking ranking) {
        List<byte[]> frames = new ArrayList<>();
        try {
            pack(ranking.items(), frame -> {
                frames.add(Arrays.copyOf(frame.array(), frame.length()));
                frame.clear();
            });
            return of(frames, ranking.items().size(), ranking.ranked());
        } catch (IOException e) {
            throw new IllegalStateException("what was packed cannot be unpacked", e);
        }
    }

    /**
     * Items that were packed before.
     *
     * @param frames what the sink was given, not copied
     * @param ranked how many of them have an entry that counts
     */
    static PackedItems of(List<byte[]> frames, int count, int ranked) throws UnusableFileException {
        long[] places = new long[count];
        int items = 0;
        for (int i = 0; i < frames.size(); i++) {
            Unpacker frame = new Unpacker(frames.get(i), 0);
            while (frame.hasMore()) {
                int length = frame.length();
                if (items == count) {
                    throw new UnusableFileException("holds more items than it says");
                }
                places[items++] = (long) i << Integer.SIZE | frame.at();
                frame.skip(length);
            }
        }
        if (items != count || ranked < 0 || ranked > count) {
            throw new UnusableFileException("holds fewer items than it says");
        }
        return new PackedItems(frames, places, ranked);
    }

    /** How many items have an entry that counts: the first ones. */
    int ranked() {
        return ranked;
    }

    /** The frames, which nobody may change. */
    List<byte[]> frames() {
        return frames;
    }

    @Override
    public int size() {
        return places.length;
    }

    @Override
    public Item get(int index) {
        try {
            return ItemCodec.unpack(at(index));
        } catch (UnusableFileException e) {
            throw impossible(e);
        }
    }

    /** The entry of one of the first {@link #ranked()} items. */
    Entry entry(int index) {
        try {
            return ItemCodec.unpackEntry(at(index));
        } catch (UnusableFileException e) {
            throw impossible(e);
        }
    }

    private Unpacker at(int index) {
        return new Unpacker(frames.get((int) (places[index] >>> Integer.SIZE)), (int) places[index]);
    }

    /** The checksum was right, and its schema is ours. */
    private static IllegalStateException impossible(UnusableFileException e) {
        return new IllegalStateException("what was packed cannot be unpacked", e);
    }
}
