package org.seedbank.swarm.internal.transfer;

/**
 * Requests of a transfer's owner, kept until libtorrent says that it has begun: a status from before the request
 * must not be taken for its outcome. Set by any thread.
 */
final class Intent {

    private volatile boolean paused;
    private volatile boolean resuming;

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        resuming = true;
    }

    void resumed() {
        resuming = false;
    }

    boolean isPaused() {
        return paused;
    }

    boolean isResuming() {
        return resuming;
    }
}
