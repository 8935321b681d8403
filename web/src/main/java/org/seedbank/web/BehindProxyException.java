package org.seedbank.web;

import java.net.ConnectException;

/** A proxy does its work and does not reach the host; the message names the proxy, and holds no password. */
public final class BehindProxyException extends ConnectException {
    BehindProxyException(String message) {
        super(message);
    }
}
