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

/** Tell the node where a dataset was moved to. */
@Command(
        name = "relocate",
        description = {
            "",
            "Files that look as they did, down to their inodes, are believed; otherwise all are read first, and what"
                    + " is not the dataset is refused and changes nothing."
        },
        footer = {"  seedbank relocate 1 moved/soil-2024", "  seedbank relocate 2 moved/soil-2025 --json"},
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class RelocateCommand extends PlaceChange {

    @Parameters(index = "1", paramLabel = "NEWPATH", description = "Where it is now.")
    private Path path;

    public RelocateCommand(Context context) {
        super(context);
    }

    @Override
    void order(NodeControl node, SwarmKey key, Path target) throws InterruptedException {
        node.relocate(key, target);
    }

    @Override
    Path target(DatasetView view) {
        Path given = NodeUse.absolute(path);
        Path inside = given.resolve(Path.of(view.path()).getFileName());
        boolean folderOfIt = view.amounts().filesTotal() == 1 ? Files.isRegularFile(inside) : Files.isDirectory(inside);
        return Files.isDirectory(given) && folderOfIt ? inside : given;
    }
}
