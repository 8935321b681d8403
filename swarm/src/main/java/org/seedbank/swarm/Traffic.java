package org.seedbank.swarm;

/**
 * What a transfer moves over the network, without the protocol's own chatter.
 *
 * @param downloadRate bytes received per second, a moving average over some seconds
 * @param uploadRate bytes sent per second, a moving average over some seconds
 * @param downloaded bytes received since the transfer began
 * @param uploaded bytes sent since the transfer began
 */
public record Traffic(long downloadRate, long uploadRate, long downloaded, long uploaded) {

    /** Nothing yet. */
    public static final Traffic NONE = new Traffic(0, 0, 0, 0);
}
