package org.seedbank.cli.node;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.NodeReach;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.cli.frame.ProgramFolder;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.node.api.ReachText;
import org.seedbank.swarm.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has the machine start the node. */
@Command(
        name = "install",
        header = "Have the node started with the machine.",
        description = {
            "",
            "Writes a unit for systemd in your own folder, which needs no administrator, and shows the two commands that put"
                    + " it to use, and a line for cron where there is no systemd. Starts nothing itself.",
            "",
            "Asks before it replaces another unit. Where nobody can answer, --force is needed."
        },
        footer = {"  seedbank node install", "  seedbank node install --serve-http 0.0.0.0:8090"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class NodeInstallCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private NodeStartOptions options;

    @Option(names = "--force", description = "Replace another unit without asking.")
    private boolean force;

    NodeInstallCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        NodeUnit unit = new NodeUnit(ProgramFolder.root(), context.startVariables());
        NodeStart start = options.start();
        Optional<Network> reach = options.reach();
        Path file = context.userUnits().resolve(NodeUnit.NAME);
        String text = unit.text(start, context.home().nodeLog());
        if (!mayWrite(file, text)) {
            context.terminal().say("nothing has changed");
            return ExitCodes.FAILED;
        }
        try {
            DurableFolder.make(file.getParent());
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw CommandFailure.unit(file, e);
        }
        new NodeReach(context).keep(reach);
        tell(file, unit.cronLine(start));
        return ExitCodes.OK;
    }

    private boolean mayWrite(Path file, String text) throws InterruptedException {
        if (force || !Files.exists(file) || same(file, text)) {
            return true;
        }
        if (!context.keyboard().isAttended()) {
            throw CommandFailure.unit(file, "is there already and says something else", "replace it with --force");
        }
        return context.keyboard().isYes("replace '%s', which says something else?".formatted(file), context.terminal());
    }

    private static boolean same(Path file, String text) {
        try {
            return Files.readString(file).equals(text);
        } catch (IOException e) {
            return false;
        }
    }

    private void tell(Path file, String cronLine) throws InterruptedException {
        PrintWriter out = context.terminal().out();
        out.println(SafeText.line("wrote '%s'".formatted(file)));
        out.println();
        context.userSystemd().advice().forEach(out::println);
        out.println();
        out.println("Without systemd, add this line with 'crontab -e':");
        out.println("  " + SafeText.line(cronLine));
        out.println();
        Network reach = new NodeReach(context).kept().orElse(Network.LOCAL);
        out.println("It will reach %s; 'seedbank node reach' changes that.".formatted(ReachText.whom(reach)));
        out.flush();
    }

    /** Undoes what has the machine start the node. */
    @Command(
            name = "uninstall",
            header = "Have the node no longer started with the machine.",
            description = {
                "",
                "Deletes the unit that 'seedbank node install' has written. The node itself goes on until it is stopped, and what"
                        + " it has is kept."
            },
            footer = {"  seedbank node uninstall", "  seedbank node uninstall --force"},
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Uninstall implements Callable<Integer> {

        private static final String MARK = "# Written by 'seedbank node install'";

        private final Context context;

        @Option(
                names = "--force",
                description = "Delete the unit even if it was not written by 'seedbank node install'.")
        private boolean force;

        Uninstall(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            Path file = context.userUnits().resolve(NodeUnit.NAME);
            try {
                if (!Files.exists(file)) {
                    context.terminal().say(SafeText.line("there is no '%s'".formatted(file)));
                } else if (!force && !Files.readString(file).startsWith(MARK)) {
                    throw CommandFailure.unit(
                            file, "was not written by 'seedbank node install'", "delete it with --force");
                } else {
                    Files.delete(file);
                    context.terminal().out().println(SafeText.line("deleted '%s'".formatted(file)));
                    context.terminal().say("with systemd, also: systemctl --user disable --now seedbank");
                }
            } catch (IOException e) {
                throw CommandFailure.unit(file, e);
            }
            context.terminal().say("a line with @reboot, if there is one, is removed with 'crontab -e'");
            return ExitCodes.OK;
        }
    }
}
