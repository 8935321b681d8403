package org.seedbank.catalog.drive.emulator;

/** How much of anything is taken. Where Google publishes no number, one is chosen that tests can reach. */
final class Limits {

    static final int PAGE = 100;
    static final int PROPERTY_BYTES = 124;
    static final int PUBLIC_PROPERTIES = 30;
    static final int PRIVATE_PROPERTIES = 30;

    /** Google publishes none. */
    static final int NAME_BYTES = 32_767;

    /** Google publishes none and calls it a "short description". */
    static final int DESCRIPTION_BYTES = 32_768;

    static final int GENERATED_IDS = 1000;
    static final int BATCH_CALLS = 100;
    static final int LINE_BYTES = 16_384;
    static final int HEADERS = 100;
    static final int BODY_BYTES = 128 << 20;
    static final int CONNECTIONS = 256;

    private Limits() {}
}
