package org.seedbank.catalog.drive.emulator;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** The metadata that a client sends: checked first, then put on an item. An explicit null clears a field. */
final class FileMetadata {

    private final JsonObject json;

    private FileMetadata(JsonObject json) {
        this.json = json;
    }

    static FileMetadata of(JsonObject json) {
        FileMetadata metadata = new FileMetadata(json);
        metadata.check();
        return metadata;
    }

    private void check() {
        mustBeAtMost("name", Limits.NAME_BYTES);
        mustBeAtMost("description", Limits.DESCRIPTION_BYTES);
        time("createdTime");
        time("modifiedTime");
        strings("properties").forEach(FileMetadata::checkProperty);
        strings("appProperties").forEach(FileMetadata::checkProperty);
    }

    private void mustBeAtMost(String field, int bytes) {
        String text = text(field);
        if (text != null && bytes(text) > bytes) {
            throw DriveError.invalid("Invalid value for: " + field + " is too long");
        }
    }

    private static void checkProperty(String key, String value) {
        if (key.isEmpty() || bytes(key) + (value == null ? 0 : bytes(value)) > Limits.PROPERTY_BYTES) {
            throw new DriveError(
                    400,
                    "propertyLengthExceeded",
                    "Each property is limited to 124 bytes: key and value together, in UTF-8.");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    boolean has(String field) {
        return json.has(field);
    }

    /** Null where the field is missing or null. */
    String text(String field) {
        JsonElement value = json.get(field);
        if (value == null || value.isJsonNull()) {
            return null;
        }
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
            throw DriveError.parse("Invalid value at '" + field + "'");
        }
        return value.getAsString();
    }

    private Map<String, String> strings(String field) {
        JsonElement value = json.get(field);
        Map<String, String> strings = new HashMap<>();
        if (value != null && !value.isJsonNull()) {
            if (!value.isJsonObject()) {
                throw DriveError.parse("Invalid value at '" + field + "'");
            }
            JsonObject object = value.getAsJsonObject();
            FileMetadata properties = new FileMetadata(object);
            object.keySet().forEach(key -> strings.put(key, properties.text(key)));
        }
        return strings;
    }

    private Instant time(String field) {
        String text = text(field);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw DriveError.invalid("Invalid value for: " + field + " is no RFC 3339 time: " + text);
        }
    }

    boolean flag(String field) {
        JsonElement value = json.get(field);
        return value != null && value.isJsonPrimitive() && value.getAsBoolean();
    }

    /** The only parent named, or null. */
    String parent() {
        JsonElement parents = json.get("parents");
        if (parents == null || parents.isJsonNull()) {
            return null;
        }
        if (!parents.isJsonArray()) {
            throw DriveError.parse("Invalid value at 'parents'");
        }
        if (parents.getAsJsonArray().isEmpty()) {
            return null;
        }
        if (parents.getAsJsonArray().size() > 1) {
            throw new DriveError(
                    403, "cannotAddParent", "A shortcut or file must have exactly one parent, and several are given.");
        }
        if (!parents.getAsJsonArray().get(0).isJsonPrimitive()) {
            throw DriveError.parse("Invalid value at 'parents'");
        }
        return parents.getAsJsonArray().get(0).getAsString();
    }

    /** Changes the item; its modification time is {@code now} unless the client gives one or touches nothing of it. */
    void applyTo(Item item, String app, Instant now) {
        checkCount(item.properties, strings("properties"), Limits.PUBLIC_PROPERTIES);
        Map<String, String> own = item.appProperties.computeIfAbsent(app, key -> new HashMap<>());
        checkCount(own, strings("appProperties"), Limits.PRIVATE_PROPERTIES);
        put(item.properties, strings("properties"));
        put(own, strings("appProperties"));
        item.name = has("name") && text("name") != null ? text("name") : item.name;
        item.mimeType = has("mimeType") && text("mimeType") != null ? text("mimeType") : item.mimeType;
        item.description = has("description") ? text("description") : item.description;
        item.starred = has("starred") ? flag("starred") : item.starred;
        Instant given = time("modifiedTime");
        boolean touched = has("name") || has("description") || has("properties") || has("appProperties");
        if (given != null || touched) {
            item.modifiedTime = given == null ? now : given;
        }
    }

    /** Only a create may say it. */
    void applyCreatedTime(Item item) {
        Instant given = time("createdTime");
        item.createdTime = given == null ? item.createdTime : given;
    }

    private static void checkCount(Map<String, String> there, Map<String, String> changes, int most) {
        Map<String, String> after = new HashMap<>(there);
        put(after, changes);
        if (after.size() > most) {
            throw new DriveError(
                    403, "propertyCountExceeded", "The number of properties of this file is limited to " + most + ".");
        }
    }

    private static void put(Map<String, String> there, Map<String, String> changes) {
        changes.forEach((key, value) -> {
            if (value == null) {
                there.remove(key);
            } else {
                there.put(key, value);
            }
        });
    }
}
