package org.seedbank.cli.status;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.DatasetWait;
import org.seedbank.node.api.NodeControl;
import org.seedbank.swarm.SwarmKey;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Has the node know a dataset at another place, and waits until it is there. */
abstract class PlaceChange implements Callable<Integer> {

    /** Terabytes take a while. */
    private static final Duration LIMIT = Duration.ofDays(365);

    private final Context context;

    @Parameters(index = "0", paramLabel = "REF", description = "A serial, name, digest or infohash.")
    private String reference;

    @Mixin
    private OutputOptions output;

    PlaceChange(Context context) {
        this.context = context;
    }

    /** The place that is meant, absolute. */
    abstract Path target(DatasetView view);

    /** Tells the node. */
    abstract void order(NodeControl node, SwarmKey key, Path target) throws InterruptedException;

    @Override
    public final Integer call() throws InterruptedException {
        NodeControl node = context.nodes().required();
        DatasetView view = CatalogOption.ofNode(node, context).find(reference);
        Path target = target(view);
        order(node, view.key(), target);
        DatasetView now = new DatasetWait(node, view.key(), LIMIT).until(each -> each.state() != DatasetState.MOVING);
        boolean there = now.path().equals(target.toString());
        if (output.json()) {
            JsonOutput.print(now, context.terminal());
        } else if (there) {
            context.terminal().out().println(SafeText.line("'%s' is at '%s'".formatted(now.name(), now.path())));
            context.terminal().out().flush();
        }
        if (!there) {
            context.terminal()
                    .error(
                            now.upkeep().note().orElse("it is where it was"),
                            "it stays at '%s'; see what is wrong there with 'seedbank verify'".formatted(now.path()));
        }
        return there ? ExitCodes.OK : ExitCodes.FAILED;
    }
}
