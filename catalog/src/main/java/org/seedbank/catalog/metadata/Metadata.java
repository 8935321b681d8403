package org.seedbank.catalog.metadata;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A standard's form of the metadata of a dataset, in JSON over several lines. */
public enum Metadata {

    /** DataCite's metadata, schema 4.5, in the words of its JSON. */
    DATACITE("datacite"),

    /** An RO-Crate 1.2, as its {@code ro-crate-metadata.json}. */
    RO_CRATE("ro-crate"),

    /** Croissant 1.0. */
    CROISSANT("croissant"),

    /** A {@code Dataset} of schema.org in JSON-LD. */
    SCHEMA_ORG("schema.org");

    private final String label;

    Metadata(String label) {
        this.label = label;
    }

    /** The name by which people ask for this form, such as {@code ro-crate}. */
    public String label() {
        return label;
    }

    /** The form with this name, in any case. */
    public static Optional<Metadata> named(String label) {
        return List.of(values()).stream()
                .filter(each -> each.label.equals(label.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /**
     * Writes the metadata of a dataset, with a line feed at its end. Its files are written one after another, and never held as a
     * whole in this form.
     */
    public void write(DatasetRecord dataset, Writer out) throws IOException {
        switch (this) {
            case DATACITE -> DataCite.of(dataset).write(out);
            case RO_CRATE -> RoCrate.of(dataset).write(out);
            case CROISSANT -> Croissant.of(dataset).write(out);
            case SCHEMA_ORG -> SchemaOrg.of(dataset).writeForHtml(out);
        }
    }
}
