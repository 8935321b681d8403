package org.seedbank.cli.status;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.Table;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows how much each dataset of the node holds on disk. */
@Command(
        name = "du",
        description = {
            "",
            "The largest comes first. Counted are bytes of its files that are there; of what is being fetched, those that"
                    + " have arrived. 'seedbank df' shows the disks, and what can be freed there."
        },
        footer = {"  seedbank du", "  seedbank du soil-2024 2", "  seedbank du --json"},
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class DuCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(arity = "0..*", paramLabel = "REF", description = "Serials, names, digests or infohashes.")
    private List<String> references = new ArrayList<>();

    @Mixin
    private OutputOptions output;

    public DuCommand(Context context) {
        this.context = context;
    }

    private record Use(String name, String reference, String path, DatasetState state, long bytes, long bytesTotal) {
        static Use of(DatasetView view) {
            return new Use(
                    view.name(),
                    view.reference(),
                    view.path(),
                    view.state(),
                    held(view),
                    view.amounts().bytesTotal());
        }
    }

    private record Uses(List<Use> datasets, long bytes) {}

    /** Bytes of a dataset that are on the disk; what is just being read again is there all the same. */
    static long held(DatasetView view) {
        return view.hasArrived() ? view.amounts().bytesWanted() : view.amounts().bytesDone();
    }

    @Override
    public Integer call() throws InterruptedException {
        NodeControl node = context.nodes().required();
        List<DatasetView> views = references.isEmpty()
                ? node.datasets()
                : CatalogOption.ofNode(node, context).find(references);
        List<Use> uses = views.stream()
                .map(Use::of)
                .sorted(Comparator.comparing(Use::bytes).reversed())
                .toList();
        long all = uses.stream().mapToLong(Use::bytes).sum();
        if (output.json()) {
            JsonOutput.print(new Uses(uses, all), context.terminal());
            return ExitCodes.OK;
        }
        Table table = new Table("held", "state", "name", "place")
                .alignRight(0)
                .fit(context.terminal().lineWidth(), "place");
        uses.forEach(use -> table.row(Amounts.bytes(use.bytes()), use.state().label(), use.name(), use.path()));
        table.row(Amounts.bytes(all), "", Amounts.count(uses.size(), "dataset"), "");
        table.print(context.terminal().out());
        return ExitCodes.OK;
    }
}
