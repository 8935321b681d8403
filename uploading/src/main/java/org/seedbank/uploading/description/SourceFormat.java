package org.seedbank.uploading.description;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.seedbank.catalog.metadata.Description;

/**
 * A file in which datasets are described.
 *
 * @param file its name, at the top of the dataset
 * @param maxBytes the longest that is read
 * @param parser makes its fields of its bytes
 * @param isOne tells whether a file of this name is of this format; where it is not, it is none of ours
 * @param reader takes what an entry has a place for
 */
record SourceFormat(
        String file,
        int maxBytes,
        Parser parser,
        Predicate<JsonObject> isOne,
        Function<SourceFields, Description> reader) {

    /** Larger ones list thousands of files, and hold nothing more that is wanted here. */
    private static final int MAX_JSON = 16 << 20;

    /** No citation is longer, and what reads these takes more memory for each byte. */
    private static final int MAX_OTHER = 1 << 20;

    /** In the order in which they are asked: of two that name a title, the one that stands first has it. */
    static final List<SourceFormat> ALL = List.of(
            json(DataPackage.FILE, DataPackage::read),
            new SourceFormat("CITATION.cff", MAX_OTHER, YamlSource::parse, any -> true, CitationFile::read),
            json("ro-crate-metadata.json", LinkedData::readCrate),
            json("croissant.json", LinkedData::read),
            new SourceFormat("metadata.json", MAX_JSON, JsonSource::parse, LinkedData::isCroissant, LinkedData::read),
            json("datacite.json", DataCite::read),
            new SourceFormat("datacite.xml", MAX_OTHER, XmlSource::parse, any -> true, DataCite::read),
            json("codemeta.json", LinkedData::read),
            new SourceFormat("dataset_description.json", MAX_JSON, JsonSource::parse, Bids::isOne, Bids::read),
            json(".zenodo.json", Zenodo::read));

    private static SourceFormat json(String file, Function<SourceFields, Description> reader) {
        return new SourceFormat(file, MAX_JSON, JsonSource::parse, any -> true, reader);
    }

    /** Tells whether the name alone says what the file is. */
    boolean isCertain() {
        return !file.equals("metadata.json") && !file.equals("dataset_description.json");
    }

    /** Makes fields of bytes. */
    @FunctionalInterface
    interface Parser {
        JsonObject parse(byte[] bytes) throws NotReadableException;
    }
}
