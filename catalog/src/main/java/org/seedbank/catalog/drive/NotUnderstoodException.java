package org.seedbank.catalog.drive;

import java.io.IOException;

/** An answer that is not one of Drive's: another server's, one that was cut or changed on its way, or a later version's. */
final class NotUnderstoodException extends IOException {

    private final boolean garbled;

    /**
     * Well-formed, and not what was to come: it would be so the next time too.
     *
     * @param reason what is wrong with "it"
     */
    NotUnderstoodException(String reason, Throwable cause) {
        this(reason, false, cause);
    }

    private NotUnderstoodException(String reason, boolean garbled, Throwable cause) {
        super(reason, cause);
        this.garbled = garbled;
    }

    /** No JSON, or half of it, as from a machine on the way that has a bad moment. */
    static NotUnderstoodException garbled(byte[] body, IOException cause) {
        String reason = body.length == 0
                ? "it is empty"
                : body[0] == '<' ? "it is a web page" : "it is no JSON, or not the whole of it";
        return new NotUnderstoodException(reason, true, cause);
    }

    /** Tells whether the same request may be answered better. */
    boolean mayPass() {
        return garbled;
    }
}
