package org.seedbank.node.internal.serving;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of an answer, one stretch after another. For one thread at a time; whoever takes it closes it. */
interface Body extends AutoCloseable {

    /** What {@link #length} is before all has been made. */
    long UNKNOWN = -1;

    /** Bytes in it. */
    long length();

    /**
     * Puts the next bytes into a buffer, up to its limit.
     *
     * @return whether there were any
     * @throws IOException when what was promised cannot be had; none of the bytes may be sent then
     */
    boolean next(ByteBuffer into) throws IOException;

    /** Lets go of what it reads. */
    @Override
    default void close() {}
}
