package org.seedbank.node.internal.datasets;

import java.time.Duration;
import org.seedbank.swarm.TransferStatus;

/**
 * When the files of a dataset that peers get are looked at. A file with other names (hard links) can be written to under
 * one of them without any event in its own folder. For the keeper thread; times are those of {@link System#nanoTime}.
 */
final class ServedLook {

    private static final Duration LINKED = Duration.ofSeconds(5);
    private static final Duration OTHERS = Duration.ofMinutes(1);

    /** Looks take no more than a twentieth of the time. */
    private static final int REST = 20;

    private Look last;
    private boolean looking;
    private long uploaded;

    /**
     * A look that has ended.
     *
     * @param linked whether any file has other names
     */
    record Look(long begun, long took, boolean linked) {}

    /** Tells whether one is due now, because peers get bytes or have got some since the last; counts it as begun then. */
    boolean isDue(TransferStatus status, long now) {
        long sent = status.traffic().uploaded();
        boolean served = status.peers() > 0 || sent > uploaded;
        boolean due = served && !looking && (last == null || now - last.begun() >= pause());
        if (due) {
            looking = true;
            uploaded = sent;
        }
        return due;
    }

    private long pause() {
        Duration pause = last.linked() ? LINKED : OTHERS;
        return Math.max(pause.toNanos(), REST * last.took());
    }

    void looked(Look look) {
        last = look;
        looking = false;
    }

    /** One that failed counts too, so that a disk in trouble is not asked again and again. */
    void failed(long begun) {
        looked(new Look(begun, 0, false));
    }
}
