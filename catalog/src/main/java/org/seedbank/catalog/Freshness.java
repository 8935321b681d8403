package org.seedbank.catalog;

/** How new a listing of a remote catalog has to be. A catalog on this machine is always listed as it is now. */
public enum Freshness {
    /**
     * As it is kept on this machine, however old that is; nothing is asked. A catalog never listed before is empty; the
     * call fails when what is kept cannot be read.
     */
    STORED,

    /** At most a minute old. When the catalog cannot be reached, as it was when it last could, and the listing says so. */
    RECENT,

    /** Brought up to date now, or the call fails. */
    NOW,

    /** Read anew from beginning to end, or the call fails. */
    WHOLE
}
