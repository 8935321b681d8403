package org.seedbank.swarm.local;

/** The activity of a process of this machine with a dataset. */
public enum LocalActivity {
    /** It lacks some of the bytes it wants. */
    FETCHING,
    /** It has all bytes it wants and serves them. */
    SEEDING
}
