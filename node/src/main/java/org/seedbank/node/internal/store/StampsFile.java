package org.seedbank.node.internal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** The bytes that stamps are kept as: a mark of the version, the number of files, each of them, and a sum. */
final class StampsFile {

    /** Of version 1, which had the times of modification alone, and told what was missing or wrong by three of them. */
    private static final int TIMES = 0x7362_7331;

    private static final int MARKS = 0x7362_7332;

    private static final int HEAD = 12;
    private static final int SUM = 8;

    private static final long TIME_NOT_CHOSEN = Long.MIN_VALUE;
    private static final long TIME_MISSING = Long.MIN_VALUE + 1;
    private static final long TIME_WRONG = Long.MIN_VALUE + 2;

    private StampsFile() {}

    static byte[] bytes(Stamps stamps) {
        List<FileMark> marks = stamps.marks();
        ByteBuffer out = ByteBuffer.allocate(HEAD + FileMark.BYTES * marks.size() + SUM);
        out.putInt(MARKS).putLong(marks.size());
        marks.forEach(mark -> mark.write(out));
        return out.putLong(sum(out.array())).array();
    }

    /** The stamps in these bytes; empty when they are not whole. */
    static Optional<Stamps> parse(byte[] bytes) {
        if (bytes.length < HEAD + SUM) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.getInt();
        long count = in.getLong();
        int each = version == MARKS ? FileMark.BYTES : Long.BYTES;
        int rest = bytes.length - HEAD - SUM;
        boolean whole = (version == MARKS || version == TIMES)
                && rest % each == 0
                && count == rest / each
                && in.getLong(bytes.length - SUM) == sum(bytes);
        return whole ? read(in, version, (int) count) : Optional.empty();
    }

    private static Optional<Stamps> read(ByteBuffer in, int version, int count) {
        FileMark[] marks = new FileMark[count];
        try {
            for (int i = 0; i < count; i++) {
                marks[i] = version == MARKS ? FileMark.read(in) : ofTime(in.getLong());
            }
            return Optional.of(new Stamps(marks));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static FileMark ofTime(long time) {
        if (time == TIME_NOT_CHOSEN) {
            return FileMark.NOT_CHOSEN;
        }
        if (time == TIME_MISSING) {
            return FileMark.MISSING;
        }
        return time == TIME_WRONG ? FileMark.UNKNOWN : FileMark.byTime(time);
    }

    private static long sum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, bytes.length - SUM);
        return sum.getValue();
    }
}
