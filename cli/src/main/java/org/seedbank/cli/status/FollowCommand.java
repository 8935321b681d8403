package org.seedbank.cli.status;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.NodeUse;
import org.seedbank.cli.option.TimeSpan;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;
import org.seedbank.node.api.OrderView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has the node fetch what a catalog lists. */
@Command(
        name = "follow",
        description = {
            "",
            "The node asks the catalog again and again, fetches what is not withdrawn, verifies it and seeds it. It goes on"
                    + " until 'seedbank node cancel'; 'seedbank node status' shows what came. Given again, it changes how"
                    + " often is asked.",
            "",
            "With --now and no folder, catalogs that are followed already are asked at once: the one that is named, or all."
        },
        footer = {
            "  seedbank follow lab -d copies",
            "  seedbank follow lab -d copies --match soil --every 1h",
            "  seedbank follow --now"
        },
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
public final class FollowCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "CATALOG", description = "A catalog's name, folder or address.")
    private String catalog;

    @Option(
            names = "--match",
            paramLabel = "TEXT",
            description = "Fetch only entries that have every one of these words, as with 'list'.")
    private String match;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            description = "The folder to fetch into.")
    private Path directory;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description = "The time between two questions to the catalog, from 1m to 7d. Default: 10m.")
    private Duration every;

    @Option(names = "--now", description = "Ask now, and say what came of it.")
    private boolean now;

    public FollowCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (directory == null && now && match == null && every == null) {
            return askNow();
        }
        if (catalog == null || directory == null) {
            throw wrong("name a catalog and, with -d, the folder to fetch into; or only --now");
        }
        Optional<Duration> pause = every();
        Order order = new Order.Follow(
                Optional.of(NodeUse.catalog(context, catalog)),
                Optional.ofNullable(match),
                NodeUse.absolute(directory),
                pause);
        NodeControl node = NodeUse.node(context);
        OrderView given = node.order(order);
        NodeText.sayOrder(given, context.terminal());
        return now ? ask(node, List.of(given)) : ExitCodes.OK;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Optional<Duration> every() {
        return Optional.ofNullable(every)
                .map(time -> TimeSpan.within(
                        spec.commandLine(), "--every", time, Order.Follow.LEAST_EVERY, Order.Follow.MOST_EVERY));
    }

    private int askNow() throws InterruptedException {
        NodeControl node = context.nodes().required();
        Optional<String> named = Optional.ofNullable(catalog).map(name -> NodeUse.catalog(context, name));
        List<OrderView> orders = node.orders().stream()
                .filter(view -> view.order() instanceof Order.Follow follow
                        && (named.isEmpty() || follow.catalog().equals(named)))
                .toList();
        if (orders.isEmpty()) {
            throw new NodeException.Refused(
                    named.map("the node does not follow '%s'"::formatted).orElse("the node follows no catalog"),
                    "give it one with 'seedbank follow CATALOG -d DIR'");
        }
        return ask(node, orders);
    }

    private int ask(NodeControl node, List<OrderView> orders) throws InterruptedException {
        boolean good = true;
        for (OrderView order : orders) {
            OrderView asked = new OrderLook(node).now(order);
            new NodeText(context.terminal()).order(asked);
            good &= asked.problem().isEmpty();
        }
        return good ? ExitCodes.OK : ExitCodes.FAILED;
    }
}
