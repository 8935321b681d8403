package org.seedbank.catalog.internal.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Packs items one behind the other into {@link Frames}. For one thread. */
final class Packing {

    /** Small enough to stay in a processor's cache while it is read. */
    static final int FRAME = 1 << 17;

    private final List<byte[]> full = new ArrayList<>();
    private final Packer open = new Packer();
    private final Packer one = new Packer();

    /** The place where the item is now. */
    long add(Item item) {
        one.clear();
        ItemCodec.pack(item, one);
        long place = Frames.place(full.size(), open.length());
        open.number(one.length());
        open.bytes(one.array(), 0, one.length());
        closeWhenFull();
        return place;
    }

    /** Adds an item that is packed already; the place where it is now. */
    long add(Frames frames, long place) {
        long added = Frames.place(full.size(), open.length());
        frames.copy(place, open);
        closeWhenFull();
        return added;
    }

    private void closeWhenFull() {
        if (open.length() >= FRAME) {
            close();
        }
    }

    private void close() {
        full.add(Arrays.copyOf(open.array(), open.length()));
        open.clear();
    }

    /** All that was added. What is added later is not in it. */
    Frames frames() {
        if (open.length() > 0) {
            close();
        }
        return new Frames(full);
    }
}
