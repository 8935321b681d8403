package org.seedbank.cli.status;

import java.util.ArrayList;
import java.util.List;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.node.NodeReferences;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.swarm.SwarmKey;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which datasets of the node a command is about: some, or all. */
final class NodeDatasets {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "REF", description = "Serials, names, digests or infohashes.")
    private List<String> references = new ArrayList<>();

    @Option(names = "--all", description = "Every dataset of the node.")
    private boolean all;

    /** Datasets that are meant; throws when nothing is named. */
    List<DatasetView> of(NodeControl node, Context context) throws InterruptedException {
        NodeReferences lookup = CatalogOption.ofNode(node, context);
        return all ? lookup.all() : lookup.find(references);
    }

    /** An order that one of them is given. */
    interface Order {
        DatasetView give(NodeControl node, SwarmKey key) throws InterruptedException;
    }

    /** Tells it all that are meant, and people what became of each; answers the exit code. */
    int tell(Context context, Order order) throws InterruptedException {
        check();
        NodeControl node = context.nodes().required();
        for (DatasetView view : of(node, context)) {
            DatasetView now = order.give(node, view.key());
            context.terminal()
                    .out()
                    .println(SafeText.line("%s '%s'".formatted(now.state().label(), now.name())));
        }
        return ExitCodes.OK;
    }

    /** Throws when nothing is named, or too much. */
    void check() {
        if (references.isEmpty() != all) {
            throw new ParameterException(spec.commandLine(), "name datasets, or use --all");
        }
    }
}
