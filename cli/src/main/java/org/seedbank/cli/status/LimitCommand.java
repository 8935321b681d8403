package org.seedbank.cli.status;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.screen.Table;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Sets and shows what transfers may use. */
@Command(
        name = "limit",
        description = {
            "",
            "Without REF, for all datasets together; those that have limits of their own are shown below them. A rate is in bytes per second, with K, M or G for a thousand, a million"
                    + " or a billion of them; 0 turns that direction off, 'none' lifts the limit. What is not named stays as"
                    + " it is. Prints what is set now."
        },
        footer = {
            "  seedbank limit",
            "  seedbank limit --up 500K --down 2M",
            "  seedbank limit 1 --ratio 2",
            "  seedbank limit --up none --down none"
        },
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class LimitCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(arity = "0..*", paramLabel = "REF", description = "Serials, names, digests or infohashes.")
    private List<String> references = new ArrayList<>();

    @Mixin
    private LimitOptions options;

    public LimitCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        NodeControl node = context.nodes().required();
        Table table = new Table("of", "up", "down", "ratio").alignRight(1, 2, 3);
        if (references.isEmpty()) {
            Limits now = node.limits();
            row(table, "all together", options.isChange() ? node.limit(options.changed(now)) : now);
        }
        List<DatasetView> shown = references.isEmpty()
                ? node.datasets().stream()
                        .filter(view -> !view.limits().equals(Limits.NONE))
                        .toList()
                : CatalogOption.ofNode(node, context).find(references);
        for (DatasetView view : shown) {
            DatasetView now = options.isChange() && !references.isEmpty()
                    ? node.limit(view.key(), options.changed(view.limits()))
                    : view;
            row(table, now.name(), now.limits());
        }
        table.print(context.terminal().out());
        NodeFacts facts = node.facts();
        if (facts.scheduled()) {
            context.terminal().say("a rule of the schedule counts just now: " + NodeText.limits(facts.limits()));
        }
        return ExitCodes.OK;
    }

    private static void row(Table table, String name, Limits limits) {
        table.row(name, NodeText.rate(limits.up()), NodeText.rate(limits.down()), NodeText.ratio(limits));
    }
}
