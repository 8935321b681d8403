package org.seedbank.cli.catalog;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;

/** Entries as the JSON that commands print: that of their catalog, with what this version does not know. */
public final class EntryJsonView {

    private EntryJsonView() {}

    /** An entry as its catalog stores it, with its serial in front, also where the catalog holds it without. */
    public static JsonObject entry(Listed listed) {
        JsonObject json = new JsonObject();
        json.addProperty("serial", listed.serial());
        entry(listed.numbered()).entrySet().forEach(field -> json.add(field.getKey(), field.getValue()));
        return json;
    }

    /** An entry as its catalog stores it. */
    public static JsonObject entry(Entry entry) {
        return JsonParser.parseString(entry.toJson()).getAsJsonObject();
    }
}
