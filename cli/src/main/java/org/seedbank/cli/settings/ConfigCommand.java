package org.seedbank.cli.settings;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.EditedText;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows and changes settings. */
@Command(
        name = "config",
        description = {
            "",
            "Shows each setting, its value, and where that comes from. An option of a command counts more than a variable of"
                    + " the environment, and that more than what is set. The catalog, the reach and the limits are kept"
                    + " where 'catalog use', 'node reach' and 'limit' keep them; the rest in 'settings.conf' in the folder"
                    + " of settings."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "  seedbank config",
            "  seedbank config set folder /data/datasets",
            "  seedbank config set hook.damaged 'mail -s damage me@example.org'",
            "  seedbank config edit"
        },
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
public final class ConfigCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private OutputOptions output;

    private ConfigCommand(Context context) {
        this.context = context;
    }

    /** The command with those below it. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new ConfigCommand(context))
                .addSubcommand(new Get(context))
                .addSubcommand(new Set(context))
                .addSubcommand(new Unset(context))
                .addSubcommand(new Edit(context));
    }

    private record Shown(String key, Optional<String> value, String from) {}

    private record All(List<Shown> settings, Path file) {}

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = new Settings(context);
        List<Shown> shown = new ArrayList<>();
        for (SettingKey key : SettingKey.values()) {
            Settings.Value value = settings.of(key);
            shown.add(new Shown(key.label(), value.value(), value.from()));
        }
        if (output.json()) {
            JsonOutput.print(new All(shown, settings.file().path()), context.terminal());
            return ExitCodes.OK;
        }
        Table table = new Table("setting", "value", "from");
        shown.forEach(each -> table.row(each.key(), each.value().orElse("-"), each.from()));
        table.print(context.terminal().out());
        return ExitCodes.OK;
    }

    /** The setting that is meant. */
    static final class Named {
        @Parameters(
                index = "0",
                paramLabel = "KEY",
                converter = SettingKey.Converter.class,
                completionCandidates = SettingKey.Labels.class,
                description = "A name from 'seedbank config'.")
        private SettingKey key;
    }

    /** Prints one. */
    @Command(
            name = "get",
            header = "Print one setting.",
            description = {"", "Exit code 1 says that it is not set."},
            footer = {"  seedbank config get folder", "  seedbank config get catalog"},
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Get implements Callable<Integer> {

        private final Context context;

        @Mixin
        private Named named;

        Get(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            Optional<String> value = new Settings(context).of(named.key).value();
            value.ifPresent(text -> context.terminal().out().println(SafeText.line(text)));
            return value.isPresent() ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }

    /** Changes one. */
    @Command(
            name = "set",
            header = "Change one setting.",
            footer = {
                "  seedbank config set folder /data/datasets",
                "  seedbank config set reach network",
                "  seedbank config set limit.up 500K"
            },
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Set implements Callable<Integer> {

        private final Context context;

        @Spec
        private CommandSpec spec;

        @Mixin
        private Named named;

        @Parameters(index = "1", paramLabel = "VALUE", description = "What it is from now on.")
        private String value;

        Set(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            try {
                String kept = new Settings(context).set(named.key, value);
                if (!kept.equals(value)) {
                    context.terminal()
                            .say(SafeText.line(
                                    "%s is '%s' from now on, wherever you are".formatted(named.key.label(), kept)));
                }
            } catch (IllegalArgumentException e) {
                throw new ParameterException(
                        spec.commandLine(), "%s: %s".formatted(named.key.label(), e.getMessage()), e);
            }
            return ExitCodes.OK;
        }
    }

    /** Forgets one. */
    @Command(
            name = "unset",
            header = "Make one setting what it is when nobody sets it.",
            footer = {"  seedbank config unset folder", "  seedbank config unset hook.finished"},
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Unset implements Callable<Integer> {

        private final Context context;

        @Mixin
        private Named named;

        Unset(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            new Settings(context).unset(named.key);
            return ExitCodes.OK;
        }
    }

    /** Opens the file of settings in an editor. */
    @Command(
            name = "edit",
            header = "Open the file of settings in your editor.",
            description = {
                "",
                "The editor is $VISUAL, $EDITOR or vi. What you write is looked at before it is taken; where something is"
                        + " wrong the settings stay as they are, and your text is kept in a file that is named."
            },
            footer = {"  seedbank config edit", "  EDITOR=nano seedbank config edit"},
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Edit implements Callable<Integer> {

        private final Context context;

        Edit(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            SettingsFile file = new Settings(context).file();
            String before = file.text();
            Optional<Boolean> taken = new EditedText(context, "file of settings", "the settings stay as they were")
                    .edit("settings.conf", before.getBytes(StandardCharsets.UTF_8), SettingsFile.MAX_BYTES, after -> {
                        take(after, before, file);
                        return true;
                    });
            return taken.isPresent() ? ExitCodes.OK : ExitCodes.FAILED;
        }

        private static void take(byte[] after, String before, SettingsFile file) throws EditedText.Unusable {
            if (after.length > SettingsFile.MAX_BYTES) {
                throw new EditedText.Unusable("it is longer than %,d bytes".formatted(SettingsFile.MAX_BYTES), null);
            }
            try {
                file.replace(before, new String(after, StandardCharsets.UTF_8));
            } catch (CommandFailure e) {
                throw new EditedText.Unusable(e.getMessage(), e);
            }
        }
    }
}
