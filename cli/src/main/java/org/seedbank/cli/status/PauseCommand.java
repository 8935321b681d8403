package org.seedbank.cli.status;

import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.node.api.NodeControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Leave the swarms of datasets until they are resumed. */
@Command(
        name = "pause",
        description = {"", "Paused datasets are neither fetched nor seeded, also after a restart of the node."},
        footer = {"  seedbank pause 1", "  seedbank pause --all"},
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class PauseCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private NodeDatasets datasets;

    public PauseCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        return datasets.tell(context, NodeControl::pause);
    }

    /** Go on with paused datasets. */
    @Command(
            name = "resume",
            description = {
                "",
                "Also goes on with those that have failed; damaged ones are checked anew. Peers and web seeds of one that is being"
                        + " fetched are asked at once, also for what they had wrong."
            },
            footer = {"  seedbank resume 1", "  seedbank resume --all"},
            exitCodeList = {
                ExitCodes.Help.OK,
                ExitCodes.Help.FAILED,
                ExitCodes.Help.USAGE,
                ExitCodes.Help.UNKNOWN_DATASET,
                ExitCodes.Help.CATALOG,
                ExitCodes.Help.INTERRUPTED
            })
    public static final class Resume implements Callable<Integer> {

        private final Context context;

        @Mixin
        private NodeDatasets datasets;

        public Resume(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            return datasets.tell(context, NodeControl::resume);
        }
    }
}
