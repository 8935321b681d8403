package org.seedbank.catalog.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seedbank.catalog.Entry;
import org.seedbank.integrity.torrent.TorrentFile;

/** A dataset as schema.org's {@code Dataset} in JSON-LD, with what Google's dataset search asks for. */
public final class SchemaOrg {

    /** Google takes descriptions of 50 to 5,000 characters. */
    private static final int SHORTEST = 50;

    private static final int LONGEST = 5_000;

    /** Schema.org has no words for versions of datasets, and Dublin Core does. */
    private static final String TERMS = "http://purl.org/dc/terms/";

    private static final Pattern ONE_LICENSE = Pattern.compile("[A-Za-z0-9.+-]+");

    private SchemaOrg() {}

    /**
     * The dataset in JSON, over several lines and with a line feed at its end, safe inside of {@code <script
     * type="application/ld+json">}: nothing in it ends a script or a comment, or is a line break to JavaScript alone. Its files
     * are listed where the record has them, which for a page may be too many.
     */
    public static String jsonLd(DatasetRecord dataset) {
        return of(dataset).textForHtml();
    }

    static JsonFacts of(DatasetRecord dataset) {
        JsonFacts json = new JsonFacts()
                .put("@context", "https://schema.org/")
                .put("@type", "Dataset")
                .put("@id", dataset.url());
        return describe(json, dataset)
                .put("size", dataset.entry().bytes() + " B")
                .put("distribution", distribution(dataset))
                .put(TERMS + "replaces", dataset.replaces().map(JsonFacts::reference))
                .put(TERMS + "isReplacedBy", dataset.replacedBy().map(JsonFacts::reference))
                .put("hasPart", Lazily.mapped(dataset.files(), SchemaOrg::file));
    }

    /** Says in schema.org's words what the entry says. */
    static JsonFacts describe(JsonFacts json, DatasetRecord dataset) {
        Entry entry = dataset.entry();
        return json.put("name", OneLine.of(entry.title()))
                .put("description", description(entry))
                .put("url", dataset.url())
                .put("identifier", identifiers(entry))
                .put(
                        "creator",
                        dataset.creators().stream().map(SchemaOrg::creator).toList())
                .put("publisher", dataset.publisher().map(SchemaOrg::organization))
                .put("license", entry.license().map(SchemaOrg::license))
                .put("keywords", entry.keywords().stream().map(OneLine::of).toList())
                .put("version", entry.version().map(OneLine::of))
                .put("datePublished", dataset.date())
                .put("dateModified", entry.modified())
                .put("isAccessibleForFree", true);
    }

    static String description(Entry entry) {
        String text = entry.description().strip();
        if (text.length() < SHORTEST) {
            String start = text.isEmpty() ? OneLine.of(entry.title()) : text;
            return start + (start.endsWith(".") ? " " : ". ") + entry.files()
                    + (entry.files() == 1 ? " file, " : " files, ") + entry.bytes()
                    + " bytes, with a SHA-256 digest of each file.";
        }
        return text.length() <= LONGEST ? text : start(text) + "\u2026";
    }

    private static String start(String text) {
        boolean pair = Character.isHighSurrogate(text.charAt(LONGEST - 2));
        return text.substring(0, pair ? LONGEST - 2 : LONGEST - 1);
    }

    private static List<Object> identifiers(Entry entry) {
        List<Object> identifiers = new ArrayList<>();
        entry.doi().map(DatasetRecord::doiUrl).ifPresent(identifiers::add);
        identifiers.add(digest(entry));
        identifiers.addAll(Infohashes.urns(entry));
        return identifiers;
    }

    static JsonFacts digest(Entry entry) {
        return JsonFacts.typed("PropertyValue")
                .put("propertyID", "SHA-256")
                .put("value", DatasetRecord.sha256(entry.digest()));
    }

    /** The vocabulary wants to know whether it is a person: it is, unless the name holds a word of bodies' names. */
    static JsonFacts creator(PersonName name) {
        if (name.isBody()) {
            return organization(name.text());
        }
        return JsonFacts.typed("Person")
                .put(
                        "name",
                        name.given()
                                .flatMap(given -> name.family().map(family -> given + " " + family))
                                .orElse(name.text()))
                .put("givenName", name.given())
                .put("familyName", name.family());
    }

    static JsonFacts organization(String name) {
        return JsonFacts.typed("Organization").put("name", OneLine.of(name));
    }

    /** SPDX's page of a licence; an expression of several stays as it is. */
    static String license(String expression) {
        return isOnList(expression) ? "https://spdx.org/licenses/" + expression : expression;
    }

    /** Tells whether an expression is one licence that SPDX's list has. */
    static boolean isOnList(String expression) {
        return ONE_LICENSE.matcher(expression).matches() && !expression.startsWith("LicenseRef-");
    }

    private static List<JsonFacts> distribution(DatasetRecord dataset) {
        return Stream.concat(dataset.torrent().stream(), dataset.magnet().stream())
                .map(address -> JsonFacts.typed("DataDownload")
                        .put("contentUrl", address)
                        .put("encodingFormat", "application/x-bittorrent"))
                .toList();
    }

    private static JsonFacts file(TorrentFile file) {
        return JsonFacts.typed("MediaObject")
                .put("name", file.path().text())
                .put("contentSize", file.length() + " B")
                .put("sha256", file.digest());
    }
}
