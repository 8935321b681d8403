package org.seedbank.uploading.description;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.seedbank.catalog.metadata.Description;

/** Reads descriptions in schema.org's words: RO-Crate 1.1 and 1.2, Croissant, and CodeMeta 2 and 3. */
final class LinkedData {

    private static final String ID = "@id";

    private static final String GRAPH = "@graph";

    /** Of which the address of a crate's own description is the end, whichever version it is of. */
    private static final List<String> DESCRIPTORS = List.of("ro-crate-metadata.json", "ro-crate-metadata.jsonld");

    private final SourceFields fields;

    /** Objects that others name, by their name. */
    private final Map<String, JsonObject> graph;

    private LinkedData(SourceFields fields, Map<String, JsonObject> graph) {
        this.fields = fields;
        this.graph = graph;
    }

    /** The dataset that the one object of the document is. */
    static Description read(SourceFields fields) {
        return new LinkedData(fields, Map.of()).describe();
    }

    /** The dataset that the crate's descriptor is about: the root data entity (RO-Crate 1.2, "Finding the root data entity"). */
    static Description readCrate(SourceFields fields) {
        Map<String, JsonObject> graph = new HashMap<>();
        for (JsonElement element : fields.elements(GRAPH)) {
            if (element instanceof JsonObject object) {
                SourceFields.text(object.get(ID)).ifPresent(id -> graph.putIfAbsent(id, object));
            }
        }
        Optional<JsonObject> root = graph.entrySet().stream()
                .filter(each -> DESCRIPTORS.contains(lastName(each.getKey())))
                .flatMap(each -> id(each.getValue().get("about")).stream())
                .flatMap(id -> Optional.ofNullable(graph.get(id)).stream())
                .findFirst()
                .or(() -> Optional.ofNullable(graph.get("./")));
        if (root.isEmpty()) {
            fields.unusable(GRAPH, "has no root data entity");
            return Description.NONE;
        }
        return new LinkedData(fields.in(root.get()), graph).describe();
    }

    /** Tells whether an object says that it is Croissant. */
    static boolean isCroissant(JsonObject json) {
        return mentions(json.get("conformsTo"), 0)
                || mentions(json.get("dct:conformsTo"), 0)
                || mentions(json.get("@context"), 0);
    }

    private static boolean mentions(JsonElement element, int depth) {
        if (depth > 2) {
            return false;
        }
        if (element instanceof JsonObject object) {
            return object.asMap().values().stream().anyMatch(each -> mentions(each, depth + 1));
        }
        return SourceFields.elements(element).stream()
                .anyMatch(each -> each instanceof JsonObject
                        ? mentions(each, depth + 1)
                        : SourceFields.text(each)
                                .filter(text -> text.contains("mlcommons.org/croissant"))
                                .isPresent());
    }

    private static String lastName(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private Description describe() {
        return new Description(
                fields.first("name"),
                fields.first("description"),
                fields.names(List.of("author", "creator"), this::name),
                fields.license("license", "AND", this::license),
                SourceFields.doi(identifiers()),
                keywords(),
                fields.first("version").or(() -> fields.first("softwareVersion")));
    }

    private Optional<String> name(JsonElement person) {
        if (!(resolved(person) instanceof JsonObject object)) {
            return SourceFields.word(person);
        }
        return SourceFields.name(first(object, "familyName"), first(object, "givenName"))
                .filter(name -> object.has("familyName"))
                .or(() -> first(object, "name"));
    }

    private static Optional<String> first(JsonObject object, String field) {
        return SourceFields.elements(object.get(field)).stream()
                .flatMap(each -> SourceFields.word(each).stream())
                .findFirst();
    }

    /** A licence is an address, an object with that as its name, or one with words. */
    private List<String> license(JsonElement license) {
        List<String> names = new ArrayList<>(SourceFields.texts(license, ID));
        names.addAll(SourceFields.texts(resolved(license), "identifier", "url", "name"));
        return names;
    }

    /** Where a DOI is found: as the identifier, as this object's own name, and as what is the same or has to be cited. */
    private Stream<String> identifiers() {
        return Stream.of("identifier", ID, "id", "sameAs", "url")
                .flatMap(field -> fields.elements(field).stream())
                .flatMap(each -> Stream.concat(
                        SourceFields.texts(each, ID).stream(),
                        resolved(each) instanceof JsonObject object
                                ? SourceFields.texts(object, "value", "url").stream()
                                : Stream.empty()));
    }

    /** RO-Crate's may be objects with names. */
    private List<String> keywords() {
        boolean named = fields.elements("keywords").stream().anyMatch(JsonElement::isJsonObject);
        return named
                ? fields.elements("keywords").stream()
                        .flatMap(each -> SourceFields.texts(resolved(each), "name").stream())
                        .toList()
                : fields.keywords("keywords");
    }

    /** The object that an element names, if it is there; else the element. */
    private JsonElement resolved(JsonElement element) {
        return id(element).map(id -> (JsonElement) graph.get(id)).orElse(element);
    }

    private static Optional<String> id(JsonElement element) {
        return SourceFields.elements(element).stream()
                .filter(JsonElement::isJsonObject)
                .flatMap(each -> SourceFields.texts(each, ID).stream())
                .findFirst();
    }
}
