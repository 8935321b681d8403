package org.seedbank.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.FolderDeletion;
import org.seedbank.cli.frame.ProgramFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the whole job with real commands. */
@Command(
        name = "demo",
        description = {
            "",
            "Publishes PATH from one process, fetches it by its number in a second one through a real swarm on this"
                    + " machine, verifies the copy, then flips one bit of the copy and lets the damage be found."
                    + " Each step is an ordinary command, shown as you would type it. Uses a home of its own and"
                    + " leaves nothing behind; PATH is only read."
        },
        footer = {"  seedbank demo", "  seedbank demo soil-2024 --keep"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
public final class DemoCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            description = "The dataset to show it with. Default: half a megabyte of US weather data.")
    private Path path;

    @Option(names = "--keep", description = "Keep the demo's folder, with the catalog and the damaged copy.")
    private boolean keep;

    public DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path dataset = path == null ? sample() : path;
        if (!Files.exists(dataset)) {
            throw new ParameterException(spec.commandLine(), "there is nothing at '%s'".formatted(dataset));
        }
        try {
            Path folder = Files.createTempDirectory("seedbank-demo-");
            try {
                boolean passed =
                        new DemoScript(context.terminal(), ProgramFolder.launcher(), folder).run(dataset.toRealPath());
                context.terminal().out().println(passed ? context.terminal().good("the demo passed") : "");
                return passed ? ExitCodes.OK : ExitCodes.FAILED;
            } finally {
                tidy(folder);
            }
        } catch (IOException e) {
            throw CommandFailure.demo(e);
        }
    }

    private void tidy(Path folder) throws IOException {
        if (keep) {
            context.terminal().say("the demo's folder is '%s'".formatted(folder));
        } else {
            FolderDeletion.delete(folder);
        }
    }

    private static Path sample() {
        return ProgramFolder.part(ProgramFolder.root(), "samples/us-weather");
    }
}
