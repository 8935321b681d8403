package org.seedbank.uploading.description;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seedbank.catalog.metadata.Description;

/** Reads a Frictionless Data Package, version 1 and 2, and the drafts before. */
final class DataPackage {

    static final String FILE = "datapackage.json";

    /** {@code A. Digger <a@example.org> (https://example.org)}, as the drafts and npm have it. */
    private static final Pattern ADDRESSES = Pattern.compile("\\s*(<[^<>]*>|\\([^()]*\\))\\s*$");

    private DataPackage() {}

    static Description read(SourceFields fields) {
        return new Description(
                fields.text("title"),
                fields.text("description"),
                creators(fields),
                fields.license(fields.json().has("licenses") ? "licenses" : "license", "AND", DataPackage::license),
                fields.text("doi")
                        .or(() ->
                                SourceFields.doi(SourceFields.text(fields.json().get("id")).stream())),
                fields.keywords("keywords"),
                fields.text("version"));
    }

    /** Authors of the drafts, then contributors who are authors. */
    private static List<String> creators(SourceFields fields) {
        JsonObject authors = new JsonObject();
        List<String> names = List.of("author", "authors", "creator", "creators", "contributors");
        for (String field : names) {
            JsonArray some = new JsonArray();
            fields.elements(field).stream().filter(DataPackage::isCreator).forEach(some::add);
            authors.add(field, some);
        }
        return fields.in(authors).names(names, DataPackage::name);
    }

    /** In version 1 the role stands in {@code role}, in version 2 in {@code roles}; none means author. */
    private static boolean isCreator(JsonElement person) {
        List<String> roles = new ArrayList<>();
        if (person instanceof JsonObject object) {
            Stream.of("role", "roles")
                    .flatMap(name -> SourceFields.elements(object.get(name)).stream())
                    .flatMap(role -> SourceFields.text(role).stream())
                    .forEach(role -> roles.add(role.toLowerCase(Locale.ROOT)));
        }
        return roles.isEmpty() || roles.contains("author") || roles.contains("creator");
    }

    private static Optional<String> name(JsonElement person) {
        Optional<String> name = SourceFields.word(person);
        if (person instanceof JsonObject object) {
            name = SourceFields.word(object.get("title"))
                    .or(() -> SourceFields.name(
                            SourceFields.word(object.get("familyName")), SourceFields.word(object.get("givenName"))))
                    .or(() -> SourceFields.word(object.get("name")));
        }
        return name.map(DataPackage::withoutAddresses);
    }

    private static String withoutAddresses(String person) {
        String name = person;
        for (Matcher address = ADDRESSES.matcher(name); address.find(); address = ADDRESSES.matcher(name)) {
            name = name.substring(0, address.start());
        }
        return name;
    }

    private static List<String> license(JsonElement license) {
        return SourceFields.texts(license, "name", "id", "type", "path", "url", "title");
    }
}
