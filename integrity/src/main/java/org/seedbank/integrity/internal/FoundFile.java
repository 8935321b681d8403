package org.seedbank.integrity.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Supplier;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.FileFinding;
import org.seedbank.integrity.IoReason;

/**
 * What stands in a file's place before it is read.
 *
 * @param place where it should be
 * @param length its length in bytes, or -1 when nothing that can be read is there
 * @param finding what is known without reading, or null
 * @param isThere whether anything at all is there
 */
public record FoundFile(Path place, long length, FileFinding finding, boolean isThere) {

    /** A place that was not looked at, or whose content does not count. */
    public static FoundFile without(FileFinding finding, Path place) {
        return new FoundFile(place, -1, finding, false);
    }

    /**
     * Looks at a file's place.
     *
     * @param root the folder or file that is compared
     * @param path the file's place in the dataset, for the finding
     * @param published the length it was published with, for the finding; {@link FileFinding#UNKNOWN_LENGTH} where
     *     that is not known
     * @param where gives the place; throws {@link IllegalArgumentException} when this system cannot hold its name
     */
    public static FoundFile look(Path root, DatasetPath path, long published, Supplier<Path> where) {
        Path place = root;
        try {
            place = where.get();
            BasicFileAttributes attributes = Files.readAttributes(place, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                String what = attributes.isDirectory() ? "it is a folder" : "it is no regular file";
                return unusable(place, path, published, what);
            }
            return new FoundFile(place, attributes.size(), null, true);
        } catch (IOException e) {
            boolean displaced = isBelowFile(root, place);
            if (e instanceof NoSuchFileException || displaced) {
                return new FoundFile(place, -1, new FileFinding.Missing(path, published), displaced);
            }
            return unusable(place, path, published, IoReason.of(e));
        } catch (IllegalArgumentException e) {
            return unusable(place, path, published, e.getMessage());
        }
    }

    private static FoundFile unusable(Path place, DatasetPath path, long published, String reason) {
        return new FoundFile(place, -1, new FileFinding.Unreadable(path, published, reason), true);
    }

    /** Whether a file stands in place of a folder above, which the system does not report as an absent file. */
    private static boolean isBelowFile(Path root, Path place) {
        for (Path above = place.getParent(); above != null && above.startsWith(root); above = above.getParent()) {
            if (Files.isRegularFile(above)) {
                return true;
            }
        }
        return false;
    }

    /** Bytes that can be read, of so many that were published. */
    public long readable(long published) {
        return finding == null ? Math.min(length, published) : 0;
    }
}
