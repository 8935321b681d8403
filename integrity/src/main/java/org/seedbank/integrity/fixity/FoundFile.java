package org.seedbank.integrity.fixity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Supplier;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.NameForms;
import org.seedbank.integrity.files.RealFolders;

/**
 * Describes what stands in a file's place before it is read.
 *
 * @param place where it should be, or where it is under a name in another Unicode form
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
     * Looks at a file's place, and where nothing is there, for the same name in another Unicode form. A link in it, or
     * above it in the copy, is not followed: it could lead anywhere.
     *
     * @param forms finds the other forms
     * @param folders those of the copy
     * @param path the file's place in the dataset, for the finding
     * @param published the length it was published with, for the finding
     * @param where gives the place, as for {@link #look(RealFolders, DatasetPath, long, Supplier)}
     */
    public static FoundFile look(
            NameForms forms, RealFolders folders, DatasetPath path, long published, Supplier<Path> where) {
        FoundFile literal = look(folders, path, published, where);
        return literal.isThere || literal.place.equals(folders.root())
                ? literal
                : forms.find(literal.place)
                        .map(other -> look(folders, path, published, () -> other))
                        .orElse(literal);
    }

    /**
     * Looks at a file's place. A link in it, or above it in the copy, is not followed: it could lead anywhere.
     *
     * @param folders those of the copy
     * @param path the file's place in the dataset, for the finding
     * @param published the length it was published with, for the finding; {@link FileFinding#UNKNOWN_LENGTH} where
     *     that is not known
     * @param where gives the place; throws {@link IllegalArgumentException} when this system cannot hold its name
     */
    public static FoundFile look(RealFolders folders, DatasetPath path, long published, Supplier<Path> where) {
        Path place = folders.root();
        try {
            place = where.get();
            place = folders.place(place);
            BasicFileAttributes attributes =
                    Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile()
                    ? new FoundFile(place, attributes.size(), null, true)
                    : unusable(place, path, published, what(attributes));
        } catch (NoSuchFileException e) {
            return new FoundFile(place, -1, new FileFinding.Missing(path, published), false);
        } catch (NotDirectoryException e) {
            // A file stands in place of a folder above, so something is there.
            return new FoundFile(place, -1, new FileFinding.Missing(path, published), true);
        } catch (IOException e) {
            return unusable(place, path, published, IoReason.of(e));
        } catch (IllegalArgumentException e) {
            return unusable(place, path, published, e.getMessage());
        }
    }

    private static String what(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return "it is a symbolic link";
        }
        return attributes.isDirectory() ? "it is a folder" : "it is no regular file";
    }

    private static FoundFile unusable(Path place, DatasetPath path, long published, String reason) {
        return new FoundFile(place, -1, new FileFinding.Unreadable(path, published, reason), true);
    }

    /** Bytes that can be read, of so many that were published. */
    public long readable(long published) {
        return finding == null ? Math.min(length, published) : 0;
    }
}
