package org.seedbank.integrity.interchange;

import java.util.Comparator;
import java.util.Map;
import java.util.regex.Pattern;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.fixity.FileFinding;

/**
 * A file with digests of its bytes, as it was read or as a list tells of it.
 *
 * @param path its place in the folder that the list is about
 * @param length its length in bytes, or {@link FileFinding#UNKNOWN_LENGTH} where a list does not tell
 * @param digests at least one
 */
record ListedFile(DatasetPath path, long length, Map<DigestAlgorithm, ContentDigest> digests) {

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[/\\\\]");
    private static final Pattern ENCODED = Pattern.compile("%(25|0[Aa]|0[Dd])");

    /** Copies the digests. */
    ListedFile {
        digests = Map.copyOf(digests);
        if (digests.isEmpty()) {
            throw new IllegalArgumentException("the file '%s' has no digest".formatted(path));
        }
    }

    /** The digest that is hardest to forge. */
    ContentDigest strongest() {
        return digests.values().stream()
                .max(Comparator.comparing(ContentDigest::algorithm))
                .orElseThrow();
    }

    /**
     * The path that a list names; {@code ./} in front of it means nothing.
     *
     * @throws IllegalArgumentException when it leads out of the folder that the list is about
     */
    static DatasetPath pathOf(String text) {
        if (DRIVE.matcher(text).lookingAt()) {
            throw new IllegalArgumentException("the path begins with a drive letter");
        }
        int start = 0;
        while (text.startsWith("./", start)) {
            start += 2;
            while (text.startsWith("/", start)) {
                start++;
            }
        }
        return new DatasetPath(text.substring(start));
    }

    /** A path with line ends and percent signs written as RFC 8493, 2.1.3 wants it. */
    static String encoded(String path) {
        return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D");
    }

    /** Undoes {@link #encoded}; a percent sign before anything else stands for itself, as many programs write it. */
    static String decoded(String text) {
        return ENCODED.matcher(text).replaceAll(match -> switch (match.group(1)) {
            case "25" -> "%";
            case "0A", "0a" -> "\n";
            default -> "\r";
        });
    }
}
