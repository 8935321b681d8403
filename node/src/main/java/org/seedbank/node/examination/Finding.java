package org.seedbank.node.examination;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.json.Derived;

/**
 * One thing that was looked at to find out why something stands still, and what was found: a kind, and the facts of the case.
 * Whoever shows it has the words. Facts can hold strangers' texts.
 *
 * @param kind what was found
 * @param facts the facts, as many as the kind has
 */
public record Finding(Kind kind, List<String> facts) {

    /** The first fact of a finding about the proxy that the node was told to use. */
    public static final String OWN_PROXY = "the node's proxy";

    /** Subjects of which there are several. The first fact of all their kinds names the one. */
    private static final Set<String> SEVERAL =
            Set.of("disk", "proxy", "catalog", "listening", "tracker", "address", "web seed", "peer");

    /** Tells whether something is as it should be. */
    public enum Health {
        /** It is. */
        GOOD("good"),
        /** It may be meant so, or others stand in for it. */
        NOTE("note"),
        /** It is not. */
        BAD("bad");

        private final String label;

        Health(String label) {
            this.label = label;
        }

        /** In one word, for programs. */
        public String label() {
            return label;
        }
    }

    /** Kinds of findings, each with what was looked at. Never renamed. */
    public enum Kind {
        /** libtorrent and Java share their signals. */
        SIGNALS_WELL("signals", Health.GOOD, 0),
        /** They do not, so that the process can end at any moment. Facts: the library that is not loaded. */
        SIGNALS_UNGUARDED("signals", Health.BAD, 1),
        /** There is no libtorrent for this system, so nothing is sent or fetched. Facts: the system. */
        LIBTORRENT_MISSING("libtorrent", Health.NOTE, 1),
        /** Facts: a folder, and the bytes that are free there. */
        DISK_WELL("disk", Health.GOOD, 2),
        /** Facts: a folder, and the bytes that are free there. */
        DISK_FULL("disk", Health.BAD, 2),
        /** Facts: a folder, and how many milliseconds a mebibyte took to be on the disk. */
        DISK_SLOW("disk", Health.NOTE, 2),
        /** Facts: a folder, and why nothing can be written there. */
        DISK_UNUSABLE("disk", Health.BAD, 2),
        /** Facts: the proxy. */
        PROXY_WELL("proxy", Health.GOOD, 1),
        /** Facts: the proxy, its variable or whose it is, and what is wrong with it. */
        PROXY_WRONG("proxy", Health.BAD, 2),
        /** Facts: a catalog's name, and how many entries it has. */
        CATALOG_WELL("catalog", Health.GOOD, 2),
        /** Facts: a catalog's name, and why it cannot be read. */
        CATALOG_UNREACHABLE("catalog", Health.BAD, 2),
        /** Facts: the hosts whose clocks agree with this machine's. */
        CLOCK_WELL("clock", Health.GOOD, 1),
        /** Several agree. Facts: the seconds that this machine's clock is off, {@code ahead of} or {@code behind}, and the hosts. */
        CLOCK_WRONG("clock", Health.BAD, 3),
        /** This machine's clock and another differ, and no third tells which is wrong. Facts: as of the one that is wrong. */
        CLOCK_DOUBTED("clock", Health.NOTE, 3),
        /** No node runs, so that nothing is seeded. */
        NODE_MISSING("node", Health.NOTE, 0),
        /** The node runs and its threads answer. Facts: since when. */
        NODE_WELL("node", Health.GOOD, 1),
        /** libtorrent, or a thread, does not answer. Facts: which, and for how long. */
        THREAD_STUCK("node", Health.BAD, 1),
        /** The node reaches its own machine only. */
        REACH_MACHINE("reach", Health.NOTE, 0),
        /** The node reaches its own network only. */
        REACH_NETWORK("reach", Health.GOOD, 0),
        /** The node reaches everybody. */
        REACH_PUBLIC("reach", Health.GOOD, 0),
        /** Facts: the address, and why the node cannot listen there. */
        CANNOT_LISTEN("listening", Health.BAD, 2),
        /** Facts: the addresses. */
        LISTENS("listening", Health.GOOD, 1),
        /** A peer of another machine has come in by itself. Facts: the port, and when. */
        PORT_OPEN("port", Health.GOOD, 2),
        /** None has. Facts: the port, and since when it could have. */
        PORT_UNPROVEN("port", Health.NOTE, 2),
        /** Another node was asked to connect back, and could. Facts: the port, that node, and what it said. */
        PORT_REACHED("port", Health.GOOD, 3),
        /** Another node was asked to connect back, and could not. Facts: the port, that node, and what it said. */
        PORT_CLOSED("port", Health.BAD, 3),
        /** Another node could not be asked. Facts: that node, and why. */
        PORT_NOT_ASKED("port", Health.BAD, 2),
        /** Another node could not be asked, as there is no way to it from here. Facts: that node, and why. */
        PORT_NO_WAY("port", Health.BAD, 2),
        /** A tracker that could tell does not. Facts: its address, and why. */
        PORT_NOT_TOLD("port", Health.NOTE, 2),
        /** UDP packets of another node are answered. Facts: the port, and that node. */
        UDP_REACHED("UDP", Health.GOOD, 2),
        /** UDP packets of another node are not answered. Facts: the port, and that node. */
        UDP_NOT_REACHED("UDP", Health.NOTE, 2),
        /** Facts: what the router has opened. */
        MAPPING_WELL("router", Health.GOOD, 1),
        /** Facts: by what it was asked, and what it said. */
        MAPPING_FAILED("router", Health.NOTE, 2),
        /** Facts: who has answered. */
        UDP_WELL("UDP", Health.GOOD, 1),
        /** Nobody answers over UDP, and others do over TCP. Facts: who was asked in vain, and who answers over TCP. */
        UDP_BLOCKED("UDP", Health.BAD, 2),
        /** The machine has no address by which it could reach another. */
        OFF_LINE("network", Health.BAD, 0),
        /** Nobody answers, over UDP nor otherwise. Facts: who was asked over UDP. */
        NETWORK_SILENT("network", Health.BAD, 1),
        /** Facts: how many nodes are known. */
        DHT_WELL("DHT", Health.GOOD, 1),
        /** No node of the DHT is known yet, and it has only just begun. Facts: since when it looks for them. */
        DHT_BEGINS("DHT", Health.NOTE, 1),
        /** No node of the DHT is known. Facts: since when none is. */
        DHT_EMPTY("DHT", Health.BAD, 1),
        /** Facts: its address, and what it counts. */
        TRACKER_WELL("tracker", Health.GOOD, 2),
        /** It does not help, and no other does. Facts: its address, and its words. */
        TRACKER_FAILS("tracker", Health.BAD, 2),
        /** It does not help, and another does. Facts: its address, and its words. */
        TRACKER_FAILS_ALONE("tracker", Health.NOTE, 2),
        /** It does not help, and another has not answered yet. Facts: its address, and its words. */
        TRACKER_FAILS_FIRST("tracker", Health.NOTE, 2),
        /** A tracker, web seed or peer is not asked, for a reason that has no kind of its own. Facts: its address, and why. */
        NOT_ASKED("address", Health.NOTE, 2),
        /** One is not asked as it leads inwards. Facts: its address, and why. */
        NOT_ASKED_PRIVATE("address", Health.NOTE, 2),
        /** One is not asked as the node does not reach so far. Facts: its address, and why. */
        NOT_ASKED_BEYOND("address", Health.NOTE, 2),
        /** A tracker, web seed or peer is not reached because of the proxy before it. Facts: its address, and what is wrong. */
        BEHIND_BAD_PROXY("proxy", Health.BAD, 2),
        /** Facts: its address. */
        WEB_SEED_WELL("web seed", Health.GOOD, 1),
        /** Facts: its address, and its answer. */
        WEB_SEED_DEAD("web seed", Health.BAD, 2),
        /** It sends whole files alone. Facts: its address, and its answer. */
        WEB_SEED_WITHOUT_RANGES("web seed", Health.BAD, 2),
        /** It sends other bytes than were published. Facts: its address, and which. */
        WEB_SEED_WRONG("web seed", Health.BAD, 2),
        /** A named peer does not answer. Facts: its address, and why. */
        PEER_FAILS("peer", Health.NOTE, 2),
        /** A named peer answers, and does not offer the dataset. Facts: its address. */
        PEER_DECLINES("peer", Health.NOTE, 1),
        /** A named peer is left out for wrong bytes. Facts: its address. */
        PEER_WRONG("peer", Health.NOTE, 1),
        /** Facts: how many that have everything are connected. */
        SEEDED("peers", Health.GOOD, 1),
        /** Those who have everything send nothing of it for ten seconds. Facts: how many of them are connected. */
        SEEDS_SEND_NOTHING("peers", Health.BAD, 1),
        /** Bytes come in, though nobody who is connected says that it has everything. Facts: how many are connected, and their copies. */
        PEERS_SEND("peers", Health.GOOD, 2),
        /** Peers that are connected send nothing any more. Facts: how many there are, and when the last byte came. */
        PEERS_SILENT("peers", Health.BAD, 2),
        /** Nobody was found. Facts: when somebody with everything was last seen, or {@code never}. */
        NOBODY_FOUND("peers", Health.BAD, 1),
        /** Nobody answers. Facts: how many are known, and when somebody with everything was last seen, or {@code never}. */
        NOBODY_ANSWERS("peers", Health.BAD, 2),
        /**
         * Those who answer do not offer what is missing. Facts: how many there are, and when somebody with everything was last seen, or
         * {@code never}.
         */
        NOBODY_OFFERS("peers", Health.BAD, 2),
        /**
         * Nobody answers, and nobody has come in: this machine may be closed as theirs may be. Facts: how many are known, the port,
         * and when somebody with everything was last seen, or {@code never}.
         */
        BOTH_CLOSED("peers", Health.BAD, 3),
        /**
         * Nobody who is connected has everything. Facts: how many are connected, how many copies they have together, or {@code
         * unknown}, and when somebody with everything was last seen, or {@code never}.
         */
        NOBODY_SEEDS("peers", Health.BAD, 3),
        /**
         * Those who are connected show nothing of what is missing, or let nothing be asked for. Facts: how many are connected, and when somebody with everything was
         * last seen, or {@code never}.
         */
        NOTHING_OFFERED("peers", Health.BAD, 2),
        /** What was published is served, and nobody is connected. */
        NOBODY_ASKS("peers", Health.NOTE, 0),
        /** Its torrent is private (BEP 27) and names no tracker, so that nobody is asked for peers. */
        PRIVATE_WITHOUT_TRACKER("private", Health.BAD, 0),
        /** Nothing may be received, as a person has said. Facts: by which limit. */
        DOWN_IS_ZERO("limit", Health.BAD, 1),
        /** Nothing may be sent, as a person has said. Facts: by which limit. */
        UP_IS_ZERO("limit", Health.NOTE, 1),
        /** A person has paused it. */
        PAUSED("dataset", Health.NOTE, 0),
        /** Something of the dataset itself keeps it from going on. Facts: its state, and why. */
        STATE("dataset", Health.BAD, 2);

        private final String subject;
        private final Health health;
        private final int facts;

        Kind(String subject, Health health, int facts) {
            this.subject = subject;
            this.health = health;
            this.facts = facts;
        }

        /** The kind between programs: lower-case words. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    /** Copies the facts. Throws {@link IllegalArgumentException} when they are not as many as the kind has. */
    public Finding {
        Objects.requireNonNull(kind, "kind");
        facts = List.copyOf(facts);
        if (facts.size() != kind.facts) {
            throw new IllegalArgumentException("%s has %d facts, not %d".formatted(kind, kind.facts, facts.size()));
        }
    }

    /** A finding of a kind. */
    public static Finding of(Kind kind, String... facts) {
        return new Finding(kind, List.of(facts));
    }

    /** What was looked at, in a word. */
    @Derived
    public String subject() {
        return kind.subject;
    }

    /** Whether it is as it should be. */
    @Derived
    public Health health() {
        return kind.health;
    }

    /** Which of several things it is about, such as a disk or a tracker; empty where there is one alone. */
    public Optional<String> about() {
        return SEVERAL.contains(kind.subject) ? Optional.of(facts.get(0)) : Optional.empty();
    }

    /** Tells whether both say how the same thing stands, so that one of them is enough. */
    public boolean isOfSame(Finding other) {
        return kind.subject.equals(other.kind.subject) && about().equals(other.about());
    }
}
