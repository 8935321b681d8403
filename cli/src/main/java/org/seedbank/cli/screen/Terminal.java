package org.seedbank.cli.screen;

import java.io.PrintWriter;
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
 */
public record Terminal(
        PrintWriter out,
        PrintWriter err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        boolean colour,
        boolean draws,
        IntSupplier width) {

    private static final int USUAL_WIDTH = 80;

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

    /** A line for {@code err} that says who speaks. */
    public void say(String message) {
        err.println("seedbank: " + message);
        err.flush();
    }

    /** Says what a person should know, while the command goes on. */
    public void warn(String message) {
        say(paint("33", "warning: ", errIsTerminal) + SafeText.line(message));
    }

    /** Says what failed, and what can be done about it. */
    public void error(String message, String remedy) {
        say("error: " + SafeText.line(message));
        say("hint: " + SafeText.line(remedy));
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
