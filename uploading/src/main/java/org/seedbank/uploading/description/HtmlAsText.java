package org.seedbank.uploading.description;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a description in HTML, for a place that has none. */
final class HtmlAsText {

    private static final Pattern LINE = Pattern.compile("(?i)<br\\s*/?>|</(?:p|div|li|tr|ul|ol|h[1-6])>");

    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]{0,1000}>");

    private static final Pattern ENTITY = Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-z]{2,4});");

    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");

    private static final Pattern BLANK_LINES = Pattern.compile("\n\\s*\n\\s*");

    private HtmlAsText() {}

    /** Text without tags stays as it is, but for its entities. */
    static String of(String html) {
        String lines = LINE.matcher(html).replaceAll("\n");
        String text = TAG.matcher(lines).replaceAll("");
        String decoded = ENTITY.matcher(text).replaceAll(match -> Matcher.quoteReplacement(decoded(match.group(1))));
        return BLANK_LINES.matcher(decoded).replaceAll("\n\n").strip();
    }

    private static String decoded(String entity) {
        if (!entity.startsWith("#")) {
            return NAMED.getOrDefault(entity, "&" + entity + ";");
        }
        boolean hex = entity.charAt(1) == 'x' || entity.charAt(1) == 'X';
        int code = hex ? Integer.parseInt(entity.substring(2), 16) : Integer.parseInt(entity.substring(1));
        boolean isText = Character.isValidCodePoint(code) && !(code >= 0xd800 && code <= 0xdfff);
        return isText ? Character.toString(code) : "\ufffd";
    }
}
