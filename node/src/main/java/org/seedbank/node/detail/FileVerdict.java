package org.seedbank.node.detail;

/** What a node says of one file of a dataset. Its words are never renamed. */
public enum FileVerdict {

    /** It was found intact when it was last read, and its length, times and place are now as they were then. */
    VERIFIED("verified"),

    /** It was found not to be what was published, or has another length now. */
    DAMAGED("damaged"),

    /** Nothing is where it was. */
    MISSING("missing"),

    /** It was found intact, and does not look as it did then; it is read again soon. */
    CHANGED("changed"),

    /** It is there, and this node has not read it. */
    UNCHECKED("unchecked"),

    /** All of it has come, and its pieces have passed their hashes; it is read when all of the dataset has come. */
    ARRIVED("arrived"),

    /** Some of it, or all, is still to come. */
    ARRIVING("arriving"),

    /** It was left out. */
    NOT_CHOSEN("not chosen");

    private final String label;

    FileVerdict(String label) {
        this.label = label;
    }

    /** The verdict in a word or two, for persons and programs. */
    public String label() {
        return label;
    }
}
