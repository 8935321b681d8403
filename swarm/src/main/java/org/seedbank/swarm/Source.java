package org.seedbank.swarm;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One way by which a transfer finds peers or bytes, with its last word. Together they tell why a transfer stands still, to
 * those who publish and those who fetch alike.
 *
 * @param kind what it is
 * @param address its address as the torrent or the user has it, without what looks like a personal key; empty where the kind
 *     has none. A stranger's text: show it with care
 * @param state how it stands
 * @param word what it said last, verbatim, or the label of why it is {@link NotAsked}; a stranger's text as well
 * @param answered when it last answered well: of a peer, when it last shook hands or the last byte of the data came from it
 * @param next when it is asked again
 * @param seeders how many have everything, as it says
 * @param leechers how many are fetching, as it says
 * @param fault the kind of what is wrong with it, where something is and whoever asks it knows; the word says it to a person
 */
public record Source(
        Kind kind,
        String address,
        State state,
        Optional<String> word,
        Optional<Instant> answered,
        Optional<Instant> next,
        OptionalInt seeders,
        OptionalInt leechers,
        Optional<Fault> fault) {

    /** Most that one transfer tells of: a stranger's torrent can name a hundred thousand. */
    public static final int MOST = 200;

    /** Throws {@link NullPointerException} when a part is missing. */
    public Source {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(word, "word");
        Objects.requireNonNull(answered, "answered");
        Objects.requireNonNull(next, "next");
        Objects.requireNonNull(seeders, "seeders");
        Objects.requireNonNull(leechers, "leechers");
        Objects.requireNonNull(fault, "fault");
    }

    /** A source with which nothing is wrong, or nobody knows of what kind that is. */
    public Source(
            Kind kind,
            String address,
            State state,
            Optional<String> word,
            Optional<Instant> answered,
            Optional<Instant> next,
            OptionalInt seeders,
            OptionalInt leechers) {
        this(kind, address, state, word, answered, next, seeders, leechers, Optional.empty());
    }

    /** The same source, with a fault or none. */
    public Source with(Optional<Fault> changed) {
        return new Source(kind, address, state, word, answered, next, seeders, leechers, changed);
    }

    /** A source of which no more is known than how it stands. */
    public static Source of(Kind kind, String address, State state, Optional<String> word) {
        return new Source(
                kind,
                address,
                state,
                word,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    /** A source that is not asked. */
    public static Source notAsked(Kind kind, String address, NotAsked reason) {
        return of(kind, address, State.NOT_ASKED, Optional.of(reason.label()));
    }

    /** Returns why it is not asked, if it is not for one of the usual reasons. */
    public Optional<NotAsked> reason() {
        return state == State.NOT_ASKED ? word.flatMap(NotAsked::of) : Optional.empty();
    }

    /** Tells whether it is the same source, whatever is known of it. */
    public boolean isSameAs(Source other) {
        return kind == other.kind && address.equals(other.address);
    }

    /** Kinds of sources. */
    public enum Kind {
        /** A tracker, over HTTP or UDP. */
        TRACKER("tracker"),
        /** A server that has the files (BEP 17, 19). */
        WEB_SEED("web seed"),
        /** The distributed hash table (BEP 5). */
        DHT("DHT"),
        /** Local service discovery (BEP 14), and other processes of this machine. */
        LOCAL("local discovery"),
        /** A peer whose address the user, a magnet link or an entry names. */
        PEER("peer"),
        /** An address that this session listens on. */
        LISTENING("listening"),
        /** A port that the router was asked to open, by UPnP, NAT-PMP or PCP. */
        PORT_MAPPING("port mapping");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The kind in a word or two, for persons and programs. */
        public String label() {
            return label;
        }
    }

    /** How a source stands. */
    public enum State {
        /** Its last answer was good. */
        WORKING("working"),
        /** It was asked and has not answered yet. */
        WAITING("waiting"),
        /** Its last answer was none, or a refusal. */
        FAILING("failing"),
        /** It is not asked, for the reason that its word tells. */
        NOT_ASKED("not asked");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** The state in a word or two, for persons and programs. */
        public String label() {
            return label;
        }
    }

    /** Kinds of faults. Never renamed. */
    public enum Fault {
        /** It could not be asked: no host of its name, no way to it, or nobody listens there. */
        UNREACHABLE("unreachable"),
        /** The proxy that stands before it does not work, whatever it would say itself. */
        PROXY("proxy"),
        /** It was asked, and nothing came back. */
        SILENT("silent"),
        /** A web seed to which the connection breaks. */
        BROKEN("broken"),
        /** It answered, and not with what it was asked for. */
        REFUSED("refused"),
        /** A web seed that gives whole files alone. */
        NO_RANGES("no ranges"),
        /** A web seed that has other bytes than were published. */
        WRONG_BYTES("wrong bytes");

        private final String label;

        Fault(String label) {
            this.label = label;
        }

        /** The fault in a word or two, for programs. */
        public String label() {
            return label;
        }
    }
}
