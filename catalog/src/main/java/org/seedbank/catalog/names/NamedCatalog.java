package org.seedbank.catalog.names;

import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A catalog that has a name on this machine.
 *
 * @param name what a person calls it; see {@link #isName}
 * @param location where it is, as {@link Catalogs#location} writes it
 * @param isDefault whether it is meant where no catalog is named
 */
public record NamedCatalog(String name, String location, boolean isDefault) {

    /** The name of the user's own catalog. */
    public static final String LOCAL = "local";

    /** The kind of place that a folder of this machine is. */
    static final String DIR = "dir";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    /** Throws {@link NullPointerException} when a part is null. */
    public NamedCatalog {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(location, "location");
    }

    /** Tells whether a catalog can have this name: a letter, then letters, digits and hyphens, lower case, at most 40. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Where a folder is, whatever the current folder. */
    static String location(Path folder) {
        return DIR + ":" + folder.toAbsolutePath().normalize();
    }
}
