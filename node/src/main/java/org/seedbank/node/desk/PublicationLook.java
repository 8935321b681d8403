package org.seedbank.node.desk;

import java.nio.file.Path;
import java.util.List;
import org.seedbank.catalog.metadata.Description;

/**
 * What was found in a dataset that is to be published, by names and permissions alone.
 *
 * @param path where it really lies
 * @param name what it is called in its torrent
 * @param files how many would be published
 * @param bytes of these files
 * @param description what would be said of it
 * @param sources where each field of that is from
 * @param warnings what a person should know of before
 * @param leftOut how many things in its folder are left out
 * @param someLeftOut the first of them, at most {@value #MOST_LEFT_OUT}
 * @param seen stands for these files as they are now, see {@link WantedPublication#seen}
 */
public record PublicationLook(
        Path path,
        String name,
        long files,
        long bytes,
        Description description,
        List<FieldSource> sources,
        List<String> warnings,
        int leftOut,
        List<EntryPage.LeftOutThing> someLeftOut,
        String seen) {

    /** Most things left out that are told. */
    public static final int MOST_LEFT_OUT = 100;

    /** Copies the lists. */
    public PublicationLook {
        sources = List.copyOf(sources);
        warnings = List.copyOf(warnings);
        someLeftOut = List.copyOf(someLeftOut);
    }

    /**
     * A field of a description.
     *
     * @param field its name in an entry
     * @param file the file of the dataset that says it
     */
    public record FieldSource(String field, String file) {}
}
