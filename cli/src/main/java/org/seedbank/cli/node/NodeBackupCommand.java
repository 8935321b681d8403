package org.seedbank.cli.node;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.node.NodeBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes what the node keeps into one file. */
@Command(
        name = "backup",
        header = "Write what the node keeps into one file, while it runs or while it does not.",
        description = {
            "",
            "In it are its datasets with their torrents, orders, limits, schedule, reach and history; not the files of"
                    + " datasets. 'node restore' puts it back."
        },
        footer = {"  seedbank node backup node.backup", "  seedbank node backup backups/2026-05-17.backup"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class NodeBackupCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "FILE", description = "A new file.")
    private Path file;

    NodeBackupCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        int datasets = NodeBackup.write(context.home().nodeFolder(), file);
        say(context, "wrote '%s' with %s".formatted(file, count(datasets)));
        return ExitCodes.OK;
    }

    private static String count(int datasets) {
        return datasets == 1 ? "1 dataset" : datasets + " datasets";
    }

    private static void say(Context context, String line) {
        PrintWriter out = context.terminal().out();
        out.println(SafeText.line(line));
        out.flush();
    }

    /** Puts such a file back. */
    @Command(
            name = "restore",
            header = "Put back what 'node backup' wrote, while no node runs.",
            description = {
                "",
                "The file is looked at first. What the node has now is kept beside it, and not deleted. The node looks at"
                        + " all its datasets when it is started next."
            },
            footer = {"  seedbank node stop", "  seedbank node restore node.backup"},
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Restore implements Callable<Integer> {

        private final Context context;

        @Parameters(paramLabel = "FILE", description = "What 'node backup' wrote.")
        private Path file;

        Restore(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            NodeBackup.Restored restored = NodeBackup.restore(context.home().nodeFolder(), file);
            say(context, "restored %s from '%s'".formatted(count(restored.datasets()), file));
            restored.before()
                    .ifPresent(before -> say(context, "what was there before is kept as '%s'".formatted(before)));
            return ExitCodes.OK;
        }
    }
}
