package org.seedbank.cli.frame;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.seedbank.cli.screen.FindingText;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.Remedy.Kind;
import org.seedbank.node.api.OwnLimit;
import org.seedbank.node.api.ReachText;
import org.seedbank.swarm.Network;

/** Words for remedies that name this program's commands and options. */
public final class RemedyWords {

    private static final String OUT_OF_MACHINE =
            "'seedbank node reach network' or 'seedbank node reach public' changes that";

    private static final String OUT_OF_NETWORK = "'seedbank node reach public' changes that";

    /** Templates, in which {@code %s} stands for a fact. */
    private static final Map<Kind, String> WORDS = new EnumMap<>(Map.ofEntries(
            Map.entry(Kind.ADVICE, "%s"),
            Map.entry(Kind.FOLLOW_LINKS, "%s, or publish with --follow-symlinks"),
            Map.entry(
                    Kind.SEE_PATHS, "see its files with show --json; their paths begin below the dataset's own folder"),
            Map.entry(Kind.SEE_MEMBERS, "see its files with show --json, and check patterns and members"),
            Map.entry(Kind.SEE_FILES, "see its files with show, and check the patterns"),
            Map.entry(Kind.LEAVE_OUT, "move them out, or leave them out with --exclude or a '.seedbankignore'"),
            Map.entry(
                    Kind.LEAVE_OUT_SECRETS,
                    "leave it out with --exclude or a '.seedbankignore', or publish it with --include-secrets"),
            Map.entry(
                    Kind.WRONG_WEB_SEED,
                    "put the files there as they are here, or name it all the same with --check-web-seed=no"),
            Map.entry(Kind.OTHER_FORMAT, "rename them, or use --format %s"),
            Map.entry(
                    Kind.FETCH_IT,
                    "fetch it with get or add; here, use a serial, a digest, or the .torrent file or URL"),
            Map.entry(Kind.OTHER_FOLDER, "%s, or choose another folder with -d"),
            Map.entry(
                    Kind.OTHER_DISK,
                    "choose a folder on another disk with -d, or have names that it cannot hold changed with"
                            + " --rename-unsafe"),
            Map.entry(
                    Kind.OTHER_PLACE,
                    "nothing was touched; choose another folder with -d or another name with --as, keep what is right"
                            + " with --adopt, or have them replaced with --overwrite"),
            Map.entry(
                    Kind.ALLOW_PRIVATE, "use the address that it leads to, or --allow-private if you trust the server"),
            Map.entry(Kind.CONFIRM_NAME, "if you want it all the same, give it a name with --as"),
            Map.entry(
                    Kind.OTHER_NAME,
                    "choose another name with --as; if it is inside the dataset, its publisher has to rename it"),
            Map.entry(
                    Kind.LOCAL_DISK,
                    "keep it on a disk of this machine: SEEDBANK_HOME says where seedbank's folders lie"),
            Map.entry(
                    Kind.EXECUTABLE_CACHE,
                    "set SEEDBANK_CACHE to a folder that you may write to, on a file system that executes programs"),
            Map.entry(
                    Kind.OTHER_SYSTEM,
                    "use Linux on x86-64 for that; here work 'verify', 'manifest', 'bag', 'list', 'show', 'catalog', and"
                            + " 'publish --dry-run --torrent FILE', whose torrent any BitTorrent program can seed"),
            Map.entry(Kind.START_NODE, "start one with 'seedbank node start'"),
            Map.entry(
                    Kind.STOP_NODE,
                    "use it as it is, end it first with 'seedbank node stop', or start it anew with 'seedbank node restart',"
                            + " which takes the same options"),
            Map.entry(
                    Kind.RESTART_NODE,
                    "see its log with 'seedbank node status', or start it anew with 'seedbank node restart'"),
            Map.entry(
                    Kind.RESTORE_BACKUP,
                    "put a backup back with 'seedbank node restore', or start the node with 'seedbank node start',"
                            + " which takes over what can still be read"),
            Map.entry(Kind.SEE_DATASETS, "see what it has with 'seedbank status'"),
            Map.entry(Kind.SEE_ORDERS, "see what it has with 'seedbank node status'"),
            Map.entry(Kind.SEE_KEYS, "see which keys there are with 'seedbank tracker key list'"),
            Map.entry(
                    Kind.OTHER_KEY,
                    "choose another name, or remove that key first with 'seedbank tracker key remove'; a key itself is shown"
                            + " only once"),
            Map.entry(
                    Kind.REMOVE_KEYS,
                    "remove keys that have expired with 'seedbank tracker key remove'; 'seedbank tracker key list' shows"
                            + " them"),
            Map.entry(Kind.PUBLISH_AGAIN, "see 'seedbank status', then publish it again"),
            Map.entry(Kind.AWAIT_MOVE, "wait until that has ended; 'seedbank status' tells"),
            Map.entry(
                    Kind.COPY_OR_MOVE,
                    "use it there; 'seedbank get --copy %1$s -d DIR' makes another copy of it, and 'seedbank move %1$s NEWPATH'"
                            + " brings it elsewhere"),
            Map.entry(
                    Kind.AWAIT_ARRIVAL,
                    "'seedbank status %1$s' shows how it comes along there; where that is the wrong place, 'seedbank remove %1$s' gives"
                            + " it up, and it can be fetched to another"),
            Map.entry(
                    Kind.FREE_PLACE,
                    "choose a place where nothing is; what was moved there already is told with 'seedbank relocate'"),
            Map.entry(Kind.SAY_WHERE, "if it was moved already, say where to with 'seedbank relocate'"),
            Map.entry(
                    Kind.NAME_PLACE,
                    "name the folder or file that the dataset is now; see what belongs to it with 'seedbank show'"),
            Map.entry(Kind.LINK_BY_NAME, "cancel the order, and give it again with '--symbolic'"),
            Map.entry(
                    Kind.OTHER_SERVING_PLACE,
                    "choose another address or port with --serve-http, or end what uses this one"),
            Map.entry(
                    Kind.SERVE_HTTP,
                    "start it with 'seedbank node restart --serve-http ADDRESS:PORT', or publish without --serve"),
            Map.entry(
                    Kind.SAY_SERVED_URL,
                    "say under which address others reach it: 'seedbank node restart --serve-http ADDRESS:PORT"
                            + " --serve-url URL'"),
            Map.entry(
                    Kind.CHECK_SERVED_URL,
                    "see that '%s' leads to the node's port, through every firewall and server in between, or say another"
                            + " with 'seedbank node restart --serve-url'"),
            Map.entry(
                    Kind.REACH_BEYOND_MACHINE,
                    "try again when somebody seeds it; the node reaches this machine only, and " + OUT_OF_MACHINE),
            Map.entry(
                    Kind.REACH_BEYOND_NETWORK,
                    "try again when somebody seeds it; the node reaches this network only, and " + OUT_OF_NETWORK)));

    private RemedyWords() {}

    /** The advice in one line. */
    public static String of(Remedy remedy) {
        return WORDS.get(remedy.kind()).formatted(remedy.facts().toArray());
    }

    /** How little of the world a node reaches, and what changes that; empty where it reaches everybody. */
    public static Optional<String> reach(Network network) {
        return ReachText.limit(network)
                .map(limit -> limit + ", and " + further(limit).orElseThrow());
    }

    /** The command that lifts a limit of one's own, if that is the reason why nothing comes; empty for any other reason. */
    public static Optional<String> lifting(String reason, String ref) {
        return Stream.of(OwnLimit.values())
                .filter(limit -> reason.equals(limit.whyNothingComes()))
                .map(limit -> FindingText.lifting(limit).formatted("down").replace("REF", ref))
                .findFirst();
    }

    /** Commands that make a node reach further, if a reason names its reach; empty for any other. */
    public static Optional<String> further(String reason) {
        return Stream.of(Network.LOCAL, Network.PRIVATE)
                .filter(network -> reason.contains(ReachText.limit(network).orElseThrow()))
                .map(network -> network == Network.LOCAL ? OUT_OF_MACHINE : OUT_OF_NETWORK)
                .findFirst();
    }
}
