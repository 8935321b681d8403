package org.seedbank.web;

import java.io.IOException;

/** Somebody else than the user sends a request to this machine or a private network; the message says where. */
public final class PrivatePlaceException extends IOException {

    PrivatePlaceException(String message) {
        super(message);
    }
}
