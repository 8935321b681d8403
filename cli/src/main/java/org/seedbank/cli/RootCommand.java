package org.seedbank.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.seedbank.cli.frame.BuiltVersion;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.Failures;
import org.seedbank.cli.frame.UsageFault;
import org.seedbank.cli.help.HelpLayout;
import org.seedbank.cli.option.PathArgument;
import org.seedbank.cli.screen.ResultWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program {@code seedbank}: its commands, and the options that all of them share. */
@Command(
        name = "seedbank",
        header = "Publish, find, fetch and prove research datasets over BitTorrent.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedbank publish soil-2024          # list it, and have the node seed it",
            "  seedbank get 1 -d copies --wait     # fetch it elsewhere, by its number",
            "  seedbank verify 1 copies/soil-2024  # prove it, file by file"
        },
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.DAMAGED,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.NOBODY_HAS_IT,
            ExitCodes.Help.INTERRUPTED
        })
public final class RootCommand implements Runnable {

    @Option(names = "--debug", description = "Show where in the program an error came from.", scope = ScopeType.INHERIT)
    boolean debug;

    private final Context context;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    private RootCommand(Context context) {
        this.context = context;
    }

    @Option(
            names = {"-v", "--verbose"},
            description = "Show each request to a remote catalog.",
            scope = ScopeType.INHERIT)
    void verbose(boolean given) {
        if (given) {
            context.beVerbose();
        }
    }

    @Option(
            names = {"-q", "--quiet"},
            description = "Print only results, warnings and errors.",
            scope = ScopeType.INHERIT)
    void quiet(boolean given) {
        if (given) {
            context.terminal().beQuiet();
        }
    }

    /** The whole command line over one context. */
    public static CommandLine commandLine(Context context) {
        return commandLine(context, program -> Commands.addAll(program, context));
    }

    /**
     * The command line for these arguments, without the commands that they do not concern: to look at all of them takes
     * longer than a short command.
     */
    public static CommandLine commandLine(Context context, String... arguments) {
        return commandLine(context, program -> Commands.add(program, context, List.of(arguments)));
    }

    private static CommandLine commandLine(Context context, Consumer<CommandLine> commands) {
        RootCommand root = new RootCommand(context);
        CommandLine commandLine = new CommandLine(root);
        commands.accept(commandLine);
        commandLine.registerConverter(Path.class, new PathArgument());
        Failures failures = new Failures(context, () -> root.debug);
        commandLine.setOut(context.terminal().out());
        commandLine.setErr(context.terminal().err());
        commandLine.setExecutionExceptionHandler(failures);
        commandLine.setParameterExceptionHandler(failures);
        commandLine.setExecutionStrategy(parsed -> {
            UsageFault.refuseTypos(parsed);
            int code = execute(parsed, context);
            return ResultWriter.hasLost(context.terminal()) ? ExitCodes.FAILED : code;
        });
        // A creator or title may begin with '@'.
        commandLine.setExpandAtFiles(false);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpAutoWidth(false);
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(
                context.terminal().outIsTerminal() && context.terminal().colour()
                        ? CommandLine.Help.Ansi.ON
                        : CommandLine.Help.Ansi.OFF));
        HelpLayout.set(commandLine, Commands.groups());
        return commandLine;
    }

    /** A version that the parser knew would be put together anew for each command, as all take the option. */
    private static int execute(ParseResult parsed, Context context) {
        CommandLine asked = parsed.asCommandLineList().stream()
                .filter(each -> each.isUsageHelpRequested() || each.isVersionHelpRequested())
                .findFirst()
                .orElse(null);
        if (asked != null && !asked.isUsageHelpRequested()) {
            BuiltVersion.print(context.terminal().out());
            return ExitCodes.OK;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Without a command, tells which there are, on one screen. */
    @Override
    public void run() {
        context.terminal().out().print(HelpLayout.overview(spec.commandLine(), Commands.groups()));
        context.terminal().out().flush();
    }
}
