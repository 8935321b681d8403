package org.seedbank.swarm;

/**
 * What a session may use.
 *
 * @param uploadRate bytes per second sent to all peers together, 0 for no limit
 * @param downloadRate bytes per second received from all peers together, 0 for no limit
 * @param connections peers connected at once, at least 2
 */
public record SwarmLimits(int uploadRate, int downloadRate, int connections) {

    /** Peers a session talks to unless told otherwise: enough to fill a fast line, few enough for a home router. */
    public static final int DEFAULT_CONNECTIONS = 200;

    /** No rate limits and {@value #DEFAULT_CONNECTIONS} connections. */
    public static final SwarmLimits NONE = new SwarmLimits(0, 0, DEFAULT_CONNECTIONS);

    /** Throws {@link IllegalArgumentException} when a rate is negative or there are fewer than 2 connections. */
    public SwarmLimits {
        if (uploadRate < 0 || downloadRate < 0) {
            throw new IllegalArgumentException("a rate limit cannot be negative");
        }
        if (connections < 2) {
            throw new IllegalArgumentException("a session needs at least 2 connections, not " + connections);
        }
    }
}
