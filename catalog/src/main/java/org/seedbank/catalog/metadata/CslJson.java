package org.seedbank.catalog.metadata;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.internal.json.JsonText;

/** A dataset as CSL-JSON: an array of one item. What the standard has no place for is in {@code custom}. */
final class CslJson {

    private CslJson() {}

    static String of(DatasetRecord dataset) {
        Entry entry = dataset.entry();
        JsonFacts item = new JsonFacts();
        item.put("id", DatasetRecord.sha256(entry.digest()));
        item.put("type", "dataset");
        item.put("title", OneLine.of(entry.title()));
        item.put("author", dataset.creators().stream().map(CslJson::name));
        item.put("issued", dataset.date().map(CslJson::issued));
        item.put("version", entry.version().map(OneLine::of));
        item.put("publisher", dataset.publisher().map(OneLine::of));
        item.put("license", entry.license());
        item.put("DOI", entry.doi());
        item.put("URL", dataset.url());
        item.put("abstract", entry.description());
        item.put("keyword", String.join(", ", entry.keywords()));
        JsonFacts custom = new JsonFacts();
        custom.put("sha256", entry.digest().hex());
        custom.put("infohashV1", entry.infohashV1().map(Object::toString));
        custom.put("infohashV2", entry.infohashV2().map(Object::toString));
        item.put("custom", custom.json());
        JsonArray items = new JsonArray();
        items.add(item.json());
        return JsonText.write(items);
    }

    private static JsonObject name(PersonName name) {
        JsonFacts json = new JsonFacts();
        json.put("family", name.family());
        json.put("given", name.given());
        if (!name.isParted()) {
            json.put("literal", name.text());
        }
        return json.json();
    }

    private static JsonObject issued(String date) {
        JsonArray parts = new JsonArray();
        Arrays.stream(date.split("-")).map(Integer::valueOf).forEach(parts::add);
        JsonArray dates = new JsonArray();
        dates.add(parts);
        JsonObject issued = new JsonObject();
        issued.add("date-parts", dates);
        return issued;
    }
}
