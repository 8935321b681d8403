package org.seedbank.swarm;

import java.time.Duration;
import java.util.Objects;

/**
 * What came of asking a tracker whether it works.
 *
 * @param tracker its address, without what looks like a personal key
 * @param state how it stands
 * @param word its own words where it refused, or why it is dead; empty when it works. A stranger's text
 * @param took how long that took
 */
public record TrackerVerdict(String tracker, State state, String word, Duration took) {

    /** Throws {@link NullPointerException} when a part is missing. */
    public TrackerVerdict {
        Objects.requireNonNull(tracker, "tracker");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(word, "word");
        Objects.requireNonNull(took, "took");
    }

    /** How a tracker stands. */
    public enum State {
        /** It took the announce. */
        WORKING("works"),
        /** It answered as a tracker does, and refused: perhaps only what it does not list, as one with an allow list. */
        REFUSING("refuses"),
        /** It did not answer, or not as a tracker does. */
        DEAD("dead");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** The state in a word, for persons and programs. */
        public String label() {
            return label;
        }
    }
}
