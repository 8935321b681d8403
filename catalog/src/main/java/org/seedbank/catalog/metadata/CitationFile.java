package org.seedbank.catalog.metadata;

import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.seedbank.catalog.Entry;

/** A dataset as a {@code CITATION.cff} of format version 1.2.0, in YAML. */
final class CitationFile {

    /** The one licence, or several of which any may be taken: the format has no place for other expressions. */
    private static final Pattern LICENSES = Pattern.compile("[A-Za-z0-9.+-]+( OR [A-Za-z0-9.+-]+)*");

    /** DOIs that the format takes; of others it gets the address. */
    private static final Pattern DOI = Pattern.compile("10\\.\\d{4,9}(\\.\\d+)?/[A-Za-z0-9:/_;\\-.()\\[\\]\\\\]+");

    /** The format has no place for terms of somebody's own. */
    private static final String OWN_TERMS = "LicenseRef-";

    private final StringBuilder yaml = new StringBuilder();

    private CitationFile() {}

    static String of(DatasetRecord dataset) {
        Entry entry = dataset.entry();
        CitationFile file = new CitationFile();
        file.yaml.append(
                "cff-version: 1.2.0\nmessage: \"If you use this dataset, please cite it as below.\"\ntype: dataset\n");
        file.line("title", OneLine.of(entry.title()));
        file.authors(dataset);
        file.line("abstract", entry.description());
        file.line("version", entry.version().map(OneLine::of).orElse(""));
        dataset.date().ifPresent(date -> file.line("date-released", date));
        Optional<String> doi = entry.doi().filter(text -> DOI.matcher(text).matches());
        file.line("doi", doi.orElse(""));
        file.line(
                "url",
                (doi.isPresent() ? dataset.page() : dataset.url())
                        .filter(CitationFile::isUrl)
                        .orElse(""));
        entry.license().filter(CitationFile::isList).ifPresent(file::licenses);
        file.list(
                "keywords",
                entry.keywords().stream().map(OneLine::of).distinct().toList());
        file.yaml.append("identifiers:\n");
        file.identifier(DatasetRecord.sha256(entry.digest()), "The SHA-256 of the dataset's manifest.");
        Infohashes.urns(entry).forEach(urn -> file.identifier(urn, "The infohash of the dataset's torrent."));
        return file.yaml.toString();
    }

    /** The format wants one at least. */
    private void authors(DatasetRecord dataset) {
        yaml.append("authors:\n");
        if (dataset.creators().isEmpty()) {
            item("name", dataset.publisher().map(OneLine::of).orElse("anonymous"));
        }
        dataset.creators().stream().distinct().forEach(name -> {
            item(name.isParted() ? "family-names" : "name", name.family().orElse(name.text()));
            name.given().ifPresent(given -> yaml.append("    given-names: ")
                    .append(quoted(given))
                    .append('\n'));
        });
    }

    private void licenses(String expression) {
        List<String> names = List.of(expression.split(" OR "));
        if (names.size() == 1) {
            line("license", expression);
        } else {
            list("license", names.stream().distinct().toList());
        }
    }

    private void identifier(String value, String description) {
        item("type", "other");
        yaml.append("    value: ").append(quoted(value)).append('\n');
        yaml.append("    description: ").append(quoted(description)).append('\n');
    }

    private void list(String field, List<String> values) {
        if (!values.isEmpty()) {
            yaml.append(field).append(":\n");
            values.forEach(value -> yaml.append("  - ").append(quoted(value)).append('\n'));
        }
    }

    private void item(String field, String value) {
        yaml.append("  - ").append(field).append(": ").append(quoted(value)).append('\n');
    }

    private void line(String field, String value) {
        if (!value.isBlank()) {
            yaml.append(field).append(": ").append(quoted(value)).append('\n');
        }
    }

    private static boolean isList(String expression) {
        return LICENSES.matcher(expression).matches() && !expression.contains(OWN_TERMS);
    }

    private static boolean isUrl(String address) {
        return address.startsWith("https://") || address.startsWith("http://");
    }

    /** A scalar in double quotes, in which YAML 1.2 has the escapes of JSON; what YAML calls not printable is escaped. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        new JsonPrimitive(text).toString().codePoints().forEach(c -> {
            if (isPrintable(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(c > 0xffff ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
            }
        });
        return quoted.toString();
    }

    /** By YAML 1.2.2, section 5.1; line and paragraph separators are breaks in YAML 1.1, and a byte order mark may be taken out. */
    private static boolean isPrintable(int c) {
        return (c >= 0x20 && c < 0x7f)
                || (c >= 0xa0 && c <= 0xd7ff && c != 0x2028 && c != 0x2029)
                || (c >= 0xe000 && c < 0xfffe && c != 0xfeff)
                || c > 0xffff;
    }
}
