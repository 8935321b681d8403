package org.seedbank.cli.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.DatasetWait;
import org.seedbank.node.api.NodeControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tell the node where a dataset was moved to. */
@Command(
        name = "relocate",
        header = "Tell the node where a dataset was moved to.",
        description = {
            "",
            "Files that look as they did, down to their inodes, are believed; otherwise all are read first, and what"
                    + " is not the dataset is refused and changes nothing."
        },
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class RelocateCommand implements Callable<Integer> {

    /** Terabytes take a while. */
    private static final Duration LIMIT = Duration.ofDays(365);

    private final Context context;

    @Parameters(index = "0", paramLabel = "REF", description = "A serial, name, digest or infohash.")
    private String reference;

    @Parameters(index = "1", paramLabel = "NEWPATH", description = "Where it is now.")
    private Path path;

    @Mixin
    private OutputOptions output;

    public RelocateCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        NodeControl node = context.nodes().required();
        DatasetView view = NodeDatasets.references(node, context).find(reference);
        Path target = target(view);
        node.relocate(view.key(), target);
        DatasetView now = new DatasetWait(node, view.key(), LIMIT).until(each -> each.state() != DatasetState.MOVING);
        boolean there = now.root().equals(target.toString());
        if (output.json()) {
            JsonOutput.print(NodeJson.dataset(now), context.terminal());
        } else if (there) {
            context.terminal().out().println(SafeText.line("'%s' is at '%s'".formatted(now.name(), now.root())));
            context.terminal().out().flush();
        }
        if (!there) {
            String why = now.upkeep().note().orElse("it is where it was");
            context.terminal().say("error: " + SafeText.line(why));
            context.terminal()
                    .say(SafeText.line("hint: it stays at '%s'; see what is wrong there with 'seedbank verify'"
                            .formatted(now.root())));
        }
        return there ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private Path target(DatasetView view) {
        Path given = NodeUse.absolute(path);
        Path inside = given.resolve(Path.of(view.root()).getFileName());
        boolean folderOfIt = view.amounts().filesTotal() == 1 ? Files.isRegularFile(inside) : Files.isDirectory(inside);
        return Files.isDirectory(given) && folderOfIt ? inside : given;
    }
}
