package org.seedbank.cli.status;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.NodeUse;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.Order;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has the node link finished data into a folder. */
@Command(
        name = "link",
        description = {
            "",
            "Each dataset appears in DIR under its name once it is complete and verified. Hard links take no room and need"
                    + " DIR on the same disk; --symbolic makes symbolic ones, which need not."
        },
        footer = {"  seedbank link 1 linked", "  seedbank link 1 2 shelf --symbolic"},
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class LinkCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "REF... DIR",
            hideParamSyntax = true,
            description = "Serials, names, digests or infohashes, and behind them the folder that receives the links.")
    private List<String> words;

    @Option(names = "--symbolic", description = "Make symbolic links.")
    private boolean symbolic;

    public LinkCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        int last = words.size() - 1;
        if (last < 1) {
            throw new ParameterException(
                    spec.commandLine(), "name datasets, and behind them the folder that receives the links");
        }
        NodeControl node = context.nodes().required();
        Path folder = NodeUse.absolute(Path.of(words.get(last)));
        List<DatasetView> linked = CatalogOption.ofNode(node, context).find(words.subList(0, last));
        for (DatasetView view : linked) {
            NodeText.sayOrder(node.order(new Order.Link(view.key(), folder, symbolic)), context.terminal());
        }
        String copied = linked.stream().map(DatasetView::reference).collect(Collectors.joining(" "));
        context.terminal()
                .say(
                        "the links show the data itself: a program that writes to one damages the dataset; for such, make a"
                                + " copy with 'seedbank get --copy %s -d DIR'".formatted(copied));
        return ExitCodes.OK;
    }
}
