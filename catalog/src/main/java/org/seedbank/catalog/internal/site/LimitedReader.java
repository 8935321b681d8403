package org.seedbank.catalog.internal.site;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import org.seedbank.catalog.Entry;

/**
 * Lets no entry take much memory, whatever its text is made of. An entry that is somewhat too long passes here, to be
 * refused by itself.
 */
final class LimitedReader extends FilterReader {

    /** Also holds the end of the entry before and the beginning of the next, which are read ahead. */
    private static final int ALLOWANCE = 4 * Entry.MAX_JSON_BYTES;

    private int left = ALLOWANCE;

    LimitedReader(Reader in) {
        super(in);
    }

    /** Another entry begins. */
    void newAllowance() {
        left = ALLOWANCE;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
        int count = super.read(chars, offset, length);
        left -= Math.max(0, count);
        if (left < 0) {
            throw new UnusableIndexException(
                    "goes on for more than %d characters without a new entry".formatted(ALLOWANCE), null);
        }
        return count;
    }
}
