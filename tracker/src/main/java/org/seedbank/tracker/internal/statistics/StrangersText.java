package org.seedbank.tracker.internal.statistics;

/** Text that a stranger wrote, made so that it is text and nothing else where it is shown. */
final class StrangersText {

    /** More of a title is no title. */
    private static final int LONGEST = 300;

    private StrangersText() {}

    /** For HTML, in text and in attributes with double quotes; what cannot be seen is shown by its number. */
    static String html(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        visible(text).chars().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append((char) c);
            }
        });
        return safe.toString();
    }

    /** For the value of a label in Prometheus' text form. */
    static String label(String text) {
        return visible(text).replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String visible(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        int[] points = text.codePoints().limit(LONGEST + 1L).toArray();
        for (int i = 0; i < Math.min(points.length, LONGEST); i++) {
            int type = Character.getType(points[i]);
            boolean hidden = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.UNASSIGNED
                    || type == Character.PRIVATE_USE;
            if (hidden) {
                seen.append("\\u{%x}".formatted(points[i]));
            } else {
                seen.appendCodePoint(points[i]);
            }
        }
        return points.length > LONGEST ? seen.append('…').toString() : seen.toString();
    }
}
