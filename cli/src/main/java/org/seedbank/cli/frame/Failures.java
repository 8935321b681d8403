package org.seedbank.cli.frame;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.BooleanSupplier;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.integrity.SeedbankException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a person what failed, and the shell with which code. */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final Context context;
    private final BooleanSupplier debug;

    /** Tells it over one context; {@code debug} says, once the command line is parsed, whether stack traces are wanted. */
    public Failures(Context context, BooleanSupplier debug) {
        this.context = context;
        this.debug = debug;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) {
        PrintWriter err = context.terminal().err();
        // Reading a file can end with an error of its own when it is interrupted; the flag then tells why. Leaving it
        // set would cut short what is still to be written while the process ends.
        if (Thread.interrupted() || failure instanceof InterruptedException) {
            err.println("seedbank: interrupted");
            return ExitCodes.INTERRUPTED;
        }
        if (debug.getAsBoolean()) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            err.print(SafeText.block(trace.toString()));
        }
        if (failure instanceof SeedbankException known) {
            tell(known, context.terminal());
            return ExitCodes.of(known.getClass());
        }
        if (failure instanceof ParameterException usage) {
            return handleParseException(usage, new String[0]);
        }
        context.terminal()
                .error(
                        "this is a fault in seedbank: " + failure,
                        debug.getAsBoolean()
                                ? "report it with the lines above"
                                : "run it again with --debug and report what it prints");
        return ExitCodes.FAILED;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        context.terminal()
                .error(
                        reason(failure),
                        "see '%s --help'"
                                .formatted(failure.getCommandLine()
                                        .getCommandSpec()
                                        .qualifiedName()));
        return ExitCodes.USAGE;
    }

    /** Says what failed and what to do about it. */
    public static void tell(SeedbankException failure, Terminal terminal) {
        terminal.error(failure.getMessage(), RemedyWords.of(failure.advice()));
    }

    private static String reason(ParameterException failure) {
        boolean noCommand = !failure.getCommandLine().getSubcommands().isEmpty();
        if (noCommand && failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            return "there is no command '%s'".formatted(unmatched.getUnmatched().get(0));
        }
        return lowerFirst(failure.getMessage());
    }

    private static String lowerFirst(String message) {
        boolean word = message.length() > 1 && Character.isLowerCase(message.charAt(1));
        return word ? Character.toLowerCase(message.charAt(0)) + message.substring(1) : message;
    }
}
