package org.seedbank.cli.tracker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.seedbank.catalog.Catalog;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.ListenAddress;
import org.seedbank.cli.option.TimeSpan;
import org.seedbank.cli.option.WholeNumber;
import org.seedbank.integrity.HostPort;
import org.seedbank.node.tracking.CatalogTracker;
import org.seedbank.tracker.api.TrackerAccess;
import org.seedbank.tracker.api.TrackerBounds;
import org.seedbank.tracker.api.TrackerSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Is a tracker. */
@Command(
        name = "tracker",
        description = {
            "",
            "Runs until SIGTERM or Ctrl-C, and then ends with exit code 0. Answers announces and scrapes over HTTP and UDP"
                    + " on one port, and shows at /stats who has how much of what, without addresses of peers.",
            "",
            "May be announced: what the catalogs hold, and nothing else. What is withdrawn there leaves at once if the"
                    + " catalog is a folder of this machine, else within --refresh. Nothing leaves this machine but answers.",
            "",
            "With --members, each request needs a key of 'seedbank tracker key add' in its address."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "  seedbank tracker",
            "  seedbank tracker --listen 127.0.0.1:6969 --catalog local",
            "  seedbank tracker --members"
        },
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.CATALOG})
public final class TrackerCommand implements Callable<Integer> {

    private static final HostPort EVERYWHERE = new HostPort("::", 6_969);
    private static final Duration SHORTEST_REFRESH = Duration.ofSeconds(5);
    private static final Duration LONGEST_REFRESH = Duration.ofDays(1);

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS:PORT",
            converter = ListenAddress.class,
            description = "Listen at this IP address and port, for TCP and UDP; repeat it for several. [::] is all"
                    + " addresses, port 0 any free one. Default: [::]:6969.")
    private List<HostPort> listen = new ArrayList<>();

    @Option(
            names = "--catalog",
            paramLabel = "CATALOG",
            description =
                    "Allow what this catalog holds: a name from 'seedbank catalog list', or a place as elsewhere; repeat"
                            + " it for several. Default: the default catalog, or none with --open.")
    private List<String> catalogs = new ArrayList<>();

    @Option(names = "--open", description = "Allow anything that somebody announces, also what no catalog holds.")
    private boolean open;

    @Option(
            names = "--members",
            description = "Answer only who has a key: the announce address is http://HOST:PORT/KEY/announce.")
    private boolean members;

    @Option(
            names = "--connect-back",
            description =
                    "Tell peers that are announced whether their port is open, as 'seedbank doctor' asks: connects to"
                            + " who asks, at the port that was announced, and to nobody else.")
    private boolean connectBack;

    @Option(
            names = "--behind-proxy",
            arity = "0..1",
            paramLabel = "ADDRESS",
            fallbackValue = "127.0.0.1",
            description = "Believe a reverse proxy on this machine, or at this IP address, where it says in"
                    + " X-Forwarded-For or X-Real-IP who asks; repeat it for several.")
    private List<String> proxies = new ArrayList<>();

    @Option(
            names = "--refresh",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description = "List each catalog again after this time, from 5s to 1d. Default: 1m.")
    private Duration refresh = TrackerRun.REFRESH;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description =
                    "Have peers announce again after this time, from 5s to 2h; it grows with their number. Default:"
                            + " 10m.")
    private Duration interval = TrackerBounds.USUAL.interval();

    @Option(
            names = "--max-peers",
            paramLabel = "N",
            converter = WholeNumber.Bound.class,
            description = "Remember at most so many peers, in all swarms. Default: 500000.")
    private int maxPeers = TrackerBounds.USUAL.peers();

    @Option(
            names = "--max-torrents",
            paramLabel = "N",
            converter = WholeNumber.Bound.class,
            description = "Remember peers of at most so many infohashes. Default: 100000.")
    private int maxTorrents = TrackerBounds.USUAL.torrents();

    @Option(
            names = "--announces-per-minute",
            paramLabel = "N",
            converter = WholeNumber.Bound.class,
            description = "Answer one address at most so often, 0 for any number. Default: 3000.")
    private int announcesPerMinute = TrackerBounds.USUAL.announcesPerMinute();

    @Option(
            names = "--torrents-per-address",
            paramLabel = "N",
            converter = WholeNumber.Bound.class,
            description = "Remember one address in at most so many swarms, 0 for any number. Default: 20000.")
    private int torrentsPerAddress = TrackerBounds.USUAL.torrentsPerAddress();

    private TrackerCommand(Context context) {
        this.context = context;
    }

    /** The command with those below it. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new TrackerCommand(context)).addSubcommand(TrackerKeyCommand.commandLine(context));
    }

    /** To be ended is what it is for, so that is no failure. */
    @Override
    public Integer call() {
        try {
            TrackerSettings settings = settings();
            Duration listing =
                    TimeSpan.within(spec.commandLine(), "--refresh", refresh, SHORTEST_REFRESH, LONGEST_REFRESH);
            TrackerRun run = new TrackerRun(context);
            Map<String, Supplier<Catalog>> sources = run.sources(catalogs, !open);
            CatalogTracker tracker = run.open(settings, sources, listing);
            try {
                new CountDownLatch(1).await();
            } finally {
                tracker.close();
            }
        } catch (InterruptedException e) {
            context.terminal().say("ending the tracker, as it was told to by a signal");
        }
        context.terminal().say("the tracker has ended");
        return ExitCodes.OK;
    }

    private TrackerSettings settings() {
        try {
            TrackerBounds bounds =
                    new TrackerBounds(maxTorrents, maxPeers, announcesPerMinute, torrentsPerAddress, interval);
            List<HostPort> places = listen.isEmpty() ? List.of(EVERYWHERE) : listen;
            return new TrackerSettings(
                    context.home().tracker(), places, access(), bounds, TrackerRun.connectBack(connectBack, places));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private TrackerAccess access() {
        if (proxies.isEmpty()) {
            return new TrackerAccess(open, members, Optional.empty());
        }
        Set<InetAddress> trusted = new HashSet<>();
        for (String each : proxies) {
            try {
                if (!new HostPort(each, 0).isAddress()) {
                    throw new IllegalArgumentException("'%s' is no IP address".formatted(each));
                }
                trusted.add(InetAddress.getByName(each));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("'%s' is no IP address".formatted(each), e);
            }
        }
        return new TrackerAccess(open, members, Optional.of(trusted));
    }
}
