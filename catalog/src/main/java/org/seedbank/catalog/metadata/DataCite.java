package org.seedbank.catalog.metadata;

import java.util.ArrayList;
import java.util.List;
import org.seedbank.catalog.Entry;

/**
 * A dataset in DataCite's JSON, schema 4.5. Digest and infohashes are alternate identifiers; the standard has no place for those of
 * single files. Publisher and year have to be there: a draft has the words that the standard has for what is not known.
 */
final class DataCite {

    /** Of DataCite's standard values for what is unknown (appendix 3): it was not given yet. */
    private static final String NOT_GIVEN = ":tba";

    private DataCite() {}

    static JsonFacts of(DatasetRecord dataset) {
        Entry entry = dataset.entry();
        List<JsonFacts> creators =
                dataset.creators().stream().map(DataCite::creator).toList();
        return new JsonFacts()
                .put("doi", entry.doi())
                .put("url", dataset.page())
                .put(
                        "types",
                        new JsonFacts().put("resourceTypeGeneral", "Dataset").put("resourceType", "Dataset"))
                .put("creators", creators.isEmpty() ? List.of(new JsonFacts().put("name", ":unkn")) : creators)
                .put("titles", List.of(new JsonFacts().put("title", OneLine.of(entry.title()))))
                .put(
                        "publisher",
                        new JsonFacts()
                                .put(
                                        "name",
                                        dataset.publisher().map(OneLine::of).orElse(NOT_GIVEN)))
                .put("publicationYear", dataset.year().orElse("0000"))
                .put(
                        "subjects",
                        entry.keywords().stream()
                                .distinct()
                                .map(word -> new JsonFacts().put("subject", OneLine.of(word)))
                                .toList())
                .put("dates", dates(dataset))
                .put("alternateIdentifiers", identifiers(entry))
                .put(
                        "sizes",
                        List.of(entry.bytes() + " bytes", entry.files() + (entry.files() == 1 ? " file" : " files")))
                .put("version", entry.version().map(OneLine::of))
                .put(
                        "rightsList",
                        entry.license().stream().map(DataCite::rights).toList())
                .put("descriptions", descriptions(entry))
                .put("schemaVersion", "http://datacite.org/schema/kernel-4");
    }

    private static JsonFacts creator(PersonName name) {
        return new JsonFacts()
                .put("name", name.text())
                .put("nameType", name.isParted() ? "Personal" : name.isBody() ? "Organizational" : "")
                .put("givenName", name.given())
                .put("familyName", name.family());
    }

    private static List<JsonFacts> dates(DatasetRecord dataset) {
        List<JsonFacts> dates = new ArrayList<>();
        dataset.date().ifPresent(date -> dates.add(date(date, "Issued")));
        dataset.entry().modified().ifPresent(modified -> dates.add(date(modified, "Updated")));
        dataset.entry().withdrawnAt().ifPresent(withdrawn -> dates.add(date(withdrawn, "Withdrawn")));
        return dates;
    }

    private static JsonFacts date(Object date, String type) {
        return new JsonFacts().put("date", date).put("dateType", type);
    }

    private static List<JsonFacts> identifiers(Entry entry) {
        List<JsonFacts> identifiers = new ArrayList<>();
        identifiers.add(identifier("SHA-256", entry.digest()));
        entry.infohashV1().ifPresent(hash -> identifiers.add(identifier("BitTorrent v1 infohash", hash)));
        entry.infohashV2().ifPresent(hash -> identifiers.add(identifier("BitTorrent v2 infohash", hash)));
        return identifiers;
    }

    private static JsonFacts identifier(String type, Object identifier) {
        return new JsonFacts().put("alternateIdentifier", identifier).put("alternateIdentifierType", type);
    }

    private static JsonFacts rights(String license) {
        return SchemaOrg.isOnList(license)
                ? new JsonFacts()
                        .put("rights", license)
                        .put("rightsUri", SchemaOrg.license(license))
                        .put("rightsIdentifier", license)
                        .put("rightsIdentifierScheme", "SPDX")
                        .put("schemeUri", "https://spdx.org/licenses/")
                : new JsonFacts().put("rights", license);
    }

    private static List<JsonFacts> descriptions(Entry entry) {
        return entry.description().isBlank()
                ? List.of()
                : List.of(
                        new JsonFacts().put("description", entry.description()).put("descriptionType", "Abstract"));
    }
}
