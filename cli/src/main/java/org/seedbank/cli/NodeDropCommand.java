package org.seedbank.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.node.Order;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has the node publish what is put into a folder. */
@Command(
        name = "drop",
        header = "Publish each file or folder that is put into a folder.",
        description = {
            "",
            "Each is published once it has been quiet for a while, as by 'publish', and seeded where it lies. It goes on"
                    + " until 'seedbank node cancel'; 'seedbank node status' shows what was published."
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

    NodeDropCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<String> named = Optional.ofNullable(catalog).map(each -> NodeUse.catalog(context, each));
        Order order = new Order.Drop(NodeUse.absolute(folder), named);
        NodeText.sayOrder(NodeUse.node(context).order(order), context.terminal());
        return ExitCodes.OK;
    }
}
