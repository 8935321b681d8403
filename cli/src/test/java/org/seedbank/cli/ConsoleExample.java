package org.seedbank.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command in a document, and what it prints.
 *
 * <p>Examples stand in blocks that begin with {@code ```console}. A line that begins with {@code $} is a command, lines
 * that begin with {@code >} carry it on, and all others are what it prints on both of its streams. In these, {@code …}
 * stands for any text within a line, and a line that is only {@code …} for any lines. A command that ends in {@code &}
 * goes on while later ones run. In a block that begins with {@code ```console whole} only the first line is a command.
 * Blocks of any other kind are not run.
 *
 * @param command for {@code sh}, without a closing {@code &}
 * @param background whether it goes on
 * @param printed what it prints, with wildcards
 */
record ConsoleExample(String command, boolean background, String printed) {

    private static final Pattern BLOCK =
            Pattern.compile("^```console( whole)?\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    /** All examples of a document, in their order. */
    static List<ConsoleExample> in(String markdown) {
        List<ConsoleExample> examples = new ArrayList<>();
        Matcher block = BLOCK.matcher(markdown);
        while (block.find()) {
            int most = block.group(1) == null ? -1 : 2;
            for (String example : block.group(2).split("(?m)^\\$ ", most)) {
                if (!example.isEmpty()) {
                    examples.add(parse(example));
                }
            }
        }
        return examples;
    }

    private static ConsoleExample parse(String text) {
        int end = text.indexOf('\n') + 1;
        while (text.startsWith("> ", end)) {
            end = text.indexOf('\n', end) + 1;
        }
        String command = text.substring(0, end).replace("\n> ", "\n").strip();
        boolean background = command.endsWith("&");
        return new ConsoleExample(
                background ? command.substring(0, command.length() - 1) : command, background, text.substring(end));
    }

    /** Whether this is what the command printed. */
    boolean describes(String actual) {
        StringBuilder regex = new StringBuilder();
        for (String line : printed.split("(?<=\n)", -1)) {
            regex.append(line.equals("…\n") ? "(?:.*\n)*?" : regex(line));
        }
        return Pattern.matches(regex.toString(), actual);
    }

    private static String regex(String line) {
        StringBuilder regex = new StringBuilder();
        for (String part : line.split("(?=…)|(?<=…)", -1)) {
            regex.append(part.equals("…") ? ".*" : Pattern.quote(part));
        }
        return regex.toString();
    }
}
