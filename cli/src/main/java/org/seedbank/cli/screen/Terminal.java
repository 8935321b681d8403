package org.seedbank.cli.screen;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * Where a command writes to.
 *
 * @param out results, which can be piped
 * @param err progress, warnings and errors
 * @param outIsTerminal whether a person sees {@code out} as it is written
 * @param errIsTerminal whether a person sees {@code err} as it is written
 * @param colour whether colours are welcome on a terminal
 * @param draws whether a terminal can be drawn over; a dumb one cannot
 * @param width columns of the terminal, which may change, from 1
 * @param quiet set while a command line is parsed that asks for results, warnings and errors alone
 */
public record Terminal(
        PrintWriter out,
        PrintWriter err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        boolean colour,
        boolean draws,
        IntSupplier width,
        AtomicBoolean quiet) {

    private static final int USUAL_WIDTH = 80;

    /** One that tells all there is to tell, until it is asked to be quiet. */
    public Terminal(
            PrintWriter out,
            PrintWriter err,
            boolean outIsTerminal,
            boolean errIsTerminal,
            boolean colour,
            boolean draws,
            IntSupplier width) {
        this(out, err, outIsTerminal, errIsTerminal, colour, draws, width, new AtomicBoolean());
    }

    /** A terminal of the usual width that can be drawn over. */
    public Terminal(PrintWriter out, PrintWriter err, boolean outIsTerminal, boolean errIsTerminal, boolean colour) {
        this(out, err, outIsTerminal, errIsTerminal, colour, true, () -> USUAL_WIDTH);
    }

    /** Tells whether progress can be drawn over itself where a person sees it. */
    public boolean errCanBeDrawn() {
        return errIsTerminal && draws;
    }

    /** Columns that a line of results may take: those of the terminal, or any number where it goes elsewhere. */
    public int lineWidth() {
        return outIsTerminal ? Math.max(1, width.getAsInt()) : Integer.MAX_VALUE;
    }

    /** From now on only results, warnings and errors are told. */
    public void beQuiet() {
        quiet.set(true);
    }

    public boolean isQuiet() {
        return quiet.get();
    }

    /** A note for whoever wants to know how it goes: a line for {@code err} that says who speaks. */
    public void say(String message) {
        if (!isQuiet()) {
            tell(message);
        }
    }

    /** A line that nobody can do without: of an error, of a question, or of an answer to one. */
    public void tell(String message) {
        err.println("seedbank: " + message);
        err.flush();
    }

    /** Says what a person should know, while the command goes on. */
    public void warn(String message) {
        tell(paint("33", "warning: ", errIsTerminal) + SafeText.line(message));
    }

    /** Says what failed, and what can be done about it. */
    public void error(String message, String remedy) {
        tell("error: " + SafeText.line(message));
        tell("hint: " + SafeText.line(remedy));
    }

    /** Green for good news in results. */
    public String good(String text) {
        return paint("32", text, outIsTerminal);
    }

    /** Red for bad news in results. */
    public String bad(String text) {
        return paint("31", text, outIsTerminal);
    }

    private String paint(String code, String text, boolean onTerminal) {
        return onTerminal && colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
