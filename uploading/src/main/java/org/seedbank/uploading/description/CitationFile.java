package org.seedbank.uploading.description;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.catalog.metadata.Description;

/** Reads a Citation File Format file, version 1.2. */
final class CitationFile {

    private CitationFile() {}

    static Description read(SourceFields fields) {
        return new Description(
                fields.text("title"),
                fields.text("abstract"),
                fields.names(List.of("authors"), CitationFile::name),
                fields.license("license", "OR", SourceFields::texts),
                fields.text("doi").or(() -> SourceFields.doi(identifiers(fields))),
                fields.keywords("keywords"),
                fields.text("version"));
    }

    /** A person with names in up to four parts, or a body with one. */
    private static Optional<String> name(JsonElement author) {
        if (!(author instanceof JsonObject object)) {
            return SourceFields.word(author);
        }
        return SourceFields.word(object.get("name"))
                .or(() -> SourceFields.name(
                        joined(object, "name-particle", "family-names", "name-suffix"), joined(object, "given-names")))
                .or(() -> SourceFields.word(object.get("alias")));
    }

    private static Optional<String> joined(JsonObject person, String... parts) {
        String name = Stream.of(parts)
                .flatMap(part -> SourceFields.word(person.get(part)).stream())
                .collect(Collectors.joining(" "));
        return Optional.of(name).filter(text -> !text.isEmpty());
    }

    private static Stream<String> identifiers(SourceFields fields) {
        return fields.elements("identifiers").stream()
                .filter(each -> each instanceof JsonObject object
                        && SourceFields.text(object.get("type"))
                                .filter("doi"::equals)
                                .isPresent())
                .flatMap(each -> SourceFields.texts(each, "value").stream());
    }
}
