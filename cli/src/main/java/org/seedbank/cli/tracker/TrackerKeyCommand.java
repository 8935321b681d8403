package org.seedbank.cli.tracker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.UsageFault;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.option.TimeSpan;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Table;
import org.seedbank.tracker.MemberKeys;
import org.seedbank.tracker.api.MemberKey;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands about keys of a tracker's members. */
@Command(
        name = "key",
        header = "Make, list and remove keys for a tracker with --members.",
        description = {
            "",
            "A key is a part of the announce address that a member's torrents name. There is none that nobody has made, and"
                    + " each expires. Only its digest is kept. A tracker that runs knows of changes within seconds."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"  seedbank tracker key add ben", "  seedbank tracker key list"},
        exitCodeList = {ExitCodes.Help.USAGE})
final class TrackerKeyCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private TrackerKeyCommand() {}

    static CommandLine commandLine(Context context) {
        return new CommandLine(new TrackerKeyCommand())
                .addSubcommand(new Add(context))
                .addSubcommand(new KeyList(context))
                .addSubcommand(new Remove(context));
    }

    @Override
    public void run() {
        throw UsageFault.commandMissing(spec.commandLine());
    }

    /** A key in JSON. */
    private record Key(String name, Instant added, Instant expires, boolean valid) {

        static Key of(MemberKey facts) {
            return new Key(facts.name(), facts.added(), facts.expires(), facts.isValidAt(Instant.now()));
        }
    }

    /** Makes one. */
    @Command(
            name = "add",
            header = "Make a key.",
            description = {"", "Prints the key, which is not shown again: whoever has it may announce until it expires."
            },
            footer = {"  seedbank tracker key add ben", "  seedbank tracker key add guest --expires 7d"},
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Add implements Callable<Integer> {

        private static final Duration LEAST = Duration.ofMinutes(1);
        private static final Duration MOST = Duration.ofDays(3_650);

        private final Context context;

        @Spec
        private CommandSpec spec;

        @Mixin
        private OutputOptions output;

        @Parameters(
                paramLabel = "NAME",
                description = "Whose it is: up to 64 letters, digits, dots, hyphens, underscores and at signs.")
        private String name;

        @Option(
                names = "--expires",
                paramLabel = "TIME",
                converter = TimeSpan.class,
                description = "How long it is valid, from 1m to 3650d. Default: 90d.")
        private Duration expires = Duration.ofDays(90);

        Add(Context context) {
            this.context = context;
        }

        private record Made(String key, Key facts) {}

        @Override
        public Integer call() throws InterruptedException {
            Duration valid = TimeSpan.within(spec.commandLine(), "--expires", expires, LEAST, MOST);
            try (MemberKeys keys = MemberKeys.open(context.home().tracker())) {
                MemberKeys.Made made = keys.add(name, valid);
                if (output.json()) {
                    JsonOutput.print(new Made(made.key(), Key.of(made.facts())), context.terminal());
                } else {
                    context.terminal().out().println(made.key());
                    context.terminal()
                            .say("use it as http://HOST:PORT/KEY/announce until %s; it is not shown again"
                                    .formatted(made.facts().expires()));
                }
                return ExitCodes.OK;
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        }
    }

    /** Lists them. */
    @Command(
            name = "list",
            header = "Show the names of all keys and when they expire.",
            footer = {"  seedbank tracker key list", "  seedbank tracker key list --json"},
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class KeyList implements Callable<Integer> {

        private final Context context;

        @Mixin
        private OutputOptions output;

        KeyList(Context context) {
            this.context = context;
        }

        private record Keys(List<Key> keys) {}

        @Override
        public Integer call() throws InterruptedException {
            List<Key> all;
            try (MemberKeys keys = MemberKeys.open(context.home().tracker())) {
                all = keys.all().stream().map(Key::of).toList();
            }
            if (output.json()) {
                JsonOutput.print(new Keys(all), context.terminal());
                return ExitCodes.OK;
            }
            Table table = new Table("name", "added", "expires", "");
            all.forEach(each -> table.row(
                    each.name(), each.added().toString(), each.expires().toString(), each.valid() ? "" : "expired"));
            table.print(context.terminal().out());
            return ExitCodes.OK;
        }
    }

    /** Removes one. */
    @Command(
            name = "remove",
            header = "Remove a key: who has it is not answered any more.",
            footer = {"  seedbank tracker key list", "  seedbank tracker key remove ben"},
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Remove implements Callable<Integer> {

        private final Context context;

        @Parameters(paramLabel = "NAME", description = "A name from 'seedbank tracker key list'.")
        private String name;

        Remove(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            try (MemberKeys keys = MemberKeys.open(context.home().tracker())) {
                keys.remove(name);
            }
            context.terminal().out().println(SafeText.line("removed '%s'".formatted(name)));
            return ExitCodes.OK;
        }
    }
}
