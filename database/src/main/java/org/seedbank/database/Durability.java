package org.seedbank.database;

/** How much of a database a power cut may take. It stays whole either way, and the end of a process takes nothing. */
public enum Durability {
    /** Nothing that was committed; each commit waits for the disk. */
    EVERY_COMMIT("FULL"),
    /** The latest commits; only now and then one waits for the disk. */
    LATEST_MAY_BE_LOST("NORMAL");

    private final String synchronous;

    Durability(String synchronous) {
        this.synchronous = synchronous;
    }

    /** The value of SQLite's setting. */
    String synchronous() {
        return synchronous;
    }
}
