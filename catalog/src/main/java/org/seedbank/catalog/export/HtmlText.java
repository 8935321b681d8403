package org.seedbank.catalog.export;

/** Makes a stranger's text fit for a page: it is text and nothing else, and nothing in it is unseen or turns it around. */
public final class HtmlText {

    private HtmlText() {}

    /** For text on one line and for values of attributes in double quotes. */
    public static String line(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder html = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(html, c));
        return html.toString();
    }

    /** Escapes text of several lines, whose line feeds and tabs stay. */
    public static String block(String text) {
        StringBuilder html = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(c -> {
            if (c == '\n' || c == '\t') {
                html.appendCodePoint(c);
            } else {
                append(html, c);
            }
        });
        return html.toString();
    }

    /** Most texts have nothing to be escaped. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f || c == '&' || c == '<' || c == '>' || c == '"' || c == '\'') {
                return false;
            }
        }
        return true;
    }

    /** Tells whether a text has characters that are unseen or turn it around, and so are shown by their numbers. */
    static boolean hides(String text) {
        return text.codePoints().anyMatch(HtmlText::isHidden);
    }

    private static void append(StringBuilder html, int character) {
        switch (character) {
            case '&' -> html.append("&amp;");
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            default -> {
                if (isHidden(character)) {
                    html.append("\\u{").append(Integer.toHexString(character)).append('}');
                } else {
                    html.appendCodePoint(character);
                }
            }
        }
    }

    /** Which characters are unassigned differs between versions of Java, so those are left to the browser. */
    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE -> true;
            default -> false;
        };
    }
}
