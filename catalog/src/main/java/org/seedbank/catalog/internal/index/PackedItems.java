package org.seedbank.catalog.internal.index;

import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.serials.Claim;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.UnusableFileException;

/**
 * Items as bytes, of which each is made an object when it is asked for: as objects 100,000 of them take twice the memory
 * and most of a second. First come those whose entries count, the oldest first, then all others. Immutable.
 */
final class PackedItems extends AbstractList<Item> implements RandomAccess {

    private final Frames frames;
    private final long[] places;
    private final int ranked;

    /** Takes items that are in their order, and does not copy the places; use {@link Ranking} for any others. */
    PackedItems(Frames frames, long[] places, int ranked) {
        this.frames = frames;
        this.places = places;
        this.ranked = ranked;
    }

    static PackedItems of(Collection<Item> items) {
        Packing packing = new Packing();
        long[] places = items.stream().mapToLong(packing::add).toArray();
        return Ranking.of(packing.frames(), places);
    }

    static PackedItems of(GatheredItems items) {
        return Ranking.of(
                items.frames(),
                items.places().values().stream().mapToLong(place -> place).toArray());
    }

    /**
     * Items that were {@link #write written} before.
     *
     * @param frames what the sink was given, not copied
     * @param ranked how many of them have an entry that counts
     */
    static PackedItems of(List<byte[]> frames, int count, int ranked) throws UnusableFileException {
        if (ranked < 0 || ranked > count) {
            throw new UnusableFileException("holds fewer items than it says");
        }
        Frames packed = new Frames(frames);
        return new PackedItems(packed, packed.places(count), ranked);
    }

    /** Takes what is packed, a frame at a time. */
    @FunctionalInterface
    interface Sink {
        /** A frame, which the sink clears. */
        void take(Packer frame) throws IOException;
    }

    /** Writes them in their order. */
    void write(Sink sink) throws IOException {
        Packer frame = new Packer();
        for (long place : places) {
            frames.copy(place, frame);
            if (frame.length() >= Packing.FRAME) {
                sink.take(frame);
            }
        }
        if (frame.length() > 0) {
            sink.take(frame);
        }
    }

    /** These after a change; the same object when nothing is different. */
    PackedItems changed(GatheredItems put, Set<String> removed) {
        if (put.size() == 0 && removed.isEmpty()) {
            return this;
        }
        Frames others = put.frames();
        Map<String, Long> added = new LinkedHashMap<>(put.places());
        List<Long> all = new ArrayList<>(places.length + added.size());
        for (long place : places) {
            String id = frames.id(place);
            Long instead = put.places().get(id);
            if (instead == null ? !removed.contains(id) : frames.isSame(place, others, instead)) {
                all.add(place);
                added.remove(id);
            }
        }
        if (all.size() == places.length && added.isEmpty()) {
            return this;
        }
        added.values().forEach(place -> all.add(frames.behind(place)));
        return Ranking.of(
                        frames.with(others),
                        all.stream().mapToLong(place -> place).toArray())
                .compact();
    }

    /** What the bytes of items that are gone take does not grow beyond what the others take. */
    private PackedItems compact() {
        long used = Arrays.stream(places).map(frames::length).sum();
        if (frames.bytes() <= 2 * used + Packing.FRAME) {
            return this;
        }
        Packing packing = new Packing();
        long[] moved =
                Arrays.stream(places).map(place -> packing.add(frames, place)).toArray();
        return new PackedItems(packing.frames(), moved, ranked);
    }

    /** Whether these are others after changes that changed nothing. */
    boolean isStill(PackedItems others) {
        return places == others.places;
    }

    /** How many items have an entry that counts: the first ones. */
    int ranked() {
        return ranked;
    }

    /** What they take in memory, with what is left behind of items that are gone. */
    long bytes() {
        return frames.bytes();
    }

    @Override
    public int size() {
        return places.length;
    }

    @Override
    public Item get(int index) {
        return frames.item(places[index]);
    }

    String id(int index) {
        return frames.id(places[index]);
    }

    /** The digest of one of the first {@link #ranked()} items. */
    Sha256 digest(int index) {
        return frames.read(places[index], ItemCodec::unpackHead).orElseThrow().digest();
    }

    /** What the entry of one of the first {@link #ranked()} items says of its serial. */
    Claim claim(int index) {
        EntryCodec.Head head = frames.read(places[index], ItemCodec::unpackHead).orElseThrow();
        return new Claim(head.digest(), head.published(), head.serial());
    }

    /** The entry of one of the first {@link #ranked()} items. */
    Entry entry(int index) {
        return frames.read(places[index], ItemCodec::unpackEntry);
    }
}
