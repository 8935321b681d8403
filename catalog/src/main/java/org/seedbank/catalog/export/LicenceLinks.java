package org.seedbank.catalog.export;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.catalog.metadata.LicenseExpression;

/** License expressions in pages. */
final class LicenceLinks {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.+:-]+");
    private static final String OWN = "LicenseRef-";

    private LicenceLinks() {}

    /** The expression as HTML, in which each licence that SPDX has leads to its text there. */
    static String html(String expression) {
        StringBuilder html = new StringBuilder();
        Matcher name = NAME.matcher(expression);
        int at = 0;
        while (name.find()) {
            html.append(HtmlText.line(expression.substring(at, name.start())));
            String text = HtmlText.line(name.group());
            html.append(
                    isOnList(name.group())
                            ? "<a rel=\"license\" href=\"https://spdx.org/licenses/%s.html\">%s</a>"
                                    .formatted(text, text)
                            : text);
            at = name.end();
        }
        return html.append(HtmlText.line(expression.substring(at))).toString();
    }

    private static boolean isOnList(String name) {
        return !name.contains(OWN)
                && !name.contains(":")
                && LicenseExpression.find(name)
                        .filter(known -> known.text().equals(name))
                        .isPresent();
    }
}
