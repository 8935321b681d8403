package org.seedbank.catalog.metadata;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.internal.json.JsonText;
import org.seedbank.integrity.torrent.TorrentFile;

/** A dataset as schema.org's {@code Dataset} in JSON-LD, with what Google's dataset search asks for. */
public final class SchemaOrg {

    /** Google takes descriptions of 50 to 5,000 characters. */
    private static final int SHORTEST = 50;

    private static final int LONGEST = 5_000;

    private static final Pattern ONE_LICENSE = Pattern.compile("[A-Za-z0-9.+-]+");

    private SchemaOrg() {}

    /**
     * The dataset in JSON, over several lines and with a line feed at its end, safe inside of {@code <script
     * type="application/ld+json">}: nothing in it ends a script or a comment, or is a line break to JavaScript alone. Its files
     * are listed where the record has them, which for a page may be too many.
     */
    public static String jsonLd(DatasetRecord dataset) {
        return JsonText.write(json(dataset))
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static JsonObject json(DatasetRecord dataset) {
        Entry entry = dataset.entry();
        JsonFacts json = new JsonFacts();
        json.put("@context", "https://schema.org/");
        json.put("@type", "Dataset");
        json.put("@id", dataset.url());
        json.put("name", OneLine.of(entry.title()));
        json.put("description", description(entry));
        json.put("url", dataset.url());
        json.put("identifier", identifiers(entry));
        json.put("creator", dataset.creators().stream().map(SchemaOrg::creator));
        json.put("publisher", dataset.publisher().map(SchemaOrg::organization));
        json.put("license", entry.license().map(SchemaOrg::license));
        json.put("keywords", entry.keywords().stream().map(OneLine::of));
        json.put("version", entry.version().map(OneLine::of));
        json.put("datePublished", dataset.date());
        json.put("dateModified", entry.edited());
        json.put("isAccessibleForFree", new JsonPrimitive(true));
        json.put("size", entry.bytes() + " B");
        json.put("distribution", distribution(dataset));
        json.put("hasPart", dataset.files().stream().map(SchemaOrg::file));
        return json.json();
    }

    private static String description(Entry entry) {
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

    private static Stream<Object> identifiers(Entry entry) {
        Stream<Object> digest = Stream.of(JsonFacts.typed("PropertyValue")
                .put("propertyID", "SHA-256")
                .put("value", DatasetRecord.sha256(entry.digest()))
                .json());
        return Stream.of(entry.doi().map(DatasetRecord::doiUrl).stream(), digest, Infohashes.urns(entry).stream())
                .flatMap(each -> each);
    }

    /** The vocabulary wants to know whether it is a person: it is, unless the name holds a word of bodies' names. */
    static JsonObject creator(PersonName name) {
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
                .put("familyName", name.family())
                .json();
    }

    static JsonObject organization(String name) {
        return JsonFacts.typed("Organization").put("name", OneLine.of(name)).json();
    }

    /** SPDX's page of a licence; an expression of several stays as it is. */
    static String license(String expression) {
        return ONE_LICENSE.matcher(expression).matches() && !expression.startsWith("LicenseRef-")
                ? "https://spdx.org/licenses/" + expression
                : expression;
    }

    private static Stream<JsonObject> distribution(DatasetRecord dataset) {
        return Stream.concat(dataset.torrent().stream(), dataset.magnet().stream())
                .map(address -> JsonFacts.typed("DataDownload")
                        .put("contentUrl", address)
                        .put("encodingFormat", "application/x-bittorrent")
                        .json());
    }

    private static JsonObject file(TorrentFile file) {
        return JsonFacts.typed("MediaObject")
                .put("name", file.path().text())
                .put("contentSize", file.length() + " B")
                .put("sha256", file.digest().map(Object::toString))
                .json();
    }
}
