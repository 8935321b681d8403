package org.seedbank.tracker.internal.swarms;

/** What lasts of a swarm when its peers have gone. Safe for all threads. */
public final class Tally {

    private long completed;
    private long lastSeed;
    private long unsaved;
    private boolean changed;

    /**
     * As it was kept.
     *
     * @param completed downloads that were completed
     * @param lastSeed when somebody last had all of it, in seconds since 1970; 0 for never
     */
    public Tally(long completed, long lastSeed) {
        this.completed = completed;
        this.lastSeed = lastSeed;
    }

    /** One more download is complete. */
    synchronized void complete() {
        completed++;
        unsaved++;
        changed = true;
    }

    /** Somebody had all of it at this second; noted to the minute, so that it is not written all the time. */
    synchronized void seeded(long second) {
        if (second - lastSeed >= 60) {
            lastSeed = second;
            changed = true;
        }
    }

    /** Downloads that were completed. */
    public synchronized long completed() {
        return completed;
    }

    /** When somebody last had all of it, in seconds since 1970; 0 for never. */
    public synchronized long lastSeed() {
        return lastSeed;
    }

    /** What has changed since it was last asked. */
    public synchronized Change takeChange() {
        Change taken = new Change(unsaved, lastSeed, changed);
        unsaved = 0;
        changed = false;
        return taken;
    }

    /** Gives back a change that could not be kept. */
    public synchronized void giveBack(Change change) {
        unsaved += change.completed;
        changed = true;
    }

    /**
     * A change to be kept.
     *
     * @param completed downloads that were completed since
     * @param lastSeed the latest
     * @param isOne whether anything has changed
     */
    public record Change(long completed, long lastSeed, boolean isOne) {}
}
