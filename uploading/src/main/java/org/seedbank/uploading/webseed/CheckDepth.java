package org.seedbank.uploading.webseed;

/** How much of a web server's files is looked at. */
public enum CheckDepth {
    /** Nothing; the server is not asked. */
    NONE,
    /** The first, the last and some other pieces, and the lengths of some files. */
    SAMPLE,
    /** Every byte. */
    ALL
}
