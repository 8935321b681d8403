package org.seedbank.swarm;

/**
 * Bytes that a transfer moves over the network, without the protocol's own chatter.
 *
 * @param downloadRate bytes received per second, over the last five seconds
 * @param uploadRate bytes sent per second, over the last five seconds
 * @param downloaded bytes received since the transfer began
 * @param uploaded bytes sent since the transfer began
 * @param rejected pieces received since the transfer began that were not what was published; they were thrown away
 * @param banned how often since the transfer began a peer was refused from then on, because of what it sent; one that
 *     comes again from another port counts again
 */
public record Traffic(long downloadRate, long uploadRate, long downloaded, long uploaded, long rejected, long banned) {

    /** Nothing yet. */
    public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0, 0);

    /** These totals at rest: nothing moves. */
    Traffic atRest() {
        return new Traffic(0, 0, downloaded, uploaded, rejected, banned);
    }

    Traffic with(long newRejected, long newBanned) {
        return new Traffic(downloadRate, uploadRate, downloaded, uploaded, newRejected, newBanned);
    }
}
