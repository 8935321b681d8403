package org.seedbank.catalog.export;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of TOML 1.0 that settings need which are texts: {@code key = "text"} or {@code key = 'text'} on a line, tables one level
 * deep, and comments. A reader of all of TOML reads it the same way.
 */
final class TomlTexts {

    private static final Pattern TABLE = Pattern.compile("\\[\\s*([A-Za-z0-9_-]+)\\s*]\\s*(?:#.*)?");
    private static final Pattern TEXT =
            Pattern.compile("([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|'([^']*+)')\\s*(?:#.*)?");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))");
    private static final String SHORT = "btnfr\"\\";
    private static final String MEANT = "\b\t\n\f\r\"\\";

    private TomlTexts() {}

    /**
     * Reads all texts, by their keys; those of a table have its name and a dot before theirs.
     *
     * @throws IllegalArgumentException when a line is something else; the message names it
     */
    static Map<String, String> parse(String toml) {
        Map<String, String> texts = new LinkedHashMap<>();
        String table = "";
        int number = 0;
        for (String line : toml.split("\r?\n", -1)) {
            number++;
            String rest = line.strip();
            Matcher head = TABLE.matcher(rest);
            Matcher text = TEXT.matcher(rest);
            if (head.matches()) {
                table = head.group(1) + ".";
            } else if (text.matches()) {
                String value = text.group(3) != null ? text.group(3) : unescaped(text.group(2), number);
                if (texts.putIfAbsent(table + text.group(1), value) != null) {
                    throw wrong(number, "has a key that was there before");
                }
            } else if (!rest.isEmpty() && !rest.startsWith("#")) {
                throw wrong(number, "is no line such as 'title = \"Our lab\"'");
            }
        }
        return texts;
    }

    private static String unescaped(String text, int number) {
        return ESCAPE.matcher(text).replaceAll(escape -> {
            String hex = escape.group(1) != null ? escape.group(1) : escape.group(2);
            int at = hex == null ? SHORT.indexOf(escape.group(3)) : 0;
            if (hex == null && at >= 0) {
                return Matcher.quoteReplacement(MEANT.substring(at, at + 1));
            }
            long character = hex == null ? -1 : Long.parseLong(hex, 16);
            if (!Character.isValidCodePoint((int) character)
                    || character != (int) character
                    || isSurrogate(character)) {
                throw wrong(number, "has an escape that stands for nothing");
            }
            return Matcher.quoteReplacement(Character.toString((int) character));
        });
    }

    private static boolean isSurrogate(long character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }

    private static IllegalArgumentException wrong(int line, String what) {
        return new IllegalArgumentException("line " + line + " " + what);
    }
}
