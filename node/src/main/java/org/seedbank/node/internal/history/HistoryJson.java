package org.seedbank.node.internal.history;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.swarm.SwarmKey;

/** A line of the history, which is a JSON object; {@link #read} and {@link #write} are inverses. */
final class HistoryJson {

    private HistoryJson() {}

    static String write(HistoryEntry entry) {
        JsonObject json = new JsonObject();
        json.addProperty("time", entry.time().toString());
        json.addProperty("event", word(entry.kind()));
        json.addProperty("key", entry.key().hex());
        json.addProperty("name", entry.name());
        entry.digest().ifPresent(digest -> json.addProperty("digest", digest.hex()));
        entry.serial().ifPresent(serial -> json.addProperty("serial", serial));
        json.addProperty("detail", entry.detail());
        return json.toString();
    }

    /** Empty for a line that is torn, or of a later version. */
    static Optional<HistoryEntry> read(String line) {
        try {
            JsonObject json = JsonParser.parseString(line).getAsJsonObject();
            return Optional.of(new HistoryEntry(
                    Instant.parse(text(json, "time").orElseThrow()),
                    kind(text(json, "event").orElseThrow()),
                    new SwarmKey(text(json, "key").orElseThrow()),
                    text(json, "name").orElseThrow(),
                    text(json, "digest").map(Sha256::new),
                    text(json, "serial"),
                    text(json, "detail").orElseThrow()));
        } catch (RuntimeException e) {
            return Optional.empty(); // Whatever a value's own rules throw, such a line says nothing.
        }
    }

    private static String word(HistoryEntry.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static HistoryEntry.Kind kind(String word) {
        return HistoryEntry.Kind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Optional<String> text(JsonObject json, String name) {
        return Optional.ofNullable(json.get(name)).map(JsonElement::getAsString);
    }
}
