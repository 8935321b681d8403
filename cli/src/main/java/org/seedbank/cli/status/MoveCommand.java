package org.seedbank.cli.status;

import java.nio.file.Files;
import java.nio.file.Path;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.NodeUse;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.swarm.SwarmKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Bring a dataset of the node to another place. */
@Command(
        name = "move",
        description = {
            "",
            "The node moves it: by a rename on the same disk, else by a copy that is verified before the recorded"
                    + " files at the old place are deleted. Nothing is ever replaced. Into a folder that is there it goes"
                    + " under its own name."
        },
        footer = {"  seedbank move 1 archive", "  seedbank move 1 archive/soil"},
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class MoveCommand extends PlaceChange {

    @Parameters(index = "1", paramLabel = "NEWPATH", description = "Where it shall be.")
    private Path path;

    public MoveCommand(Context context) {
        super(context);
    }

    @Override
    void order(NodeControl node, SwarmKey key, Path target) throws InterruptedException {
        node.move(key, target);
    }

    @Override
    Path target(DatasetView view) {
        Path given = NodeUse.absolute(path);
        Path name = Path.of(view.path()).getFileName();
        return Files.isDirectory(given) ? given.resolve(name) : given;
    }
}
