package org.seedbank.cli.screen;

import java.io.PrintWriter;

/**
 * Where a command writes to.
 *
 * @param out results, which can be piped
 * @param err progress, warnings and errors
 * @param outIsTerminal whether a person sees {@code out} as it is written
 * @param errIsTerminal whether a person sees {@code err} as it is written
 * @param colour whether colours are welcome on a terminal
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean outIsTerminal, boolean errIsTerminal, boolean colour) {

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
