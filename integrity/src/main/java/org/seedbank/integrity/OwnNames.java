package org.seedbank.integrity;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Names that seedbank gives to what it makes among people's files: never part of a dataset, never extra files of a copy.
 */
public final class OwnNames {

    /** Each of them begins so. */
    public static final String PREFIX = ".seedbank-";

    /** Bytes of UTF-8 that a name may have on every disk: those of eCryptfs, where others take 255. */
    public static final int LONGEST = 143;

    private static final int DIGEST_DIGITS = 16;

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

    /**
     * A name for something beside a file: the file's own and a suffix. Where that would be longer than some disk takes, the
     * end of the name gives way to a digest of it, so that files with long names keep apart.
     *
     * @param suffix of at most 60 bytes of ASCII
     */
    public static String beside(String name, String suffix) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length + suffix.length() <= LONGEST) {
            return name + suffix;
        }
        String digest = "~" + Sha256.digestOf(bytes).hex().substring(0, DIGEST_DIGITS);
        return cut(name, LONGEST - suffix.length() - digest.length()) + digest + suffix;
    }

    /** The beginning of a name: as many whole characters as fit into so many bytes of UTF-8. */
    public static String cut(String name, int most) {
        int end = 0;
        int bytes = 0;
        while (end < name.length()) {
            int c = name.codePointAt(end);
            bytes += Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > most) {
                break;
            }
            end += Character.charCount(c);
        }
        return name.substring(0, end);
    }
}
