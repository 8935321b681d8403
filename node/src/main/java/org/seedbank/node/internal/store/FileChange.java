package org.seedbank.node.internal.store;

/** How a file of a dataset is, compared with how it was when it was last found intact. */
public enum FileChange {

    /** Nobody has written to it: length, times and inode are as they were. What differs all the same is rot. */
    SAME,

    /** It was written to, replaced or changed in its attributes, or something else lies in its place, a link too. */
    WRITTEN_TO,

    /** Nothing is there. */
    GONE,

    /** It was never found intact, or that is not known any more. */
    UNKNOWN
}
