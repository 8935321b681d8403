package org.seedbank.node.internal.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Iterator;

/** A text that is made while it is sent, so that a long one takes no memory. */
final class TextBody implements Body {

    private final Iterator<String> parts;
    private ByteBuffer rest = ByteBuffer.allocate(0);

    TextBody(Iterator<String> parts) {
        this.parts = parts;
    }

    @Override
    public long length() {
        return UNKNOWN;
    }

    @Override
    public boolean next(ByteBuffer into) {
        boolean any = false;
        while (into.hasRemaining() && (rest.hasRemaining() || parts.hasNext())) {
            if (!rest.hasRemaining()) {
                rest = ByteBuffer.wrap(parts.next().getBytes(UTF_8));
            }
            any |= move(rest, into);
        }
        return any;
    }

    /** Moves what there is room for, and tells whether that was anything. */
    static boolean move(ByteBuffer from, ByteBuffer into) {
        int count = Math.min(from.remaining(), into.remaining());
        ByteBuffer some = from.slice(from.position(), count);
        into.put(some);
        from.position(from.position() + count);
        return count > 0;
    }
}
