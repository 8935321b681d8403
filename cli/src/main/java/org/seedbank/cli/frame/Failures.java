package org.seedbank.cli.frame;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.integrity.SeedbankException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells a person what failed, the shell with which code, and whoever asked for JSON both. */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private static final String JSON = "--json";

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
        boolean json = wantsJson(parsed);
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
            tell(known, context.terminal(), json);
            return ExitCodes.of(known.getClass());
        }
        if (failure instanceof ParameterException usage) {
            return usage(UsageFault.of(usage, List.of()), json);
        }
        String message = "this is a fault in seedbank: " + failure;
        String remedy = debug.getAsBoolean()
                ? "report it with the lines above"
                : "run it again with --debug and report what it prints";
        context.terminal().error(message, remedy);
        if (json) {
            FailureJson.print("fault", message, Optional.of(remedy), ExitCodes.FAILED, context.terminal());
        }
        return ExitCodes.FAILED;
    }

    private static boolean wantsJson(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.hasMatchedOption(JSON);
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        boolean takesJson = failure.getCommandLine().getCommandSpec().findOption(JSON) != null;
        return usage(
                UsageFault.of(failure, List.of(args)),
                takesJson && List.of(args).contains(JSON));
    }

    private int usage(UsageFault fault, boolean json) {
        context.terminal().error(fault.message(), fault.remedy());
        if (json) {
            FailureJson.print(
                    "usage", fault.message(), Optional.of(fault.remedy()), ExitCodes.USAGE, context.terminal());
        }
        return ExitCodes.USAGE;
    }

    /** Says what failed and what to do about it, and prints it as a document where that is wanted. */
    public static void tell(SeedbankException failure, Terminal terminal, boolean json) {
        tell(failure, terminal);
        if (json) {
            FailureJson.print(FailureJson.Problem.of(failure), terminal);
        }
    }

    /** Says what failed and what to do about it. */
    public static void tell(SeedbankException failure, Terminal terminal) {
        terminal.error(failure.getMessage(), RemedyWords.of(failure.advice()));
    }
}
