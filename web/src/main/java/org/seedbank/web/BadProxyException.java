package org.seedbank.web;

import java.io.IOException;

/** The environment names a proxy that cannot be used; the message says which variable, and holds no password. */
final class BadProxyException extends IOException {
    BadProxyException(String message) {
        super(message);
    }
}
