package org.seedbank.cli.trackers;

import java.util.List;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.AddressArguments;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.uploading.edit.ListChange;
import org.seedbank.uploading.trackers.DefaultTrackers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Commands that show and change the list; each prints what it is then. */
abstract class TrackersChangeCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputOptions output;

    TrackersChangeCommand(Context context) {
        this.context = context;
    }

    /** Shows the list. */
    @Command(
            name = "list",
            header = "List the trackers that each publication names.",
            footer = {"  seedbank trackers list", "  seedbank trackers list --json"},
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Shown extends TrackersChangeCommand {

        Shown(Context context) {
            super(context);
        }

        @Override
        List<String> changed(DefaultTrackers trackers) {
            return trackers.read();
        }
    }

    /** Adds to the list. */
    @Command(
            name = "add",
            header = "Have each publication from now on name these trackers too.",
            footer = {
                "  seedbank trackers add udp://tracker.example.org:6969",
                "  seedbank trackers add https://tracker.example.org/announce"
            },
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Added extends TrackersChangeCommand {

        @Parameters(arity = "1..*", paramLabel = "URL", description = "A tracker: http, https or udp.")
        private List<String> urls;

        Added(Context context) {
            super(context);
        }

        @Override
        List<String> changed(DefaultTrackers trackers) throws InterruptedException {
            return trackers.change(new ListChange(trackers(urls), List.of()));
        }
    }

    /** Takes out of the list. */
    @Command(
            name = "remove",
            header = "Have publications from now on not name these trackers any more.",
            footer = {"  seedbank trackers list", "  seedbank trackers remove udp://tracker.example.org:6969"},
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Removed extends TrackersChangeCommand {

        @Parameters(arity = "1..*", paramLabel = "URL", description = "One of those that 'list' shows.")
        private List<String> urls;

        Removed(Context context) {
            super(context);
        }

        @Override
        List<String> changed(DefaultTrackers trackers) throws InterruptedException {
            return trackers.change(new ListChange(List.of(), urls));
        }
    }

    /** The list as it is then. */
    abstract List<String> changed(DefaultTrackers trackers) throws InterruptedException;

    List<String> trackers(List<String> urls) {
        return AddressArguments.trackers(spec.commandLine(), "the tracker", urls);
    }

    private record Listed(List<String> trackers) {}

    @Override
    public Integer call() throws InterruptedException {
        List<String> trackers = changed(DefaultTrackers.in(context.home().config()));
        if (output.json()) {
            JsonOutput.print(new Listed(trackers), context.terminal());
            return ExitCodes.OK;
        }
        trackers.forEach(each -> context.terminal().out().println(SafeText.line(each)));
        context.terminal().out().flush();
        if (trackers.isEmpty()) {
            context.terminal()
                    .say("publications name no tracker by themselves; 'seedbank trackers add URL' changes that");
        }
        trackers.stream().filter(AddressKeys::isIn).forEach(each -> context.terminal()
                .warn("'%s' holds what looks like a personal key, which everybody gets with each torrent"
                        .formatted(AddressKeys.hidden(each))));
        return ExitCodes.OK;
    }
}
