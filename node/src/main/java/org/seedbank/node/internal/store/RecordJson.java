package org.seedbank.node.internal.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.node.api.Limits;

/** The JSON form of a {@link DatasetRecord}; {@link #read} and {@link #write} are inverses. */
public final class RecordJson {

    private RecordJson() {}

    static JsonObject write(DatasetRecord record) {
        JsonObject json = new JsonObject();
        json.addProperty("root", record.root().toString());
        json.addProperty("mount", record.mount().toString());
        json.addProperty("published", record.published());
        record.files().ifPresent(files -> json.add("files", numbers(files)));
        json.addProperty("seed", record.seed());
        json.addProperty("origin", record.origin());
        json.addProperty("added", record.added().toString());
        json.addProperty("paused", record.wishes().paused());
        json.add("limits", limits(record.wishes().limits()));
        json.add("peers", texts(record.wishes().peers()));
        DatasetRecord.Progress progress = record.progress();
        json.addProperty("begun", progress.begun());
        progress.verified().ifPresent(when -> json.addProperty("verified", when.toString()));
        json.add("damaged", texts(progress.damaged()));
        json.addProperty("damagedFiles", progress.damagedFiles());
        progress.damagedSince().ifPresent(when -> json.addProperty("damagedSince", when.toString()));
        DatasetRecord.Totals totals = progress.totals();
        json.addProperty("done", totals.done());
        json.addProperty("downloaded", totals.downloaded());
        json.addProperty("uploaded", totals.uploaded());
        json.addProperty("rejected", totals.rejected());
        json.addProperty("banned", totals.banned());
        if (record.existing() != ExistingFiles.Policy.REFUSE) {
            json.addProperty("existing", record.existing().name().toLowerCase(Locale.ROOT));
        }
        record.moving().ifPresent(move -> json.add("moving", move(move)));
        return json;
    }

    private static JsonObject move(DatasetRecord.Move move) {
        JsonObject json = new JsonObject();
        json.addProperty("target", move.target().toString());
        json.addProperty("inode", move.inode());
        return json;
    }

    private static DatasetRecord.Move move(JsonElement json) {
        JsonObject move = json.getAsJsonObject();
        return new DatasetRecord.Move(
                Path.of(move.get("target").getAsString()), move.get("inode").getAsLong());
    }

    static DatasetRecord read(JsonObject json) {
        return new DatasetRecord(
                Path.of(json.get("root").getAsString()),
                Path.of(json.get("mount").getAsString()),
                json.get("published").getAsBoolean(),
                Optional.ofNullable(json.getAsJsonArray("files")).map(RecordJson::indexes),
                json.get("seed").getAsBoolean(),
                json.get("origin").getAsString(),
                Instant.parse(json.get("added").getAsString()),
                new DatasetRecord.Wishes(
                        json.get("paused").getAsBoolean(),
                        limits(json.getAsJsonObject("limits")),
                        strings(json.getAsJsonArray("peers"))),
                progress(json),
                optional(json, "existing", RecordJson::policy).orElse(ExistingFiles.Policy.REFUSE),
                optional(json, "moving", RecordJson::move));
    }

    private static ExistingFiles.Policy policy(JsonElement word) {
        return ExistingFiles.Policy.valueOf(word.getAsString().toUpperCase(Locale.ROOT));
    }

    private static DatasetRecord.Progress progress(JsonObject json) {
        return new DatasetRecord.Progress(
                json.get("begun").getAsBoolean(),
                optional(json, "verified", value -> Instant.parse(value.getAsString())),
                strings(json.getAsJsonArray("damaged")),
                json.get("damagedFiles").getAsInt(),
                optional(json, "damagedSince", value -> Instant.parse(value.getAsString())),
                new DatasetRecord.Totals(
                        json.get("done").getAsLong(),
                        json.get("downloaded").getAsLong(),
                        json.get("uploaded").getAsLong(),
                        json.get("rejected").getAsLong(),
                        json.get("banned").getAsLong()));
    }

    public static JsonObject limits(Limits limits) {
        JsonObject json = new JsonObject();
        limits.up().ifPresent(rate -> json.addProperty("up", rate));
        limits.down().ifPresent(rate -> json.addProperty("down", rate));
        limits.ratio().ifPresent(ratio -> json.addProperty("ratio", ratio));
        return json;
    }

    public static Limits limits(JsonObject json) {
        return new Limits(
                optional(json, "up", JsonElement::getAsLong),
                optional(json, "down", JsonElement::getAsLong),
                optional(json, "ratio", JsonElement::getAsDouble));
    }

    public static <T> Optional<T> optional(JsonObject json, String name, Function<JsonElement, T> read) {
        return Optional.ofNullable(json.get(name)).map(read);
    }

    private static JsonArray numbers(Set<Integer> values) {
        JsonArray array = new JsonArray(values.size());
        values.stream().sorted().forEach(array::add);
        return array;
    }

    private static JsonArray texts(List<String> values) {
        JsonArray array = new JsonArray(values.size());
        values.forEach(array::add);
        return array;
    }

    private static Set<Integer> indexes(JsonArray array) {
        Set<Integer> values = new HashSet<>();
        array.forEach(value -> values.add(value.getAsInt()));
        return values;
    }

    private static List<String> strings(JsonArray array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.getAsString()));
        return values;
    }
}
