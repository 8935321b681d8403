package org.seedbank.integrity.repair;

import java.nio.ByteBuffer;
import org.seedbank.integrity.torrent.Metainfo;

/** Where the bytes for a repair come from. What it gives is checked before it is used, so it may be damaged too. */
@FunctionalInterface
public interface PieceSource {

    /**
     * Reads a stretch of a file.
     *
     * @param file index in {@link Metainfo#files()}
     * @param position the stretch's first byte; the file was published with all of the stretch
     * @param into is filled up to its limit
     * @return whether all of it was there; otherwise {@code into} holds anything
     * @throws InterruptedException when this thread is interrupted
     */
    boolean read(int file, long position, ByteBuffer into) throws InterruptedException;
}
