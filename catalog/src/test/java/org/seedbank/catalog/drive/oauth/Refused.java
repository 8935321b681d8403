package org.seedbank.catalog.drive.oauth;

/** A request that the server does not grant. */
final class Refused extends Exception {

    private final String error;

    Refused(String error, String description) {
        super(description);
        this.error = error;
    }

    String error() {
        return error;
    }
}
