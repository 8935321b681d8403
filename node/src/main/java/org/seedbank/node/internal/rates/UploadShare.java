package org.seedbank.node.internal.rates;

import java.util.OptionalLong;

/**
 * Divides an upload limit between the session and another who sends: each may have half, and what one does not use the other
 * has. The two parts are never more than the whole. Who has little keeps enough to show that it wants more. For one thread.
 */
final class UploadShare {

    private static final double LEAST = 0.05;
    private static final double HALF = 0.5;
    private static final double HUNGRY = 0.8;
    private static final double IDLE = 0.4;
    private static final double ROOM = 1.25;

    /** Part of the session. */
    private double session = 1;

    private long limit;
    private boolean shared;

    /**
     * Looks at how both have used what they had.
     *
     * @param limit bytes per second for both
     * @param sends whether the other wants to send
     * @param other bytes per second that it has sent
     * @param own bytes per second that the session has sent
     */
    void look(long limit, boolean sends, long other, long own) {
        this.limit = limit;
        if (!sends && other == 0) {
            shared = false;
            session = 1;
            return;
        }
        double otherPart = (double) other / Math.max(1, limit);
        double ownPart = (double) own / Math.max(1, limit);
        if (!shared) {
            shared = true;
            session = Math.max(LEAST, Math.min(HALF, ownPart * ROOM));
        }
        boolean otherHungry = sends && otherPart > HUNGRY * (1 - session);
        double most = otherHungry ? HALF : Math.max(HALF, 1 - Math.max(LEAST, otherPart * ROOM));
        if (ownPart > HUNGRY * session) {
            session = Math.min(most, session * 2);
        } else if (ownPart < IDLE * session && otherHungry) {
            session = Math.max(LEAST, session / 2);
        }
        session = Math.min(session, most);
    }

    /** Bytes per second of the session, at least 1 unless the limit is 0; empty for the whole limit. */
    OptionalLong ofSession() {
        return shared && limit > 0 ? OptionalLong.of(Math.max(1, (long) (limit * session))) : OptionalLong.empty();
    }

    /** Bytes per second of the other. While it sends nothing, so much that it can begin at once: it is looked at a second later. */
    long ofOther() {
        return shared ? limit - (long) (limit * session) : (long) (limit * LEAST);
    }
}
