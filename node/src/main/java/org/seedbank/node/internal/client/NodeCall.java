package org.seedbank.node.internal.client;

import java.time.Duration;

/**
 * Describes what is asked of a node.
 *
 * @param method of HTTP
 * @param path from {@code /v1} on, with its query
 * @param body what is sent, or null
 * @param answer the type of what comes back; {@code Void} for nothing
 * @param limit how long the node may take
 */
public record NodeCall<T>(String method, String path, Object body, Class<T> answer, Duration limit) {

    /** Long enough for a slow disk. */
    private static final Duration USUAL = Duration.ofMinutes(2);

    /** Returns what the node should answer soon. */
    public static <T> NodeCall<T> of(String method, String path, Object body, Class<T> answer) {
        return new NodeCall<>(method, path, body, answer, USUAL);
    }

    /** Returns the same with this time added, which the node was told to wait. */
    public NodeCall<T> waiting(Duration longer) {
        return new NodeCall<>(method, path, body, answer, limit.plus(longer));
    }
}
