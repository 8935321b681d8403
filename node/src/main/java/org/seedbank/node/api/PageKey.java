package org.seedbank.node.api;

import java.time.Duration;

/**
 * The way into a node's page.
 *
 * @param address where the page is, with a key behind {@code #}: a browser sends that to nobody
 * @param lives how long the key is good for; it is so once
 */
public record PageKey(String address, Duration lives) {

    /** Without the key. */
    @Override
    public String toString() {
        return "PageKey[lives=%s]".formatted(lives);
    }
}
