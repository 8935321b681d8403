package org.seedbank.cli.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.UsageFault;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells about the program, a command, or a topic. */
@Command(
        name = "help",
        description = {
            "",
            "Without a name, shows all commands. Topics are 'ref', what a REF may be, and 'exit-codes', what a command"
                    + " ends with."
        },
        footer = {"  seedbank help publish", "  seedbank help node start", "  seedbank help ref"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.USAGE})
public final class HelpCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "A command, with those above it, or a topic.")
    private List<String> names = new ArrayList<>();

    public HelpCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        CommandLine about = spec.commandLine().getParent();
        Optional<HelpTopic> topic = names.size() == 1 ? HelpTopic.of(names.get(0)) : Optional.empty();
        if (topic.isPresent()) {
            context.terminal().out().print(topic.get().text(about));
            return ExitCodes.OK;
        }
        for (String name : names) {
            CommandLine next = about.getSubcommands().get(name);
            if (next == null) {
                throw UsageFault.unknownCommand(
                        about, name, about == spec.commandLine().getParent() ? HelpTopic.labels() : List.of());
            }
            about = next;
        }
        about.usage(context.terminal().out());
        return ExitCodes.OK;
    }
}
