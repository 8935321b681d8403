package org.seedbank.cli.trackers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.AddressArguments;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.library.Version;
import org.seedbank.swarm.TrackerVerdict;
import org.seedbank.swarm.trackers.TrackerCheck;
import org.seedbank.uploading.trackers.DefaultTrackers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks trackers whether they work. */
@Command(
        name = "check",
        header = "Ask trackers whether they work, and name the dead.",
        description = {
            "",
            "Asks each as a peer that leaves a torrent which nobody has, all side by side, for some seconds at most. A"
                    + " tracker that refuses works: those with an allow list refuse what they do not list. Asks them however"
                    + " far the node reaches, as it is you who names them."
        },
        footer = {"  seedbank trackers check", "  seedbank trackers check udp://tracker.example.org:6969 --json"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class TrackersCheckCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "URL",
            description = "Trackers: http, https or udp. Default: those of 'seedbank trackers list'.")
    private List<String> urls = new ArrayList<>();

    @Mixin
    private OutputOptions output;

    TrackersCheckCommand(Context context) {
        this.context = context;
    }

    private record Checked(List<Row> trackers, int dead) {}

    private record Row(String tracker, String state, String word, long millis) {
        static Row of(TrackerVerdict verdict) {
            return new Row(
                    verdict.tracker(),
                    verdict.state().label(),
                    verdict.word(),
                    verdict.took().toMillis());
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> trackers = urls.isEmpty()
                ? DefaultTrackers.in(context.home().config()).read()
                : AddressArguments.trackers(spec.commandLine(), "the tracker", urls);
        if (trackers.size() > TrackerCheck.MOST) {
            throw new ParameterException(
                    spec.commandLine(), "at most %d trackers can be asked in one go".formatted(TrackerCheck.MOST));
        }
        List<TrackerVerdict> verdicts = new TrackerCheck(Version.number()).run(trackers);
        int dead = (int) verdicts.stream()
                .filter(each -> each.state() == TrackerVerdict.State.DEAD)
                .count();
        if (output.json()) {
            JsonOutput.print(new Checked(verdicts.stream().map(Row::of).toList(), dead), context.terminal());
        } else {
            verdicts.forEach(this::print);
            context.terminal().out().flush();
        }
        if (trackers.isEmpty()) {
            context.terminal().say("publications name no tracker by themselves, so there is none to ask");
        } else if (dead > 0) {
            context.terminal()
                    .say("%d of %s %s dead"
                            .formatted(dead, Amounts.count(verdicts.size(), "tracker"), dead == 1 ? "is" : "are"));
        }
        return dead == 0 ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private void print(TrackerVerdict verdict) {
        String word = verdict.word().isEmpty() ? "" : ": " + verdict.word();
        context.terminal()
                .out()
                .println(SafeText.line("%-7s  %s%s".formatted(verdict.state().label(), verdict.tracker(), word)));
    }
}
