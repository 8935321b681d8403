package org.seedbank.uploading.description;

import java.util.List;
import org.seedbank.catalog.metadata.Description;

/** Reads the metadata that Zenodo takes from a repository. Its names are {@code Family, Given}, and its description is HTML. */
final class Zenodo {

    private Zenodo() {}

    static Description read(SourceFields fields) {
        return new Description(
                fields.text("title"),
                fields.text("description").map(HtmlAsText::of),
                fields.names(List.of("creators"), each -> SourceFields.texts(each, "name").stream()
                        .findFirst()),
                fields.license("license", "AND", each -> SourceFields.texts(each, "id")),
                fields.text("doi"),
                fields.keywords("keywords"),
                fields.text("version"));
    }
}
