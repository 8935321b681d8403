package org.seedbank.cli.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.NodeUse;
import org.seedbank.cli.option.TimeSpan;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.status.NodeText;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.Order;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has the node look after a folder of torrents. */
@Command(
        name = "watch",
        header = "Fetch and seed the .torrent files that appear in a folder.",
        description = {
            "",
            "Those that leave DIR are stopped; their data is kept. Files that are still being written are left until they"
                    + " are whole. It goes on until 'seedbank node cancel'; 'seedbank node status' shows how it does."
        },
        footer = {"  seedbank node watch torrents -d copies", "  seedbank node status"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class NodeWatchCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "DIR", description = "The folder to look into.")
    private Path folder;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "TARGET",
            required = true,
            description = "The folder to fetch into.")
    private Path target;

    NodeWatchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Order order = new Order.Watch(NodeUse.absolute(folder), NodeUse.absolute(target));
        NodeText.sayOrder(NodeUse.node(context).order(order), context.terminal());
        return ExitCodes.OK;
    }

    /** Has the node publish what is put into a folder. */
    @Command(
            name = "drop",
            header = "Publish each file or folder that is put into a folder.",
            description = {
                "",
                "Each is published once it has been quiet for a while, as by 'publish', and seeded where it lies; where others may"
                        + " write to the folder too, it is moved to one of the node's own beside it first. The folder is"
                        + " looked at every 5 seconds. It goes on until 'seedbank node cancel'; 'seedbank node status' shows"
                        + " what was published and what is waited for. Given again, it changes how long is waited."
            },
            footer = {"  seedbank node drop outbox", "  seedbank node drop outbox --catalog lab --quiet-for 1m"},
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Drop implements Callable<Integer> {

        private final Context context;

        @Parameters(paramLabel = "DIR", description = "The folder to look into.")
        private Path folder;

        @Option(
                names = "--catalog",
                paramLabel = "NAME",
                description = "The catalog that lists what is published. Default: the one in use.")
        private String catalog;

        @Option(
                names = "--quiet-for",
                paramLabel = "TIME",
                converter = TimeSpan.class,
                description = "How long nothing of it may have changed, from 5s to 1d. Default: 60s.")
        private Duration quiet;

        @Spec
        private CommandSpec spec;

        Drop(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            Optional<Duration> quietFor = quiet();
            Optional<String> named = Optional.ofNullable(catalog).map(each -> NodeUse.catalog(context, each));
            Order order = new Order.Drop(NodeUse.absolute(folder), named, quietFor);
            NodeText.sayOrder(NodeUse.node(context).order(order), context.terminal());
            return ExitCodes.OK;
        }

        private Optional<Duration> quiet() {
            return Optional.ofNullable(quiet)
                    .map(time -> TimeSpan.within(
                            spec.commandLine(), "--quiet-for", time, Order.Drop.LEAST_QUIET, Order.Drop.MOST_QUIET));
        }
    }

    /** Ends an order. */
    @Command(
            name = "cancel",
            header = "End an order of watch, drop, follow or link.",
            description = {"", "What it has brought stays. 'seedbank node status' shows the orders with their IDs."},
            footer = {"  seedbank node status", "  seedbank node cancel watch-1"},
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Cancel implements Callable<Integer> {

        private final Context context;

        @Parameters(paramLabel = "ID", description = "The order's name, such as watch-1.")
        private String id;

        Cancel(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            NodeControl node = context.nodes().required();
            node.cancel(id);
            context.terminal().out().println(SafeText.line("cancelled %s".formatted(id)));
            return ExitCodes.OK;
        }
    }
}
