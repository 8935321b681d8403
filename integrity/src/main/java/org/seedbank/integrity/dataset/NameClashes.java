package org.seedbank.integrity.dataset;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.seedbank.integrity.DatasetPath;

/** Finds names that this system tells apart and others do not: by case (Windows, macOS) or Unicode form (macOS). */
final class NameClashes {

    private NameClashes() {}

    /** A warning for each path that another system would take for an earlier one; folders count like files. */
    static List<String> among(List<DatasetPath> paths) {
        List<String> warnings = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (DatasetPath path : paths) {
            String text = path.text();
            for (int end = text.indexOf('/'); end > 0; end = text.indexOf('/', end + 1)) {
                compare(text.substring(0, end), seen, warnings);
            }
            compare(text, seen, warnings);
        }
        return warnings;
    }

    private static String normal(String text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static void compare(String text, Map<String, String> seen, List<String> warnings) {
        String normal = normal(text);
        String other = seen.putIfAbsent(normal.toLowerCase(Locale.ROOT), text);
        if (other == null || other.equals(text)) {
            return;
        }
        boolean sameForm = normal(other).equals(normal);
        warnings.add("'%s' and '%s' differ only in %s: some systems cannot hold both"
                .formatted(other, text, sameForm ? "Unicode form" : "case"));
    }
}
