package org.seedbank.web;

import java.io.IOException;

/** A connection through a proxy broke; the message names the proxy, and holds no password. */
final class ProxyBrokeException extends IOException {
    ProxyBrokeException(String proxy, IOException cause) {
        super("the connection through %s broke: %s".formatted(proxy, HttpTrouble.brokenBy(cause)), cause);
    }
}
