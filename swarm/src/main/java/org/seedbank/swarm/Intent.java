package org.seedbank.swarm;

/**
 * What a transfer's owner asked for, kept until libtorrent says that it has begun: a status from before the request
 * must not be taken for its outcome. Set by any thread.
 */
final class Intent {

    private volatile boolean paused;
    private volatile boolean rechecking;
    private volatile boolean resuming;

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        resuming = true;
    }

    void recheck() {
        rechecking = true;
    }

    /** libtorrent entered a phase, perhaps for too short a time for any status to show it. */
    void entered(Observation.Phase phase) {
        if (phase.isChecking()) {
            rechecking = false;
        }
    }

    void resumed() {
        resuming = false;
    }

    boolean isPaused() {
        return paused;
    }

    boolean isRechecking() {
        return rechecking;
    }

    boolean isResuming() {
        return resuming;
    }
}
