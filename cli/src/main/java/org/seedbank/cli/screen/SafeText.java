package org.seedbank.cli.screen;

/** Makes a stranger's text fit to be shown: nothing in it can drive a terminal or reorder what stands beside it. */
public final class SafeText {

    private SafeText() {}

    /** One line: control, bidirectional and other invisible characters are shown as {@code \}{@code u{hex}}. */
    public static String line(String text) {
        if (isPrintableAscii(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(shown, c, false));
        return shown.toString();
    }

    /** Most of a long table is, and then nothing has to be looked up. */
    private static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** Text of several lines: line feeds and tabs stay, and all else is shown as in one line. */
    public static String block(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(c -> append(shown, c, true));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int character, boolean linesStay) {
        boolean stays = linesStay && (character == '\n' || character == '\t');
        if (stays || !isHidden(character)) {
            shown.appendCodePoint(character);
        } else {
            shown.append("\\u{").append(Integer.toHexString(character)).append('}');
        }
    }

    /** Tells whether a character cannot be seen, or does something to a terminal. */
    static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> true;
            default -> false;
        };
    }
}
