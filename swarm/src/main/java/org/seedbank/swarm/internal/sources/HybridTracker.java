package org.seedbank.swarm.internal.sources;

/** A tracker of a hybrid, which has two infohashes: a tracker with an allow list may know one of them alone. */
public final class HybridTracker {

    private HybridTracker() {}

    /** The one word about a tracker that takes one infohash and refuses the other: it works, and this is what it said of the other. */
    public static String takesOne(String refusal) {
        return "it takes one of the two infohashes, and not the other: " + refusal;
    }
}
