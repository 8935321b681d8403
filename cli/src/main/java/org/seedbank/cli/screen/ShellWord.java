package org.seedbank.cli.screen;

import java.util.List;
import java.util.stream.Collectors;

/** A word as a POSIX shell takes it, for commands that a person copies out of a message. */
public final class ShellWord {

    private ShellWord() {}

    /** The word itself, in single quotes where a shell would read it otherwise. */
    public static String of(String word) {
        return word.matches("[A-Za-z0-9_./+:=,@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** A command of these words. */
    public static String line(List<String> words) {
        return words.stream().map(ShellWord::of).collect(Collectors.joining(" "));
    }
}
