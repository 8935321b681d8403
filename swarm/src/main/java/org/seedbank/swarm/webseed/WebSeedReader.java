package org.seedbank.swarm.webseed;

import java.io.IOException;

/** Reads pieces from one server over one connection at a time. For one thread, but for {@link #close}. */
public interface WebSeedReader extends AutoCloseable {

    /**
     * Reads what a piece still lacks. What has come before it fails stays in the buffer, so that the next call goes on from
     * there, with this reader or another of the same server.
     *
     * @param last the last piece that will be read one after the other from this one on, with which the server is asked for
     *     more at once
     * @throws WebSeedTrouble when the server answers with something else
     * @throws IOException when no answer came, or it broke off
     */
    void read(PieceBuffer buffer, int last) throws IOException, WebSeedTrouble, InterruptedException;

    /** Ends what is being read, also for another thread that waits for bytes. */
    @Override
    void close();
}
