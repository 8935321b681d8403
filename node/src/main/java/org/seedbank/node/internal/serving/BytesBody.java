package org.seedbank.node.internal.serving;

import java.nio.ByteBuffer;

/** Bytes that are in memory already. */
final class BytesBody implements Body {

    private final ByteBuffer rest;
    private final long length;

    /** A part of an array, which must not change. */
    BytesBody(byte[] bytes, long start, long end) {
        rest = ByteBuffer.wrap(bytes, (int) start, (int) (end - start)).asReadOnlyBuffer();
        length = end - start;
    }

    BytesBody(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean next(ByteBuffer into) {
        return TextBody.move(rest, into);
    }
}
