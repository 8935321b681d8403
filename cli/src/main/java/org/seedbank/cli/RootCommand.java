package org.seedbank.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.seedbank.cli.catalog.CatalogCommand;
import org.seedbank.cli.catalog.CiteCommand;
import org.seedbank.cli.catalog.DescribeCommand;
import org.seedbank.cli.catalog.EditCommand;
import org.seedbank.cli.catalog.ListCommand;
import org.seedbank.cli.catalog.LoginCommand;
import org.seedbank.cli.catalog.LogoutCommand;
import org.seedbank.cli.catalog.MetadataCommand;
import org.seedbank.cli.catalog.ShowCommand;
import org.seedbank.cli.catalog.WithdrawCommand;
import org.seedbank.cli.demo.DemoCommand;
import org.seedbank.cli.desktop.InstallDesktopCommand;
import org.seedbank.cli.doctor.DoctorCommand;
import org.seedbank.cli.fetch.AddCommand;
import org.seedbank.cli.fetch.CatCommand;
import org.seedbank.cli.fetch.GetCommand;
import org.seedbank.cli.fetch.InviteCommand;
import org.seedbank.cli.fetch.OpenTorrentCommand;
import org.seedbank.cli.frame.BuiltVersion;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.Failures;
import org.seedbank.cli.frame.UsageFault;
import org.seedbank.cli.help.CompletionCommand;
import org.seedbank.cli.help.HelpCommand;
import org.seedbank.cli.help.HelpLayout;
import org.seedbank.cli.help.VersionCommand;
import org.seedbank.cli.node.NodeCommand;
import org.seedbank.cli.node.OpenCommand;
import org.seedbank.cli.option.PathArgument;
import org.seedbank.cli.publish.BagCommand;
import org.seedbank.cli.publish.ManifestCommand;
import org.seedbank.cli.publish.PublishCommand;
import org.seedbank.cli.screen.ResultWriter;
import org.seedbank.cli.settings.ConfigCommand;
import org.seedbank.cli.status.DfCommand;
import org.seedbank.cli.status.DuCommand;
import org.seedbank.cli.status.FollowCommand;
import org.seedbank.cli.status.HistoryCommand;
import org.seedbank.cli.status.LimitCommand;
import org.seedbank.cli.status.LinkCommand;
import org.seedbank.cli.status.MoveCommand;
import org.seedbank.cli.status.PauseCommand;
import org.seedbank.cli.status.RelocateCommand;
import org.seedbank.cli.status.RemoveCommand;
import org.seedbank.cli.status.ScheduleCommand;
import org.seedbank.cli.status.StatusCommand;
import org.seedbank.cli.top.TopCommand;
import org.seedbank.cli.tracker.TrackerCommand;
import org.seedbank.cli.trackers.TrackersCommand;
import org.seedbank.cli.verify.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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
public final class RootCommand implements Runnable {

    /** Commands that tell about all others. */
    private static final List<String> ABOUT_ALL = List.of("help", "completion");

    /** Commands as help groups them; what is not named here stands below these. */
    private static final Map<String, List<String>> GROUPS = groups();

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

    /** The whole command line over one context. */
    public static CommandLine commandLine(Context context) {
        return commandLine(context, commands(context).values());
    }

    /**
     * The command line for these arguments. Where they begin with a command, it has no other: to look at all of them
     * takes a third of the time that a short command takes.
     */
    public static CommandLine commandLine(Context context, String... arguments) {
        if (List.of("-V", "--version").contains(arguments.length == 1 ? arguments[0] : "")) {
            return commandLine(context, List.of());
        }
        Map<String, Supplier<Object>> commands = commands(context);
        return arguments.length > 0 && commands.containsKey(arguments[0]) && !ABOUT_ALL.contains(arguments[0])
                ? commandLine(context, List.of(commands.get(arguments[0])))
                : commandLine(context, commands.values());
    }

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Publish", List.of("publish", "edit", "describe", "withdraw", "invite", "cite", "metadata"));
        groups.put("Find and fetch", List.of("list", "show", "get", "cat", "add", "follow", "link"));
        groups.put("Prove", List.of("verify", "manifest", "bag"));
        groups.put(
                "Node",
                List.of(
                        "node",
                        "status",
                        "top",
                        "open",
                        "history",
                        "du",
                        "df",
                        "pause",
                        "resume",
                        "limit",
                        "schedule",
                        "move",
                        "relocate",
                        "remove"));
        groups.put("Catalogs", List.of("catalog", "login", "logout"));
        return groups;
    }

    /** The commands by their names, in the order in which help lists them. */
    static Map<String, Supplier<Object>> commands(Context context) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("publish", () -> new PublishCommand(context));
        commands.put("list", () -> new ListCommand(context));
        commands.put("show", () -> new ShowCommand(context));
        commands.put("get", () -> new GetCommand(context));
        commands.put("cat", () -> new CatCommand(context));
        commands.put("verify", () -> new VerifyCommand(context));
        commands.put("status", () -> new StatusCommand(context));
        commands.put("top", () -> new TopCommand(context));
        commands.put("history", () -> new HistoryCommand(context));
        commands.put("du", () -> new DuCommand(context));
        commands.put("df", () -> new DfCommand(context));
        commands.put("add", () -> new AddCommand(context));
        commands.put("pause", () -> new PauseCommand(context));
        commands.put("resume", () -> new PauseCommand.Resume(context));
        commands.put("remove", () -> new RemoveCommand(context));
        commands.put("move", () -> new MoveCommand(context));
        commands.put("relocate", () -> new RelocateCommand(context));
        commands.put("limit", () -> new LimitCommand(context));
        commands.put("schedule", () -> ScheduleCommand.commandLine(context));
        commands.put("link", () -> new LinkCommand(context));
        commands.put("follow", () -> new FollowCommand(context));
        commands.put("node", () -> NodeCommand.commandLine(context));
        commands.put("open", () -> new OpenCommand(context));
        commands.put("describe", () -> new DescribeCommand(context));
        commands.put("edit", () -> new EditCommand(context));
        commands.put("withdraw", () -> new WithdrawCommand(context));
        commands.put("invite", () -> new InviteCommand(context));
        commands.put("cite", () -> new CiteCommand(context));
        commands.put("metadata", () -> new MetadataCommand(context));
        commands.put("catalog", () -> CatalogCommand.commandLine(context));
        commands.put("tracker", () -> TrackerCommand.commandLine(context));
        commands.put("trackers", () -> TrackersCommand.commandLine(context));
        commands.put("config", () -> ConfigCommand.commandLine(context));
        commands.put("doctor", () -> DoctorCommand.commandLine(context));
        commands.put("login", () -> new LoginCommand(context));
        commands.put("logout", () -> new LogoutCommand(context));
        commands.put("manifest", () -> new ManifestCommand(context));
        commands.put("bag", () -> new BagCommand(context));
        commands.put("install-desktop", () -> new InstallDesktopCommand(context));
        commands.put("open-torrent", () -> new OpenTorrentCommand(context));
        commands.put("demo", () -> new DemoCommand(context));
        commands.put("completion", () -> new CompletionCommand(context));
        commands.put("help", () -> new HelpCommand(context));
        commands.put("version", () -> new VersionCommand(context));
        return commands;
    }

    private static CommandLine commandLine(Context context, Collection<Supplier<Object>> commands) {
        RootCommand root = new RootCommand(context);
        CommandLine commandLine = new CommandLine(root);
        commands.forEach(command -> commandLine.addSubcommand(command.get()));
        commandLine.registerConverter(Path.class, new PathArgument());
        Failures failures = new Failures(context, () -> root.debug);
        commandLine.setOut(context.terminal().out());
        commandLine.setErr(context.terminal().err());
        commandLine.setExecutionExceptionHandler(failures);
        commandLine.setParameterExceptionHandler(failures);
        commandLine.setExecutionStrategy(parsed -> {
            UsageFault.refuseTypos(parsed);
            int code = new CommandLine.RunLast().execute(parsed);
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
        HelpLayout.set(commandLine, GROUPS);
        return commandLine;
    }

    /** Without a command, tells which there are, on one screen. */
    @Override
    public void run() {
        context.terminal().out().print(HelpLayout.overview(spec.commandLine(), GROUPS));
        context.terminal().out().flush();
    }
}
