package org.seedbank.swarm.local;

/** What a process on this machine does with a dataset. */
public enum LocalActivity {
    /** It lacks some of the bytes it wants. */
    FETCHING,
    /** It has all bytes it wants and serves them. */
    SEEDING
}
