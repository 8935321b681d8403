package org.seedbank.uploading.description;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.metadata.Description;

/** Reads the description of a dataset of the Brain Imaging Data Structure. */
final class Bids {

    private Bids() {}

    /** Tells whether the file is of that standard, which wants its version named; others have files of this name too. */
    static boolean isOne(JsonObject json) {
        return json.has("BIDSVersion");
    }

    static Description read(SourceFields fields) {
        return new Description(
                fields.text("Name"),
                Optional.empty(),
                fields.names(List.of("Authors"), SourceFields::word),
                fields.license("License", "AND", SourceFields::texts),
                fields.text("DatasetDOI"),
                fields.keywords("Keywords"),
                Optional.empty());
    }
}
