package org.seedbank.cli;

/** Says that seedbank did not keep its word. */
final class BrokenPromise extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String kind;

    /**
     * Says so.
     *
     * @param kind the same for the same fault, whatever the names are
     */
    BrokenPromise(String kind, String what) {
        super(kind + ": " + what);
        this.kind = kind;
    }

    String kind() {
        return kind;
    }
}
