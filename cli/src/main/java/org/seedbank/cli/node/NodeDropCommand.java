package org.seedbank.cli.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.TimeSpan;
import org.seedbank.cli.status.NodeText;
import org.seedbank.cli.status.NodeUse;
import org.seedbank.node.api.Order;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class NodeDropCommand implements Callable<Integer> {

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

    NodeDropCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<String> named = Optional.ofNullable(catalog).map(each -> NodeUse.catalog(context, each));
        Order order = new Order.Drop(NodeUse.absolute(folder), named, quiet());
        NodeText.sayOrder(NodeUse.node(context).order(order), context.terminal());
        return ExitCodes.OK;
    }

    private Optional<Duration> quiet() {
        try {
            return Optional.ofNullable(quiet)
                    .map(time -> TimeSpan.within(time, Order.Drop.LEAST_QUIET, Order.Drop.MOST_QUIET));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--quiet-for: " + e.getMessage());
        }
    }
}
