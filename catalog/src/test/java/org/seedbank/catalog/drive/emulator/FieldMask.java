package org.seedbank.catalog.drive.emulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which parts of an answer are wanted: {@code files(id,owners/displayName),nextPageToken} or {@code *}. */
final class FieldMask {

    private static final String EVERY = "*";

    /** Empty means everything below. */
    private final Map<String, FieldMask> children = new LinkedHashMap<>();

    static FieldMask parse(String text) {
        Reader reader = new Reader(text);
        FieldMask mask = new FieldMask();
        reader.list(mask);
        reader.mustEnd();
        return mask;
    }

    /** The request's mask, or another where it has none. */
    static FieldMask of(Request request, String otherwise) {
        return parse(request.query().get("fields", otherwise));
    }

    /** What is wanted of a field: null if nothing. */
    FieldMask child(String name) {
        return children.isEmpty() ? this : children.getOrDefault(name, children.get(EVERY));
    }

    /** Refuses names that the answer never has. */
    FieldMask checkedAgainst(Set<String> known) {
        for (String name : children.keySet()) {
            if (!name.equals(EVERY) && !known.contains(name)) {
                throw DriveError.invalidParameter("Invalid field selection " + name);
            }
        }
        return this;
    }

    JsonElement apply(JsonElement json) {
        if (children.isEmpty()) {
            return json;
        }
        if (json.isJsonArray()) {
            JsonArray array = new JsonArray();
            json.getAsJsonArray().forEach(each -> array.add(apply(each)));
            return array;
        }
        return json.isJsonObject() ? applyTo(json.getAsJsonObject()) : json;
    }

    private JsonObject applyTo(JsonObject object) {
        JsonObject masked = new JsonObject();
        object.entrySet().forEach(field -> {
            FieldMask child = child(field.getKey());
            if (child != null) {
                masked.add(field.getKey(), child.apply(field.getValue()));
            }
        });
        return masked;
    }

    private static final class Reader {

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text.replace(" ", "");
        }

        void list(FieldMask into) {
            field(into);
            while (skip(',')) {
                field(into);
            }
        }

        private void field(FieldMask into) {
            FieldMask child = into.children.computeIfAbsent(name(), key -> new FieldMask());
            if (skip('/')) {
                field(child);
            } else if (skip('(')) {
                list(child);
                if (!skip(')')) {
                    throw invalid();
                }
            }
        }

        private String name() {
            int start = at;
            while (at < text.length() && ",/()".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (start == at) {
                throw invalid();
            }
            return text.substring(start, at);
        }

        private boolean skip(char wanted) {
            boolean there = at < text.length() && text.charAt(at) == wanted;
            at += there ? 1 : 0;
            return there;
        }

        void mustEnd() {
            if (at < text.length()) {
                throw invalid();
            }
        }

        private DriveError invalid() {
            return DriveError.invalidParameter("Invalid field selection " + text);
        }
    }
}
