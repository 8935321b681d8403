package org.seedbank.integrity.repair;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Predicate;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.OwnNames;

/**
 * Files whose bytes somebody may want though they are not what was published: when they are mended, they stay beside the
 * mended ones under another name.
 *
 * @param which the files, by their place in the dataset
 * @param when the time that is in their new names
 */
public record KeptFiles(Predicate<DatasetPath> which, Instant when) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** No file is kept. */
    public static final KeptFiles NONE = new KeptFiles(path -> false, Instant.EPOCH);

    /** Returns what is put behind the name of a file that is kept. */
    public String suffix() {
        return ".changed-" + STAMP.format(when);
    }

    /** Returns what a file is called once it was mended; empty when it is not kept. */
    Optional<String> name(DatasetPath path, String name) {
        return which.test(path) ? Optional.of(OwnNames.beside(name, suffix())) : Optional.empty();
    }

    /** Returns the path in the dataset that a file has which is kept. */
    public String kept(DatasetPath path) {
        int name = path.text().lastIndexOf('/') + 1;
        return path.text().substring(0, name) + OwnNames.beside(path.text().substring(name), suffix());
    }
}
