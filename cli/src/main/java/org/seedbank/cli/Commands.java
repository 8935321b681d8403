package org.seedbank.cli;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.help.CompletionCommand;
import org.seedbank.cli.help.HelpCommand;
import org.seedbank.cli.help.HelpTopic;
import org.seedbank.cli.help.VersionCommand;
import org.seedbank.cli.node.NodeCommand;
import org.seedbank.cli.node.OpenCommand;
import org.seedbank.cli.publish.BagCommand;
import org.seedbank.cli.publish.ManifestCommand;
import org.seedbank.cli.publish.PublishCommand;
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
import org.seedbank.integrity.NearMiss;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands of the program. To look at all that each of them takes costs more time than a short command itself. */
final class Commands {

    private static final String HELP = "help";

    /** Tells about all that every command takes. */
    private static final String COMPLETION = "completion";

    /** Those with others below them, by whose names they can be meant. */
    static final Set<String> WITH_OTHERS =
            Set.of("schedule", "node", "catalog", "tracker", "trackers", "config", "doctor");

    private static final String PUBLISH = "Publish";
    private static final String FETCH = "Find and fetch";
    private static final String PROVE = "Prove";
    private static final String NODE = "Node";
    private static final String CATALOGS = "Catalogs";
    private static final String MORE = "More";

    /** In the order in which help lists them. */
    private static final List<Listed> ALL = List.of(
            new Listed(PUBLISH, "publish", "Publish a file or folder, and seed it."),
            new Listed(PUBLISH, "edit", "Change trackers, web seeds and words of a published dataset."),
            new Listed(PUBLISH, "describe", "Change what a catalog says about a dataset."),
            new Listed(PUBLISH, "withdraw", "Mark a dataset as taken back."),
            new Listed(PUBLISH, "invite", "Print one line by which others get a dataset."),
            new Listed(PUBLISH, "cite", "Cite a dataset."),
            new Listed(PUBLISH, "metadata", "Write a dataset's metadata for repositories and others."),
            new Listed(FETCH, "list", "List datasets with their serial numbers."),
            new Listed(FETCH, "show", "Show everything about one dataset or torrent."),
            new Listed(FETCH, "get", "Fetch datasets by number, and verify them."),
            new Listed(FETCH, "cat", "Print one file of a dataset, fetched in order."),
            new Listed(FETCH, "add", "Have the node fetch and seed torrents, anybody's."),
            new Listed(FETCH, "follow", "Fetch what a catalog lists, and what it will list."),
            new Listed(FETCH, "link", "Link data into a folder, as it is finished."),
            new Listed(PROVE, "verify", "Prove file by file that a copy is what was published."),
            new Listed(PROVE, "manifest", "Write a list of digests for other programs."),
            new Listed(PROVE, "bag", "Make a BagIt bag of a file or folder."),
            new Listed(NODE, "node", "Look after the node, which seeds in the background."),
            new Listed(NODE, "status", "Show what the node seeds and fetches, and what is wrong."),
            new Listed(NODE, "top", "Watch and steer the node on a full screen."),
            new Listed(NODE, "open", "Open the node's page in a browser."),
            new Listed(NODE, "history", "Show what happened to the node's datasets."),
            new Listed(NODE, "du", "Show what each dataset of the node holds on disk."),
            new Listed(NODE, "df", "Show the room on disks with datasets, and what can be freed."),
            new Listed(NODE, "pause", "Leave the swarms of datasets until they are resumed."),
            new Listed(NODE, "resume", "Go on with paused datasets."),
            new Listed(NODE, "limit", "Set or show what transfers may use."),
            new Listed(NODE, "schedule", "Show or change limits for some hours of some days."),
            new Listed(NODE, "move", "Bring a dataset of the node to another place."),
            new Listed(NODE, "relocate", "Tell the node where a dataset was moved to."),
            new Listed(NODE, "remove", "Have the node forget datasets, and delete files if asked."),
            new Listed(CATALOGS, "catalog", "Name, make, choose, check and export catalogs."),
            new Listed(CATALOGS, "login", "Log in to Google Drive, to publish there."),
            new Listed(CATALOGS, "logout", "Forget the login to Google Drive, and the API key."),
            new Listed(MORE, "tracker", "Be a tracker, by which peers find each other."),
            new Listed(MORE, "trackers", "Choose the trackers that publications name, and try them."),
            new Listed(MORE, "config", "Show and change what commands do when they are not told."),
            new Listed(MORE, "doctor", "Find out why something does not work."),
            new Listed(MORE, "install-desktop", "Have the desktop open torrents and magnets with seedbank."),
            new Listed(MORE, "open-torrent", "Show a torrent, ask where to, and have the node fetch it."),
            new Listed(MORE, "demo", "Show the whole job here: publish, get, verify, find damage."),
            new Listed(MORE, "completion", "Have a shell complete commands, options, serials and names."),
            new Listed(MORE, "help", "Tell more about a command or a topic."),
            new Listed(MORE, "version", "Tell the version, and what it was built from and runs on."));

    /**
     * What help says of one command where it lists all.
     *
     * @param group the heading that it stands below
     * @param name as it is typed
     * @param line what it does; in its own help, the first line
     */
    private record Listed(String group, String name, String line) {}

    private Commands() {}

    /** The names of all. */
    static List<String> names() {
        return ALL.stream().map(Listed::name).toList();
    }

    /** By the headings that they stand below: the names of all, each with its line. */
    static Map<String, Map<String, String>> groups() {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        ALL.forEach(each -> groups.computeIfAbsent(each.group, group -> new LinkedHashMap<>())
                .put(each.name, each.line));
        return groups;
    }

    /** Adds to the program what a command line with these arguments needs of all commands. */
    static void add(CommandLine program, Context context, List<String> arguments) {
        List<String> words = arguments.stream()
                .filter(each -> !each.startsWith("-") || each.equals("-"))
                .toList();
        if (words.isEmpty()) {
            return;
        }
        boolean help = words.get(0).equals(HELP) && words.size() > 1;
        String asked = words.get(help ? 1 : 0);
        boolean known = names().contains(asked) || (help && HelpTopic.of(asked).isPresent());
        Set<String> whole = new HashSet<>(words.get(0).equals(COMPLETION) ? names() : words);
        if (!known && NearMiss.of(asked, names()).isEmpty()) {
            whole.addAll(WITH_OTHERS);
        }
        // Where it begins with no command, each of them can be meant.
        ALL.stream()
                .filter(each -> whole.contains(each.name) || !known)
                .forEach(each -> add(
                        program, each, whole.contains(each.name) ? command(each.name, context) : CommandSpec.create()));
    }

    /** Adds all commands to the program. */
    static void addAll(CommandLine program, Context context) {
        ALL.forEach(each -> add(program, each, command(each.name, context)));
    }

    private static void add(CommandLine program, Listed listed, Object command) {
        CommandLine added = command instanceof CommandLine line ? line : new CommandLine(command);
        added.getCommandSpec().name(listed.name).usageMessage().header(listed.line);
        program.addSubcommand(listed.name, added);
    }

    private static Object command(String name, Context context) {
        return switch (name) {
            case "publish" -> new PublishCommand(context);
            case "edit" -> new EditCommand(context);
            case "describe" -> new DescribeCommand(context);
            case "withdraw" -> new WithdrawCommand(context);
            case "invite" -> new InviteCommand(context);
            case "cite" -> new CiteCommand(context);
            case "metadata" -> new MetadataCommand(context);
            case "list" -> new ListCommand(context);
            case "show" -> new ShowCommand(context);
            case "get" -> new GetCommand(context);
            case "cat" -> new CatCommand(context);
            case "add" -> new AddCommand(context);
            case "follow" -> new FollowCommand(context);
            case "link" -> new LinkCommand(context);
            case "verify" -> new VerifyCommand(context);
            case "manifest" -> new ManifestCommand(context);
            case "bag" -> new BagCommand(context);
            case "node" -> NodeCommand.commandLine(context);
            case "status" -> new StatusCommand(context);
            case "top" -> new TopCommand(context);
            case "open" -> new OpenCommand(context);
            case "history" -> new HistoryCommand(context);
            case "du" -> new DuCommand(context);
            case "df" -> new DfCommand(context);
            case "pause" -> new PauseCommand(context);
            case "resume" -> new PauseCommand.Resume(context);
            case "limit" -> new LimitCommand(context);
            case "schedule" -> ScheduleCommand.commandLine(context);
            case "move" -> new MoveCommand(context);
            case "relocate" -> new RelocateCommand(context);
            case "remove" -> new RemoveCommand(context);
            case "catalog" -> CatalogCommand.commandLine(context);
            case "login" -> new LoginCommand(context);
            case "logout" -> new LogoutCommand(context);
            case "tracker" -> TrackerCommand.commandLine(context);
            case "trackers" -> TrackersCommand.commandLine(context);
            case "config" -> ConfigCommand.commandLine(context);
            case "doctor" -> DoctorCommand.commandLine(context);
            case "install-desktop" -> new InstallDesktopCommand(context);
            case "open-torrent" -> new OpenTorrentCommand(context);
            case "demo" -> new DemoCommand(context);
            case "completion" -> new CompletionCommand(context);
            case "help" -> new HelpCommand(context);
            case "version" -> new VersionCommand(context);
            default -> throw new IllegalArgumentException("no command " + name);
        };
    }
}
