package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.seedbank.integrity.files.Permissions;

/**
 * An empty file without any right that keeps a name for a file that is moved there in the next moment: the system can
 * create a file only where nothing is, but it moves one over whatever is there. A killed process may leave one.
 */
final class Placeholder {

    private static final String NO_RIGHTS = "---------";

    private Placeholder() {}

    /** True when this is one that was left. */
    static boolean isOne(Path path, BasicFileAttributes found) throws IOException {
        return found.isRegularFile()
                && found.size() == 0
                && Permissions.of(path).filter(Set::isEmpty).isPresent();
    }

    /**
     * Keeps a name in a folder.
     *
     * @return what it is known by
     * @throws FileAlreadyExistsException when something has that name
     */
    static Object make(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        if (isLeft(folder, name)) {
            folder.deleteFile(name);
        }
        folder.newByteChannel(
                        name,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(NO_RIGHTS)))
                .close();
        return attributes(folder, name).fileKey();
    }

    private static boolean isLeft(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        try {
            PosixFileAttributes found = folder.getFileAttributeView(
                            name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
            return found.isRegularFile()
                    && found.size() == 0
                    && found.permissions().isEmpty();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** True while the name is kept by this one. */
    static boolean isStill(SecureDirectoryStream<Path> folder, Path name, Object key) throws IOException {
        BasicFileAttributes now = attributes(folder, name);
        return now.isRegularFile() && now.size() == 0 && now.fileKey().equals(key);
    }

    static BasicFileAttributes attributes(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        return folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }
}
