package org.seedbank.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program {@code seedbank}: its commands, and the options that all of them share. */
@Command(
        name = "seedbank",
        header = "Publish, find, fetch and prove research datasets over BitTorrent.",
        description = {
            "",
            "A dataset is a file or a folder whose bytes never change. 'publish' lists it in a catalog and"
                    + " seeds it, 'get' fetches it elsewhere by its number, and 'verify' proves file by file that"
                    + " a copy is what was published."
        },
        footer = {
            "",
            "Where commands take a REF, it is a serial from 'list', a digest or its first 6 or more digits, an"
                    + " infohash, one of these behind a catalog's name and a slash, a .torrent file or URL, or a magnet"
                    + " link; where they are about what the node has, it may be a name.",
            "'seedbank COMMAND --help' tells more about a command. Try 'seedbank demo' first."
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuiltVersion.class,
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
final class Seedbank implements Runnable {

    @Option(names = "--debug", description = "Show where in the program an error came from.", scope = ScopeType.INHERIT)
    boolean debug;

    private final Context context;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    private Seedbank(Context context) {
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

    /** The whole command line over one context. */
    static CommandLine commandLine(Context context) {
        Seedbank root = new Seedbank(context);
        CommandLine commandLine = new CommandLine(root)
                .addSubcommand(new PublishCommand(context))
                .addSubcommand(new ListCommand(context))
                .addSubcommand(new ShowCommand(context))
                .addSubcommand(new GetCommand(context))
                .addSubcommand(new VerifyCommand(context))
                .addSubcommand(new StatusCommand(context))
                .addSubcommand(new AddCommand(context))
                .addSubcommand(new PauseCommand(context))
                .addSubcommand(new ResumeCommand(context))
                .addSubcommand(new RemoveCommand(context))
                .addSubcommand(new LimitCommand(context))
                .addSubcommand(ScheduleCommand.commandLine(context))
                .addSubcommand(new LinkCommand(context))
                .addSubcommand(new FollowCommand(context))
                .addSubcommand(NodeCommand.commandLine(context))
                .addSubcommand(new DescribeCommand(context))
                .addSubcommand(new WithdrawCommand(context))
                .addSubcommand(CatalogCommand.commandLine(context))
                .addSubcommand(DoctorCommand.commandLine(context))
                .addSubcommand(new LoginCommand(context))
                .addSubcommand(new LogoutCommand(context))
                .addSubcommand(new ManifestCommand(context))
                .addSubcommand(new BagCommand(context))
                .addSubcommand(new DemoCommand(context));
        Failures failures = new Failures(context, root);
        commandLine.setOut(context.terminal().out());
        commandLine.setErr(context.terminal().err());
        commandLine.setExecutionExceptionHandler(failures);
        commandLine.setParameterExceptionHandler(failures);
        // A creator or title may begin with '@'.
        commandLine.setExpandAtFiles(false);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpAutoWidth(false);
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(
                context.terminal().outIsTerminal() && context.terminal().colour()
                        ? CommandLine.Help.Ansi.ON
                        : CommandLine.Help.Ansi.OFF));
        return commandLine;
    }

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
