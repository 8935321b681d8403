package org.seedbank.swarm.internal.announce;

import java.util.Locale;

/** Why a tracker is told now (BEP 3). */
enum AnnounceEvent {
    /** Its interval is over. */
    NONE,
    STARTED,
    COMPLETED,
    STOPPED;

    /** The parameter's value. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
