package org.seedbank.node.internal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.seedbank.integrity.Metainfo;
import org.seedbank.integrity.TorrentFile;

/**
 * When each file of a dataset was last changed, so that a start need not read what has not. A file that is missing, has
 * another length than published, or cannot be asked about, has no time.
 */
public final class Stamps {

    private static final int MAGIC = 0x7362_7331;

    /** Bytes around the times: the mark, their number, and the sum. */
    private static final int FRAME = 20;

    private static final long NOT_CHOSEN = Long.MIN_VALUE;
    private static final long MISSING = Long.MIN_VALUE + 1;
    private static final long WRONG = Long.MIN_VALUE + 2;

    /** Nanoseconds since 1970, or one of the marks above, in the torrent's order. */
    private final long[] times;

    private Stamps(long[] times) {
        this.times = times;
    }

    /** Asks the file system about the chosen files of a dataset; reads none of them. Links are followed. */
    public static Stamps take(Metainfo torrent, Path root, Optional<Set<Integer>> files) {
        long[] times = new long[torrent.files().size()];
        for (int i = 0; i < times.length; i++) {
            int index = i;
            if (!files.map(chosen -> chosen.contains(index)).orElse(true)) {
                times[i] = NOT_CHOSEN;
                continue;
            }
            TorrentFile file = torrent.files().get(i);
            Path path = torrent.isSingleFile() ? root : file.path().under(root);
            try {
                times[i] = time(path, file.length());
            } catch (NoSuchFileException e) {
                times[i] = MISSING;
            } catch (IOException e) {
                times[i] = WRONG; // Reading it will tell why.
            }
        }
        return new Stamps(times);
    }

    private static long time(Path path, long length) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
        if (!found.isRegularFile() || found.size() != length) {
            return WRONG;
        }
        return nanos(found.lastModifiedTime());
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }

    /** Whether none of the chosen files is there. */
    public boolean isNothingThere() {
        return Arrays.stream(times).allMatch(time -> time == MISSING || time == NOT_CHOSEN);
    }

    /** Whether every chosen file is there with its published length. */
    public boolean isWhole() {
        return Arrays.stream(times).noneMatch(time -> time == MISSING || time == WRONG);
    }

    /** The same with these files as if they were not as published, so that they count as changed from now on. */
    public Stamps without(BitSet files) {
        long[] rest = times.clone();
        files.stream().forEach(index -> rest[index] = WRONG);
        return new Stamps(rest);
    }

    /** The files that are not as they were, by index, if these stamps are newer ones of the same dataset. */
    public BitSet changedSince(Stamps before) {
        BitSet changed = new BitSet(times.length);
        for (int i = 0; i < times.length; i++) {
            boolean same = before.times.length == times.length && before.times[i] == times[i];
            if (times[i] != NOT_CHOSEN && (!same || times[i] == MISSING || times[i] == WRONG)) {
                changed.set(i);
            }
        }
        return changed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stamps stamps && Arrays.equals(times, stamps.times);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(times);
    }

    /** The bytes of a file; {@link #parse} is the inverse. */
    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(FRAME + 8 * times.length);
        out.putInt(MAGIC).putLong(times.length);
        Arrays.stream(times).forEach(out::putLong);
        CRC32 sum = new CRC32();
        sum.update(out.array(), 0, out.position());
        out.putLong(sum.getValue());
        return out.array();
    }

    /** The stamps in these bytes; empty when they are not whole. */
    static Optional<Stamps> parse(byte[] bytes) {
        if (bytes.length < FRAME || (bytes.length - FRAME) % 8 != 0) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long[] times = new long[(bytes.length - FRAME) / 8];
        if (in.getInt() != MAGIC || in.getLong() != times.length) {
            return Optional.empty();
        }
        for (int i = 0; i < times.length; i++) {
            times[i] = in.getLong();
        }
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, in.position());
        return in.getLong() == sum.getValue() ? Optional.of(new Stamps(times)) : Optional.empty();
    }
}
