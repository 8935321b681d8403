package org.seedbank.swarm.webseed;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** A server did not give what it was asked for; the message is its answer in words, which go on after its address. */
public final class WebSeedTrouble extends Exception {

    /** How far trouble reaches. */
    public enum Kind {
        /** All of the server, for a while: it answers nothing of use. */
        SERVER,
        /** All of the server, for a while: it was not reached. */
        UNREACHABLE,
        /** All of the server, for a while: the proxy that stands before it does not work. */
        BAD_PROXY,
        /** The files of a piece, or all of the server if that goes on, for a moment: the connection broke. */
        BROKEN,
        /** The files of a piece, or all of the server if that goes on, for a while: nothing comes. */
        SILENT,
        /** The server asks to be left alone for a while. */
        BUSY,
        /** One file, or for BEP 17 one piece. */
        FILE,
        /** One file, which is another than was published. */
        OTHER_FILE,
        /** Some bytes of a file. */
        BYTES,
        /** The server gives whole files alone, and has to be read from their start. */
        NO_RANGES,
        /** Somebody leads to where the session asks nobody. */
        NOT_ASKED
    }

    private final Kind kind;
    private final Optional<Duration> pause;
    private OptionalInt file = OptionalInt.empty();

    WebSeedTrouble(Kind kind, String word) {
        this(kind, word, Optional.empty(), null);
    }

    WebSeedTrouble(Kind kind, String word, Optional<Duration> pause, Throwable cause) {
        super(word, cause);
        this.kind = kind;
        this.pause = pause;
    }

    /** This trouble, as one with a file. */
    WebSeedTrouble in(int index) {
        file = OptionalInt.of(index);
        return this;
    }

    /** The file, by its index, that it was had with; empty for a piece that was asked for by its number. */
    public OptionalInt file() {
        return file;
    }

    /** How far it reaches. */
    public Kind kind() {
        return kind;
    }

    /** How long the server wants to be left alone. */
    public Optional<Duration> pause() {
        return pause;
    }
}
