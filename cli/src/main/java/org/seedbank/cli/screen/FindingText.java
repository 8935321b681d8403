package org.seedbank.cli.screen;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.seedbank.node.api.OwnLimit;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;

/**
 * Words for findings: what it is, how that is known, and the next step. Facts can be strangers' texts.
 *
 * @param said what was found
 * @param how how that is known
 * @param next what to do about it; empty where nothing is
 */
public record FindingText(String said, String how, String next) {

    private static final String ANOTHER = "ask another node with 'seedbank doctor --from HOST:PORT'";
    private static final String OPEN_PORT =
            "open port %1$s, TCP and UDP, in the firewall of this machine and of its network; what is fetched comes in all"
                    + " the same, and 'publish --serve' or a web seed serves without a port";
    private static final String PROXY_IS_SET =
            "a variable where it is set, the node's with 'seedbank node network --proxy'";
    private static final String PROXY = "mend the proxy, or set another one or none: " + PROXY_IS_SET;
    private static final String TRACKER = "ask its owner, or name another with 'seedbank edit REF --add-tracker URL'";
    /** What else helps those who lack something. */
    static final String NAME_A_PEER =
            "; a peer whose address you know is named with 'seedbank get REF --peer HOST:PORT'";

    private static final String OTHERS_TRACKER = "ask its owner";
    private static final String WEB_SEED =
            "mend the server and run 'seedbank resume REF', or take it out with 'seedbank edit REF --remove-web-seed URL'";
    private static final String ASK =
            "ask the publisher whether a seed is on line; one whose address you know is named with 'seedbank get REF --peer"
                    + " HOST:PORT'; where you both are behind routers, a relay helps: a node that both reach and that fetches it too";

    private static final String UPLOADING = "'seedbank limit' and 'seedbank schedule' on that machine tell";

    /** Templates, in which {@code %1$s} stands for the first fact. */
    private static final Map<Kind, FindingText> WORDS = new EnumMap<>(Map.ofEntries(
            words(Kind.SIGNALS_WELL, "Java and libtorrent share their signals", "libjsig is loaded", ""),
            words(
                    Kind.SIGNALS_UNGUARDED,
                    "libjsig is not loaded, and libtorrent would end this process without a trace",
                    "it is not in the map of this process",
                    "start seedbank with its launcher, or with LD_PRELOAD=%1$s; a Java without that file will not do: name another in SEEDBANK_JAVA_HOME"),
            words(
                    Kind.LIBTORRENT_MISSING,
                    "there is no libtorrent for this system (%1$s), so nothing can be seeded or fetched here",
                    "it is not among the libraries of the program",
                    "use Linux on x86-64 for that; what only reads files and catalogs works here too"),
            words(Kind.DISK_WELL, "'%1$s' has %2$s free", "a mebibyte was written there", ""),
            words(
                    Kind.DISK_FULL,
                    "'%1$s' has only %2$s free",
                    "the file system says so",
                    "free some space there, or choose another disk with -d"),
            words(
                    Kind.DISK_SLOW,
                    "the disk of '%1$s' is slow: a mebibyte took %2$s ms",
                    "it was written and waited for",
                    "see what else uses the disk, or keep data on another one"),
            words(
                    Kind.DISK_UNUSABLE,
                    "nothing can be written to '%1$s': %2$s",
                    "it was tried",
                    "see its owner and rights; SEEDBANK_HOME names another folder"),
            words(Kind.PROXY_WELL, "somebody listens at %1$s", "a connection was opened", ""),
            words(
                    Kind.PROXY_WRONG,
                    "cannot use %1$s: %2$s",
                    "a connection was tried",
                    "set it to the proxy of your network, such as http://proxy.example.org:3128, or to none: "
                            + PROXY_IS_SET),
            words(Kind.CATALOG_WELL, "'%1$s' can be read, and has %2$s", "it was asked", ""),
            words(
                    Kind.CATALOG_UNREACHABLE,
                    "'%1$s': %2$s",
                    "it was asked",
                    "see 'seedbank catalog list' for its address; for Google Drive 'seedbank doctor drive' tells more"),
            words(Kind.CLOCK_WELL, "agrees with that of %1$s", "answers over HTTP bear the time", ""),
            words(
                    Kind.CLOCK_WRONG,
                    "this machine's clock is %1$s %2$s those of %3$s",
                    "their answers over HTTP bear the time, and agree",
                    "set this machine's clock; 'timedatectl set-ntp true' keeps it right"),
            words(
                    Kind.CLOCK_DOUBTED,
                    "this machine's clock is %1$s %2$s that of %3$s, and no other server tells which is wrong",
                    "its answer over HTTP bears the time",
                    "compare this machine's clock with another; 'timedatectl set-ntp true' keeps it right"),
            words(
                    Kind.NODE_MISSING,
                    "no node runs here, so nothing is seeded or fetched in the background",
                    "nobody has the lock of its folder",
                    "start one with 'seedbank node start'"),
            words(Kind.NODE_WELL, "runs since %1$s and answers", "it was asked", ""),
            words(
                    Kind.THREAD_STUCK,
                    "the node is stuck: %1$s",
                    "its network thread is asked every five seconds",
                    "'seedbank node restart' starts it anew; it does so by itself after a minute"),
            words(
                    Kind.REACH_MACHINE,
                    "the node reaches this machine only",
                    "that is its setting",
                    "'seedbank node reach network' or 'seedbank node reach public' changes that"),
            words(Kind.REACH_NETWORK, "the node reaches this network only", "that is its setting", ""),
            words(Kind.REACH_PUBLIC, "the node reaches everybody", "that is its setting", ""),
            words(
                    Kind.CANNOT_LISTEN,
                    "nobody can connect to %1$s: %2$s",
                    "the system refused it",
                    "see which program has the port, or choose another with 'seedbank node restart --port'; 'seedbank node network"
                            + " --listen all' listens at all addresses"),
            words(Kind.LISTENS, "%1$s", "the system lets it", ""),
            words(
                    Kind.PORT_OPEN,
                    "port %1$s was open at %2$s, when another machine came in last",
                    "a peer has connected by itself then",
                    ""),
            words(
                    Kind.PORT_UNPROVEN,
                    "nobody of another machine has come in at port %1$s since %2$s",
                    "no peer has connected by itself, which may mean a firewall, or that nobody wants anything",
                    ANOTHER),
            words(Kind.PORT_REACHED, "port %1$s is open: %2$s connected back, %3$s", "it was asked just now", ""),
            words(
                    Kind.PORT_CLOSED,
                    "port %1$s is closed from outside: %2$s says '%3$s'",
                    "it was asked to connect back just now",
                    OPEN_PORT),
            words(
                    Kind.PORT_NOT_ASKED,
                    "%1$s could not be asked to connect back: %2$s",
                    "it was asked just now",
                    "its owner allows it with 'seedbank node run --connect-back'; see the address and the port"),
            words(
                    Kind.PORT_NO_WAY,
                    "%1$s could not be asked to connect back: %2$s",
                    "it was tried just now",
                    "check the name or address, and whether this machine is in its network or on line"),
            words(
                    Kind.PORT_NOT_TOLD,
                    "the tracker %1$s does not tell whether the port is open: %2$s",
                    "it was asked just now",
                    "try again in a minute, or " + ANOTHER),
            words(Kind.UDP_REACHED, "port %1$s is open for UDP too", "a packet of %2$s was answered", ""),
            words(
                    Kind.UDP_NOT_REACHED,
                    "port %1$s does not answer UDP",
                    "a packet of %2$s was not answered",
                    "open it for UDP too; peers use TCP meanwhile"),
            words(Kind.MAPPING_WELL, "%1$s", "it answered", ""),
            words(
                    Kind.MAPPING_FAILED,
                    "%1$s did not open a port: %2$s",
                    "the router was asked",
                    "forward the port in the router's own pages, or leave it where nobody has to come in"),
            words(Kind.UDP_WELL, "gets through: %1$s", "the node has heard it", ""),
            words(
                    Kind.UDP_BLOCKED,
                    "UDP seems to be blocked: no answer from %1$s",
                    "over TCP, %2$s does answer",
                    "use trackers over http or https, and web seeds, which need no UDP; or have UDP let out of this network"),
            words(
                    Kind.OFF_LINE,
                    "this machine has no address but its own, so nobody can be reached",
                    "the system lists its addresses",
                    "connect it to a network; the node goes on by itself"),
            words(
                    Kind.NETWORK_SILENT,
                    "nobody outside answers: not %1$s",
                    "and nobody over TCP either",
                    "see whether this machine is on line, and whether a firewall or a missing proxy keeps it from the network"),
            words(Kind.DHT_WELL, "%1$s known", "the node counts them", ""),
            words(
                    Kind.DHT_BEGINS,
                    "its first nodes are still looked for, since %1$s",
                    "the node counts them",
                    "nothing has to be done: that takes a minute or two"),
            words(
                    Kind.DHT_EMPTY,
                    "no node of the DHT is known since %1$s",
                    "the node counts them",
                    "enter it by a node of your lab with 'seedbank node network --dht-bootstrap HOST:PORT', or use a"
                            + " tracker"),
            words(Kind.TRACKER_WELL, "%1$s answers: %2$s", "its last answer", ""),
            words(Kind.TRACKER_FAILS, "%1$s: %2$s", "its last answer, and no other tracker helps", TRACKER),
            words(
                    Kind.TRACKER_FAILS_FIRST,
                    "%1$s: %2$s",
                    "its last answer; another tracker has not answered yet",
                    TRACKER),
            words(Kind.TRACKER_FAILS_ALONE, "%1$s: %2$s", "its last answer; another tracker helps", TRACKER),
            words(
                    Kind.NOT_ASKED,
                    "%1$s is not asked: %2$s",
                    "the node's rules",
                    "see its address, and what 'seedbank node network' shows: through a proxy over HTTP, trackers over http and https"
                            + " are asked alone"),
            words(
                    Kind.NOT_ASKED_PRIVATE,
                    "%1$s is not asked: %2$s",
                    "the node's rules",
                    "'seedbank get REF --allow-private' lets private ones be asked"),
            words(
                    Kind.NOT_ASKED_BEYOND,
                    "%1$s is not asked: %2$s",
                    "the node's rules",
                    "'seedbank node reach' has the node reach further"),
            words(Kind.BEHIND_BAD_PROXY, "%1$s is not reached: %2$s", "it was tried", PROXY),
            words(Kind.WEB_SEED_WELL, "%1$s sends", "its last answer", ""),
            words(Kind.WEB_SEED_DEAD, "%1$s does not help: %2$s", "its last answer", WEB_SEED),
            words(Kind.WEB_SEED_WITHOUT_RANGES, "%1$s has no ranges: %2$s", "its last answer", WEB_SEED),
            words(
                    Kind.WEB_SEED_WRONG,
                    "%1$s has other bytes than were published: %2$s",
                    "what it sent was hashed",
                    WEB_SEED),
            words(Kind.PEER_FAILS, "%1$s: %2$s", "it was tried", "see whether its node runs, and its firewall"),
            words(
                    Kind.PEER_DECLINES,
                    "%1$s answers, and does not offer this dataset",
                    "it hung up when it heard which one is wanted; it is paused there, or not held",
                    "have it resumed or seeded there: 'seedbank status' on that machine tells"),
            words(
                    Kind.PEER_WRONG,
                    "%1$s has sent wrong bytes, and is left out",
                    "what it sent was hashed",
                    "have its copy looked at with 'seedbank verify'; others are asked meanwhile"),
            words(Kind.SEEDED, "connected to %1$s everything", "they say so", ""),
            words(
                    Kind.SEEDS_SEND_NOTHING,
                    "connected to %1$s everything, and nothing has come for ten seconds",
                    "they say so, and the node counts bytes",
                    "whoever has many others to serve comes to each in turn; else see whether uploading is turned off there: "
                            + UPLOADING),
            words(
                    Kind.PEERS_SEND,
                    "connected to %1$s, and bytes come in; they say that they have %2$s copies together",
                    "bytes came within the last seconds; who hands out an original piece by piece never says that it has all",
                    ""),
            words(
                    Kind.PEERS_SILENT,
                    "connected to %1$s, and nothing has come since %2$s",
                    "pieces were asked for, and neither a byte nor the end of a connection came",
                    "see whether the way there is cut, as by a cable, a VPN or a firewall; the node leaves who is silent for two"
                            + " minutes, and calls again by itself"),
            words(Kind.NOBODY_FOUND, "nobody who has it was found; last seen: %1$s", "all sources together", ASK),
            words(
                    Kind.NOBODY_ANSWERS,
                    "%1$s; somebody with all of it was last seen: %2$s",
                    "each was tried; addresses of one machine count once",
                    ASK),
            words(
                    Kind.NOBODY_OFFERS,
                    "%1$s; somebody with all of it was last seen: %2$s",
                    "each was called: it hung up when it heard which dataset is wanted, as where that is paused or not held, or has none"
                            + " of the missing pieces",
                    ASK),
            words(
                    Kind.BOTH_CLOSED,
                    "%1$s, and nobody has come in at port %2$s; somebody with all of it was last" + " seen: %3$s",
                    "each was tried, and no peer has connected by itself; two closed ports cannot reach each other",
                    "open port %2$s, or have a relay peer: a node of the lab that both reach and that has the dataset, as"
                            + " 'seedbank follow CATALOG -d DIR' keeps it"),
            words(
                    Kind.NOBODY_SEEDS,
                    "connected to %1$s not all of it either, %2$s copies together; somebody with all of it was"
                            + " last seen: %3$s",
                    "they say which pieces they have",
                    ASK),
            words(
                    Kind.NOTHING_OFFERED,
                    "connected to %1$s of it just now; somebody with all of it was last seen: %2$s",
                    "they show none of the missing pieces, or let none be asked for, as whoever may send nothing",
                    "see whether uploading is turned off there: " + UPLOADING + "; else " + ASK),
            words(
                    Kind.NOBODY_ASKS,
                    "nobody is connected just now",
                    "the node counts them",
                    "nothing has to be done; whether others can come in tells " + ANOTHER.substring(4)),
            words(
                    Kind.PRIVATE_WITHOUT_TRACKER,
                    "its torrent is private and names no tracker, so nobody can find who has it",
                    "the peers of a private torrent are had from its trackers alone",
                    "name one with 'seedbank edit REF --add-tracker URL'"),
            words(
                    Kind.DOWN_IS_ZERO,
                    "nothing may be received, so nothing is fetched",
                    "%1$s",
                    "lift it: 'seedbank limit --down none' for all together, 'seedbank limit REF --down none' for this one, and 'seedbank"
                            + " schedule remove N' takes out a rule of the schedule"),
            words(
                    Kind.UP_IS_ZERO,
                    "nothing may be sent, so nobody gets anything from here",
                    "%1$s",
                    "lift it: 'seedbank limit --up none' for all together, 'seedbank limit REF --up none' for this one, and 'seedbank"
                            + " schedule remove N' takes out a rule of the schedule"),
            words(Kind.PAUSED, "it is paused", "somebody has said so", "'seedbank resume REF' goes on with it"),
            words(Kind.STATE, "%1$s: %2$s", "the node has looked", "'seedbank status' names the next command")));

    /** Next steps of those who cannot change what the torrent names: it is another's. Who lacks something can name a peer as well. */
    private static final Map<Kind, String> OF_OTHERS = Map.of(
            Kind.TRACKER_FAILS,
            OTHERS_TRACKER,
            Kind.TRACKER_FAILS_ALONE,
            OTHERS_TRACKER,
            Kind.TRACKER_FAILS_FIRST,
            OTHERS_TRACKER,
            Kind.PRIVATE_WITHOUT_TRACKER,
            "ask its publisher, who can name one");

    private static final Set<Kind> LIMITS = Set.of(Kind.DOWN_IS_ZERO, Kind.UP_IS_ZERO);

    private static final Set<Kind> TRACKERS =
            Set.of(Kind.TRACKER_FAILS, Kind.TRACKER_FAILS_ALONE, Kind.TRACKER_FAILS_FIRST);

    private static Map.Entry<Kind, FindingText> words(Kind kind, String said, String how, String next) {
        return Map.entry(kind, new FindingText(said, how, next));
    }

    /** The words for a kind, without facts. */
    static FindingText words(Kind kind) {
        return WORDS.get(kind);
    }

    /** The next step of those who did not publish, where it is another; without facts. */
    static Optional<String> ofOthers(Kind kind) {
        return Optional.ofNullable(OF_OTHERS.get(kind));
    }

    /** The words for one that is about no dataset in particular. */
    public static FindingText of(Finding finding) {
        return of(finding, FindingSubject.NONE);
    }

    /** The words for one, whose next step is for this dataset. */
    public static FindingText of(Finding finding, FindingSubject subject) {
        FindingText words = WORDS.get(finding.kind());
        Object[] facts = facts(finding);
        return new FindingText(
                words.said.formatted(facts), words.how.formatted(facts), next(finding.kind(), facts, subject));
    }

    /** What lifts a limit of nothing; {@code %s} is {@code down} or {@code up}, REF a dataset that has it alone. */
    public static String lifting(OwnLimit limit) {
        return switch (limit) {
            case DATASET -> "'seedbank limit REF --%s none' lifts it";
            case ALL -> "'seedbank limit --%s none' lifts it";
            case SCHEDULE -> "'seedbank schedule' shows the rules, and 'seedbank schedule remove N' takes one out";
        };
    }

    private static Optional<String> lifting(Kind kind, Object limit) {
        String way = kind == Kind.DOWN_IS_ZERO ? "down" : "up";
        return Stream.of(OwnLimit.values())
                .filter(each -> LIMITS.contains(kind) && each.text().equals(limit))
                .map(each -> lifting(each).formatted(way))
                .findFirst();
    }

    private static String next(Kind kind, Object[] facts, FindingSubject subject) {
        if (kind == Kind.STATE && subject.next().isPresent()) {
            return subject.next().get();
        }
        String usual =
                (facts.length == 0 ? Optional.<String>empty() : lifting(kind, facts[0])).orElse(WORDS.get(kind).next);
        String next = subject.published() ? usual : ofOthers(kind).orElse(usual);
        if (!subject.published() && subject.lacks() && OF_OTHERS.containsKey(kind)) {
            next += NAME_A_PEER;
        }
        if (!subject.published() && !subject.isPrivate() && subject.dhtOff() && TRACKERS.contains(kind)) {
            next += "; 'seedbank node network --dht on' finds peers without trackers";
        }
        return next.replace("REF", subject.ref()).formatted(facts);
    }

    /** The facts as they are written in words. */
    private static Object[] facts(Finding finding) {
        Object[] facts = finding.facts().toArray();
        switch (finding.kind()) {
            case DISK_WELL, DISK_FULL ->
                facts[1] = Amounts.bytes(Long.parseLong(finding.facts().get(1)));
            case CLOCK_WRONG, CLOCK_DOUBTED ->
                facts[0] = Amounts.duration(
                        Duration.ofSeconds(Long.parseLong(finding.facts().get(0))));
            case DHT_WELL ->
                facts[0] = finding.facts().get(0).equals("1")
                        ? "1 node is"
                        : finding.facts().get(0) + " nodes are";
            case CATALOG_WELL ->
                facts[1] = finding.facts().get(1).equals("1")
                        ? "1 entry"
                        : finding.facts().get(1) + " entries";
            case NOBODY_ANSWERS, BOTH_CLOSED ->
                facts[0] = facts[0].equals("1")
                        ? "the one peer that is known does not answer"
                        : "none of %s known peers answers".formatted(facts[0]);
            case NOBODY_OFFERS ->
                facts[0] = facts[0].equals("1")
                        ? "the one peer that is known answers, and does not offer what is missing"
                        : "none of %s known peers offers what is missing, though they answer".formatted(facts[0]);
            case SEEDED, SEEDS_SEND_NOTHING, NOBODY_SEEDS ->
                facts[0] = facts[0].equals("1") ? "1 that has" : facts[0] + " that have";
            case NOTHING_OFFERED ->
                facts[0] = facts[0].equals("1") ? "1 that offers nothing" : facts[0] + " that offer nothing";
            default -> {}
        }
        return facts;
    }

    /** Prints some, each with its next step below it; a step that several have is said once, below the last of them. */
    public static void print(List<Finding> findings, FindingSubject subject, Terminal terminal) {
        Map<String, Integer> lastOf = new HashMap<>();
        for (int i = 0; i < findings.size(); i++) {
            lastOf.put(of(findings.get(i), subject).next, i);
        }
        for (int i = 0; i < findings.size(); i++) {
            Finding each = findings.get(i);
            FindingText text = of(each, subject);
            boolean last = lastOf.get(text.next) == i;
            Optional<String> step = text.step().filter(next -> last);
            print(each.health(), "%s: %s (%s)".formatted(each.subject(), text.said, text.how), step, terminal);
        }
    }

    /** Prints one, with what to do about it. */
    public static void print(Finding.Health health, String text, Optional<String> step, Terminal terminal) {
        terminal.out().println(SafeText.line("%-5s %s".formatted(word(health), text)));
        step.ifPresent(next -> terminal.out().println(SafeText.line("      " + next)));
    }

    /** What to do about it, if something is. */
    public Optional<String> step() {
        return Optional.of(next).filter(words -> !words.isEmpty());
    }

    private static String word(Finding.Health health) {
        return health == Finding.Health.GOOD ? "ok" : health.label();
    }
}
