package org.seedbank.tracker.api;

import java.net.InetSocketAddress;

/**
 * Connects back to a peer that has asked whether its port is open, and has been announced with it. Safe for all threads; what it
 * does is bounded, whoever asks and however often.
 */
@FunctionalInterface
public interface ConnectBackProbe {

    /**
     * Tries the port, for some seconds at most.
     *
     * @param peer where the question came from, and the port that was announced from there
     * @param infohash the 20 bytes by which the dataset was announced
     * @return one line, {@code tcp=WORD udp=WORD} or {@code refused=REASON}
     */
    String look(InetSocketAddress peer, byte[] infohash);
}
