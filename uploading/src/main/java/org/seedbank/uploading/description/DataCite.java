package org.seedbank.uploading.description;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.seedbank.catalog.metadata.Description;

/** Reads DataCite's metadata, version 4, in the words of its JSON. */
final class DataCite {

    /** Not licences, but who may see it, in the words of the European Commission's projects. */
    private static final String ACCESS = "info:eu-repo/";

    private DataCite() {}

    static Description read(SourceFields document) {
        SourceFields fields = document.in(attributes(document.json()));
        return new Description(
                chosen(fields, "titles", "title", each -> !each.has("titleType")),
                chosen(fields, "descriptions", "description", each -> SourceFields.text(each.get("descriptionType"))
                        .filter("Abstract"::equals)
                        .isPresent()),
                fields.names(List.of("creators"), DataCite::name),
                license(fields),
                fields.text("doi").or(() -> SourceFields.doi(identifiers(fields))),
                keywords(fields),
                fields.text("version"));
    }

    /** As DataCite's own interface answers, they are wrapped twice. */
    private static JsonObject attributes(JsonObject json) {
        JsonObject inner = json.get("data") instanceof JsonObject data ? data : json;
        return inner.get("attributes") instanceof JsonObject attributes ? attributes : inner;
    }

    /** The first part that is of the right kind, else the first. */
    private static Optional<String> chosen(
            SourceFields fields, String list, String field, Predicate<JsonObject> isRight) {
        List<JsonObject> parts = fields.elements(list).stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
        Optional<String> text = Stream.concat(parts.stream().filter(isRight), parts.stream())
                .flatMap(each -> SourceFields.text(each.get(field)).stream())
                .findFirst()
                .filter(each -> fields.readable(each, list));
        if (text.isEmpty() && !fields.elements(list).isEmpty()) {
            fields.unusable(list, "holds no text");
        }
        return text;
    }

    private static Optional<String> name(JsonElement creator) {
        if (!(creator instanceof JsonObject object)) {
            return SourceFields.word(creator);
        }
        Optional<String> family = SourceFields.word(object.get("familyName"));
        return SourceFields.name(family, SourceFields.word(object.get("givenName")))
                .filter(name -> family.isPresent())
                .or(() -> SourceFields.word(object.get("name")));
    }

    private static Optional<String> license(SourceFields fields) {
        JsonObject licenses = new JsonObject();
        JsonArray rights = new JsonArray();
        fields.elements("rightsList").stream()
                .filter(each -> names(each).stream().noneMatch(name -> name.startsWith(ACCESS)))
                .forEach(rights::add);
        licenses.add("rightsList", rights);
        return fields.in(licenses).license("rightsList", "AND", DataCite::names);
    }

    private static List<String> names(JsonElement rights) {
        return SourceFields.texts(rights, "rightsIdentifier", "rightsUri", "rightsURI", "rights");
    }

    private static Stream<String> identifiers(SourceFields fields) {
        return Stream.of("identifier", "identifiers", "id")
                .flatMap(field -> fields.elements(field).stream())
                .flatMap(each -> SourceFields.texts(each, "identifier").stream());
    }

    private static List<String> keywords(SourceFields fields) {
        return fields.elements("subjects").stream()
                .flatMap(each -> SourceFields.texts(each, "subject").stream())
                .filter(each -> fields.readable(each, "subjects"))
                .toList();
    }
}
