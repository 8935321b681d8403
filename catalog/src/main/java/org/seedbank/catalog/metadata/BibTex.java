package org.seedbank.catalog.metadata;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.seedbank.catalog.Entry;

/**
 * A dataset as a BibTeX entry. Its type is biblatex's {@code dataset}, which BibTeX's styles take as {@code misc}; the digest is
 * an {@code eprint}, where biblatex has identifiers that are no DOI.
 */
final class BibTex {

    private static final int KEY_DIGITS = 8;

    private BibTex() {}

    static String of(DatasetRecord dataset) {
        Entry entry = dataset.entry();
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, "author", dataset.creators().stream().map(BibTex::name).collect(Collectors.joining(" and ")));
        put(fields, "title", "{" + text(entry.title()) + "}");
        put(fields, "year", dataset.year().orElse(""));
        put(fields, "date", dataset.date().orElse(""));
        put(fields, "version", text(entry.version().orElse("")));
        put(
                fields,
                "publisher",
                dataset.publisher().map(name -> "{" + text(name) + "}").orElse(""));
        put(fields, "doi", entry.doi().filter(doi -> doi.equals(verbatim(doi))).orElse(""));
        put(fields, "url", dataset.url().map(BibTex::verbatim).orElse(""));
        put(fields, "eprinttype", "sha256");
        put(fields, "eprint", entry.digest().hex());
        put(fields, "keywords", text(String.join(", ", entry.keywords())));
        put(fields, "abstract", text(entry.description()));
        put(fields, "annote", Infohashes.sentence(entry));
        return fields.entrySet().stream()
                .map(field -> "  %-10s = {%s}".formatted(field.getKey(), field.getValue()))
                .collect(Collectors.joining(",\n", "@dataset{" + key(dataset) + ",\n", "\n}\n"));
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }

    /** A whole name in braces is not taken apart; no parted one holds the {@code and} that stands between names. */
    private static String name(PersonName name) {
        return name.family()
                .flatMap(family -> name.given().map(given -> text(family) + ", " + text(given)))
                .orElse("{" + text(name.text()) + "}");
    }

    /** Family name, year and the beginning of the digest, in letters and digits that every program takes. */
    private static String key(DatasetRecord dataset) {
        String name = dataset.creators().stream()
                .findFirst()
                .map(first -> first.family().orElse(first.text()))
                .orElse("");
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z0-9]", "")
                .toLowerCase(Locale.ROOT);
        String start = plain.isEmpty() ? "dataset" : plain.substring(0, Math.min(plain.length(), 30));
        return "%s%s-%s"
                .formatted(
                        start,
                        dataset.year().orElse(""),
                        dataset.entry().digest().hex().substring(0, KEY_DIGITS));
    }

    /** Text that TeX sets as it is. A brace is written by its name, since BibTeX counts braces also behind a backslash. */
    private static String text(String text) {
        StringBuilder tex = new StringBuilder(text.length());
        OneLine.of(text).codePoints().forEach(c -> {
            switch (c) {
                case '{' -> tex.append("\\textbraceleft{}");
                case '}' -> tex.append("\\textbraceright{}");
                case '\\' -> tex.append("\\textbackslash{}");
                case '~' -> tex.append("\\textasciitilde{}");
                case '^' -> tex.append("\\textasciicircum{}");
                case '&', '%', '$', '#', '_' -> tex.append('\\').appendCodePoint(c);
                default -> tex.appendCodePoint(c);
            }
        });
        return tex.toString();
    }

    /** An address in a field that is not read as TeX, and in which only braces and backslashes mean something. */
    private static String verbatim(String address) {
        return OneLine.of(address)
                .replace("{", "%7B")
                .replace("}", "%7D")
                .replace("\\", "%5C")
                .replace(" ", "%20");
    }
}
