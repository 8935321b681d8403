package org.seedbank.node.internal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.seedbank.integrity.files.FileStamp;

/**
 * One file of a dataset as it was at some time.
 *
 * @param sort whether it was there
 * @param doubted whether its bytes were found to be wrong since then
 * @param length in bytes, or 0
 * @param modified nanoseconds since 1970, or 0
 * @param changed the same of bytes and attributes, or 0
 * @param inode its number in the file system, or 0
 */
record FileMark(Sort sort, boolean doubted, long length, long modified, long changed, long inode) {

    /** Tells whether a file was there. */
    enum Sort {
        NOT_CHOSEN(0),
        MISSING(1),
        /** A link, a folder, or nothing that can be looked at. */
        UNUSABLE(2),
        /** A file of another length than published. */
        WRONG_LENGTH(3),
        PRESENT(4),
        /** As {@code PRESENT}; of what an earlier version noted, only length and time of modification count. */
        PRESENT_BY_TIME(5),
        UNKNOWN(6);

        /** Its number in the format. */
        private final int code;

        Sort(int code) {
            this.code = code;
        }

        static Sort of(int code) throws IOException {
            for (Sort each : values()) {
                if (each.code == code) {
                    return each;
                }
            }
            throw new IOException("no such sort");
        }
    }

    /** Bytes that one takes. */
    static final int BYTES = 33;

    private static final int DOUBTED = 0x40;

    static final FileMark NOT_CHOSEN = bare(Sort.NOT_CHOSEN);
    static final FileMark MISSING = bare(Sort.MISSING);
    static final FileMark UNUSABLE = bare(Sort.UNUSABLE);
    static final FileMark UNKNOWN = bare(Sort.UNKNOWN);

    private static FileMark bare(Sort sort) {
        return new FileMark(sort, false, 0, 0, 0, 0);
    }

    /** A file that an earlier version noted, which had its published length. */
    static FileMark byTime(long modified) {
        return new FileMark(Sort.PRESENT_BY_TIME, false, 0, modified, 0, 0);
    }

    /** Asks the file system, without following a link in its place. */
    static FileMark take(Path file, long published) throws IOException {
        return of(FileStamp.take(file), published);
    }

    static FileMark of(FileStamp stamp, long published) {
        Sort sort = stamp.length() == published ? Sort.PRESENT : Sort.WRONG_LENGTH;
        return new FileMark(sort, false, stamp.length(), stamp.modified(), stamp.changed(), stamp.inode());
    }

    FileMark doubting() {
        return new FileMark(sort, true, length, modified, changed, inode);
    }

    boolean isChosen() {
        return sort != Sort.NOT_CHOSEN;
    }

    /** Tells whether nobody has changed anything between the two looks, as far as they tell. */
    boolean isAs(FileMark before) {
        if (sort == Sort.PRESENT && before.sort == Sort.PRESENT_BY_TIME) {
            return modified == before.modified;
        }
        return sort == before.sort
                && length == before.length
                && modified == before.modified
                && changed == before.changed
                && inode == before.inode;
    }

    void write(ByteBuffer out) {
        out.put((byte) (sort.code | (doubted ? DOUBTED : 0)));
        out.putLong(length).putLong(modified).putLong(changed).putLong(inode);
    }

    static FileMark read(ByteBuffer in) throws IOException {
        byte first = in.get();
        Sort sort = Sort.of(first & ~DOUBTED);
        boolean doubted = (first & DOUBTED) != 0;
        return new FileMark(sort, doubted, in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }
}
