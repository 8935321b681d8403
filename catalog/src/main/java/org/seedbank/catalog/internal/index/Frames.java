package org.seedbank.catalog.internal.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.seedbank.integrity.files.UnusableFileException;

/**
 * Packed items, each with its length before it. An item's place is the index of its frame in the upper half of a number,
 * and in the lower where the item begins there. Immutable, as long as nobody changes the bytes.
 */
final class Frames {

    private final List<byte[]> frames;

    Frames(List<byte[]> frames) {
        this.frames = List.copyOf(frames);
    }

    static long place(int frame, int offset) {
        return (long) frame << Integer.SIZE | offset;
    }

    /** These and behind them others, in which places are {@link #behind} where they were. */
    Frames with(Frames others) {
        List<byte[]> all = new ArrayList<>(frames);
        all.addAll(others.frames);
        return new Frames(all);
    }

    /** Where a place of others is once they are behind these. */
    long behind(long place) {
        return place + place(frames.size(), 0);
    }

    /** All of them in bytes. */
    long bytes() {
        return frames.stream().mapToLong(frame -> frame.length).sum();
    }

    /** The places of so many items, of which the frames hold no more and no fewer. */
    long[] places(int count) throws UnusableFileException {
        long[] places = new long[count];
        int items = 0;
        for (int i = 0; i < frames.size(); i++) {
            Unpacker frame = new Unpacker(frames.get(i), 0);
            while (frame.hasMore()) {
                if (items == count) {
                    throw new UnusableFileException("holds more items than it says");
                }
                places[items++] = place(i, frame.at());
                frame.skip(frame.length());
            }
        }
        if (items != count) {
            throw new UnusableFileException("holds fewer items than it says");
        }
        return places;
    }

    Item item(long place) {
        return read(place, ItemCodec::unpack);
    }

    String id(long place) {
        return read(place, ItemCodec::unpackId);
    }

    /** Reads something out of an item. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Unpacker item) throws UnusableFileException;
    }

    /** Throws {@link IllegalStateException} when that is not there. */
    <T> T read(long place, Reading<T> reading) {
        try {
            Unpacker frame = at(place);
            frame.length();
            return reading.read(frame);
        } catch (UnusableFileException e) {
            throw impossible(e);
        }
    }

    /** An item's length in bytes, with what says so. */
    int length(long place) {
        try {
            Unpacker frame = at(place);
            int length = frame.length();
            return frame.at() - (int) place + length;
        } catch (UnusableFileException e) {
            throw impossible(e);
        }
    }

    /** Adds an item as it is packed. */
    void copy(long place, Packer to) {
        to.bytes(frame(place), (int) place, length(place));
    }

    /** Whether an item is packed like one of others. */
    boolean isSame(long place, Frames others, long other) {
        int length = length(place);
        return length == others.length(other)
                && Arrays.equals(
                        frame(place),
                        (int) place,
                        (int) place + length,
                        others.frame(other),
                        (int) other,
                        (int) other + length);
    }

    private byte[] frame(long place) {
        return frames.get((int) (place >>> Integer.SIZE));
    }

    private Unpacker at(long place) {
        return new Unpacker(frame(place), (int) place);
    }

    /** The checksum was right, and its schema is ours. */
    private static IllegalStateException impossible(UnusableFileException e) {
        return new IllegalStateException("what was packed cannot be unpacked", e);
    }
}
