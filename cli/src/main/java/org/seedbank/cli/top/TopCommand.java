package org.seedbank.cli.top;

import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import picocli.CommandLine.Command;

/** Shows the node on a full screen, with keys for what can be done. */
@Command(
        name = "top",
        description = {
            "",
            "Shows what the node seeds and fetches as it changes: what each dataset does, how fast, why it stands still and"
                    + " what helps, and what happened last. 'h' lists the keys; each that changes something names the"
                    + " command that does the same. 'q' and Ctrl-C end it, and the node goes on. Sends little, so that it"
                    + " can be used over a slow line. Colours are left out where NO_COLOR is set."
        },
        footer = {"  seedbank top", "  NO_COLOR=1 seedbank top"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE})
public final class TopCommand implements Callable<Integer> {

    private static final String INSTEAD = "'seedbank status' shows the same once";

    private final Context context;

    public TopCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try {
            TopScreen.require(context, INSTEAD);
            TopScreen.all(context, context.nodes().required(), INSTEAD).run();
        } catch (InterruptedException e) {
            // This is how people end it, and no failure.
            return ExitCodes.OK;
        }
        return ExitCodes.OK;
    }
}
