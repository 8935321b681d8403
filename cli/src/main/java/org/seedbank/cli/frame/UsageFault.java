package org.seedbank.cli.frame;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.integrity.NearMiss;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A command line that cannot be meant, in this program's words and not in those of its parser.
 *
 * @param message what was typed, and what is wrong with it
 * @param remedy what was probably meant, and where to read on
 */
public record UsageFault(String message, String remedy) {

    /** Words of other programs for what commands of this one do. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("fetch", "get"),
            Map.entry("download", "get"),
            Map.entry("ls", "list"),
            Map.entry("search", "list"),
            Map.entry("find", "list"),
            Map.entry("info", "show"),
            Map.entry("check", "verify"),
            Map.entry("seed", "publish"),
            Map.entry("share", "publish"),
            Map.entry("upload", "publish"),
            Map.entry("rm", "remove"),
            Map.entry("delete", "remove"),
            Map.entry("mv", "move"));

    /** A failure that brings its own remedy. */
    private static final class Told extends ParameterException {

        private static final long serialVersionUID = 1;

        private final String remedy;

        Told(CommandLine command, String message, String remedy) {
            super(command, message);
            this.remedy = remedy;
        }
    }

    /** What a person is told of a failure; {@code typed} are all words of the command line, or none. */
    static UsageFault of(ParameterException failure, List<String> typed) {
        CommandLine command = failure.getCommandLine();
        if (failure instanceof Told told) {
            return new UsageFault(told.getMessage(), told.remedy);
        }
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(command, unmatched.getUnmatched(), typed);
        }
        return new UsageFault(message(failure), seeHelp(command));
    }

    /** A command that only has others below it was given none of them. */
    public static ParameterException commandMissing(CommandLine command) {
        List<String> names = List.copyOf(command.getSubcommands().keySet());
        return new ParameterException(command, "'%s' needs a command: %s".formatted(nameOf(command), oneOf(names)));
    }

    /** There is no such command below this one; {@code others} are further words that could have been meant. */
    public static ParameterException unknownCommand(CommandLine parent, String typed, List<String> others) {
        UsageFault fault = noCommand(parent, typed, others);
        return new Told(parent, fault.message, fault.remedy);
    }

    /** There is no such word among those that may stand here; {@code kind} says what it is to name. */
    public static ParameterException unknownWord(CommandLine command, String kind, String typed, List<String> words) {
        String all = "%ss are %s".formatted(kind, String.join(", ", words));
        return new Told(
                command,
                "there is no %s '%s'".formatted(kind, typed),
                NearMiss.of(typed.toLowerCase(Locale.ROOT), words)
                        .map(near -> "did you mean '%s'? The %s".formatted(near, all))
                        .orElse("the " + all));
    }

    /** Refuses words that nobody takes beside {@code --help} and {@code --version}, unless help is what tells of them. */
    public static void refuseTypos(CommandLine.ParseResult parsed) {
        for (CommandLine command : parsed.asCommandLineList()) {
            List<String> unmatched = command.getParseResult().unmatched();
            boolean typo = !unmatched.isEmpty()
                    && (!command.getSubcommands().isEmpty()
                            || unmatched.stream().anyMatch(UsageFault::isOption));
            if (typo) {
                throw new UnmatchedArgumentException(command, unmatched);
            }
        }
    }

    private static UsageFault unmatched(CommandLine command, List<String> unmatched, List<String> typed) {
        // Behind '--' stand no options.
        List<String> plain = typed.contains("--") ? typed.subList(typed.indexOf("--"), typed.size()) : List.of();
        Optional<String> option = unmatched.stream()
                .filter(UsageFault::isOption)
                .filter(each -> !plain.contains(each))
                .findFirst();
        if (!command.getSubcommands().isEmpty() && !isOption(unmatched.get(0))) {
            return noCommand(command, unmatched.get(0), List.of());
        }
        return option.map(each -> noOption(command, each, typed))
                .orElseGet(() -> new UsageFault(
                        "'%s' is one word too many for '%s'".formatted(unmatched.get(0), synopsis(command)),
                        seeHelp(command)));
    }

    private static boolean isOption(String word) {
        return word.length() > 1 && word.startsWith("-");
    }

    private static UsageFault noCommand(CommandLine parent, String typed, List<String> others) {
        String message = parent.getParent() == null
                ? "there is no command '%s'".formatted(typed)
                : "'%s' has no command '%s'".formatted(nameOf(parent), typed);
        List<String> names = Stream.concat(parent.getSubcommands().keySet().stream(), others.stream())
                .toList();
        String word = typed.toLowerCase(Locale.ROOT);
        Optional<String> meant = NearMiss.of(word, names)
                .or(() -> Optional.ofNullable(ELSEWHERE.get(word)).filter(names::contains))
                .map(name -> others.contains(name) ? "help " + name : name)
                .or(() -> below(parent, word));
        if (names.contains(typed)) {
            return new UsageFault("a command stands before '--'", "write '%s %s'".formatted(nameOf(parent), typed));
        }
        if (typed.equals("help")) {
            return new UsageFault(
                    message, "did you mean '%s'?".formatted(nameOf(parent).replaceFirst(" ", " help ")));
        }
        return new UsageFault(
                message,
                meant.map(name -> "did you mean '%s %s'? '%s --help' shows all commands"
                                .formatted(nameOf(parent), name, nameOf(parent)))
                        .orElseGet(() -> seeHelp(parent)));
    }

    /** A command of this name that stands below another one. */
    private static Optional<String> below(CommandLine parent, String word) {
        return parent.getSubcommands().entrySet().stream()
                .filter(group -> group.getValue().getSubcommands().containsKey(word))
                .map(group -> group.getKey() + " " + word)
                .findFirst();
    }

    private static UsageFault noOption(CommandLine command, String word, List<String> typed) {
        String name = word.replaceFirst("=.*", "");
        String message = "'%s' has no option '%s'".formatted(nameOf(command), name);
        Optional<String> owner = command.getSubcommands().entrySet().stream()
                .filter(each -> typed.contains(each.getKey()))
                .filter(each -> each.getValue().getCommandSpec().findOption(name) != null)
                .map(each -> "write it behind the command: '%s %s %s'".formatted(nameOf(command), each.getKey(), word))
                .findFirst();
        List<String> options = command.getCommandSpec().options().stream()
                .flatMap(each -> Arrays.stream(each.names()))
                .filter(each -> each.startsWith("--"))
                .toList();
        return new UsageFault(
                message,
                owner.or(() -> NearMiss.of(name.toLowerCase(Locale.ROOT), options)
                                .map(near -> "did you mean '%s'? '%s --help' shows all options"
                                        .formatted(near, nameOf(command))))
                        .orElseGet(() -> seeHelp(command)));
    }

    private static String message(ParameterException failure) {
        if (failure instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return missing(missing);
        }
        if (failure instanceof OverwrittenOptionException twice) {
            return "%s is given twice".formatted(label(twice.getOverwritten()));
        }
        if (failure.getArgSpec() != null) {
            return invalid(failure);
        }
        return failure.getMessage();
    }

    private static String missing(MissingParameterException failure) {
        List<ArgSpec> missing = failure.getMissing();
        boolean optionIsThere = missing.size() == 1
                && missing.get(0).isOption()
                && !failure.getMessage().startsWith("Missing required option");
        if (optionIsThere) {
            ArgSpec option = missing.get(0);
            return "the %s of '%s' is missing".formatted(option.paramLabel(), name(option));
        }
        String labels = missing.stream().map(UsageFault::label).distinct().collect(Collectors.joining(" and "));
        return "%s %s missing in '%s'"
                .formatted(labels, missing.size() == 1 ? "is" : "are", synopsis(failure.getCommandLine()));
    }

    private static String invalid(ParameterException failure) {
        ArgSpec argument = failure.getArgSpec();
        if (argument.arity().max() == 0) {
            return "%s takes no value, and has '%s'".formatted(name(argument), failure.getValue());
        }
        String reason = failure.getCause() instanceof TypeConversionException told
                ? told.getMessage()
                : "'%s' is no %s".formatted(failure.getValue(), argument.paramLabel());
        return "%s: %s".formatted(name(argument), reason);
    }

    private static String oneOf(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? "'%s%s'".formatted(option.longestName(), option.arity().max() == 0 ? "" : " " + option.paramLabel())
                : argument.paramLabel();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String synopsis(CommandLine command) {
        return command.getHelp().synopsis(0).strip().replaceAll("\\s+", " ");
    }

    private static String seeHelp(CommandLine command) {
        return "see '%s --help'".formatted(nameOf(command));
    }

    private static String nameOf(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }
}
