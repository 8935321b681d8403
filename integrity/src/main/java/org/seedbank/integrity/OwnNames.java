package org.seedbank.integrity;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Names that seedbank gives to what it makes among people's files: never part of a dataset, never extra files of a copy.
 */
public final class OwnNames {

    /** Each of them begins so. */
    public static final String PREFIX = ".seedbank-";

    private OwnNames() {}

    /** Tells whether a name is one of ours, on disks too that take small and capital letters for the same. */
    public static boolean isOwn(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    /** Tells whether the last name of a path is one of ours. */
    public static boolean isOwn(Path path) {
        Path name = path.getFileName();
        return name != null && isOwn(name.toString());
    }
}
