package org.seedbank.node.internal.serving;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Several bodies of known lengths, one behind the other. */
final class PartsBody implements Body {

    private final Deque<Body> parts;
    private final long length;

    PartsBody(List<Body> parts) {
        this.parts = new ArrayDeque<>(parts);
        this.length = parts.stream().mapToLong(Body::length).sum();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean next(ByteBuffer into) throws IOException {
        while (!parts.isEmpty()) {
            if (parts.peek().next(into)) {
                return true;
            }
            parts.pop().close();
        }
        return false;
    }

    @Override
    public void close() {
        parts.forEach(Body::close);
    }
}
