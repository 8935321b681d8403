package org.seedbank.tracker;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.seedbank.tracker.api.TrackerAccess;

/** A tracker in a process of its own, which says where it listens and waits to be killed. */
final class KilledTracker {

    private KilledTracker() {}

    public static void main(String[] args) throws InterruptedException {
        Tracker tracker = new Trackers(Path.of(args[0])).open(TrackerAccess.USUAL);
        System.out.println("at " + tracker.addresses().get(0));
        new CountDownLatch(1).await();
    }
}
