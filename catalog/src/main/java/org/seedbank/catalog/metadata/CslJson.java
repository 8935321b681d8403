package org.seedbank.catalog.metadata;

import java.time.LocalDate;
import java.util.List;
import org.seedbank.catalog.Entry;

/** A dataset as CSL-JSON: an array of one item. What the standard has no place for is in {@code custom}. */
final class CslJson {

    private CslJson() {}

    static String of(DatasetRecord dataset) {
        Entry entry = dataset.entry();
        return JsonFacts.text(List.of(new JsonFacts()
                .put("id", DatasetRecord.sha256(entry.digest()))
                .put("type", "dataset")
                .put("title", OneLine.of(entry.title()))
                .put("author", dataset.creators().stream().map(CslJson::name).toList())
                .put("issued", dataset.date().map(LocalDate::parse).map(CslJson::issued))
                .put("version", entry.version().map(OneLine::of))
                .put("publisher", dataset.publisher().map(OneLine::of))
                .put("DOI", entry.doi())
                .put("URL", dataset.url())
                .put("abstract", entry.description())
                .put("keyword", String.join(", ", entry.keywords()))
                .put(
                        "custom",
                        new JsonFacts()
                                .put("license", entry.license())
                                .put("sha256", entry.digest())
                                .put("infohashV1", entry.infohashV1())
                                .put("infohashV2", entry.infohashV2()))));
    }

    private static JsonFacts name(PersonName name) {
        return name.isParted()
                ? new JsonFacts().put("family", name.family()).put("given", name.given())
                : new JsonFacts().put("literal", name.text());
    }

    private static JsonFacts issued(LocalDate date) {
        return new JsonFacts()
                .put("date-parts", List.of(List.of(date.getYear(), date.getMonthValue(), date.getDayOfMonth())));
    }
}
