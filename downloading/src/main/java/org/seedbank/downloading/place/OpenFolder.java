package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;

/**
 * A folder that is held open: what is moved into it goes there, even when its name leads elsewhere by then. Where the system
 * cannot hold folders open, paths are used. Whoever opens it closes it.
 */
final class OpenFolder implements AutoCloseable {

    private DirectoryStream<Path> open;
    private Path path;

    private OpenFolder(DirectoryStream<Path> open, Path path) {
        this.open = open;
        this.path = path;
    }

    /** The folder that a path leads to. */
    @SuppressWarnings("StreamResourceLeak") // It is held open, and closed with what is returned.
    static OpenFolder at(Path folder) throws IOException {
        return new OpenFolder(Files.newDirectoryStream(folder), folder);
    }

    /** Goes one folder down; never through a link. */
    @SuppressWarnings("StreamResourceLeak") // As above.
    void enter(String below) throws IOException {
        Path next = path.resolve(below);
        DirectoryStream<Path> entered;
        if (open instanceof SecureDirectoryStream<Path> secure) {
            entered = secure.newDirectoryStream(Path.of(below), LinkOption.NOFOLLOW_LINKS);
        } else {
            if (Files.isSymbolicLink(next)) {
                throw new NotDirectoryException(next.toString());
            }
            entered = Files.newDirectoryStream(next);
        }
        open.close();
        open = entered;
        path = next;
    }

    /** Takes an empty folder from another, under a new name; fails when anything but an empty folder has that name. */
    void takeFolder(OpenFolder from, Path made, String name) throws IOException {
        if (open instanceof SecureDirectoryStream<Path> here
                && from.open instanceof SecureDirectoryStream<Path> there) {
            there.move(made, here, Path.of(name));
        } else {
            Files.move(from.path.resolve(made), path.resolve(name));
        }
    }

    /** Takes a file from another folder, under the same name; fails when anything has that name here. */
    void take(OpenFolder from, String file) throws IOException {
        take(from, file, BasicFileAttributes::isRegularFile);
    }

    /** Takes a symbolic link, as {@link #take} does a file. */
    void takeLink(OpenFolder from, String link) throws IOException {
        take(from, link, BasicFileAttributes::isSymbolicLink);
    }

    private void take(OpenFolder from, String file, Predicate<BasicFileAttributes> kind) throws IOException {
        Path name = Path.of(file);
        if (open instanceof SecureDirectoryStream<Path> here
                && from.open instanceof SecureDirectoryStream<Path> there) {
            take(there, here, name, kind);
        } else {
            Files.move(from.path.resolve(name), path.resolve(name));
        }
    }

    private void take(
            SecureDirectoryStream<Path> there,
            SecureDirectoryStream<Path> here,
            Path name,
            Predicate<BasicFileAttributes> kind)
            throws IOException {
        if (!kind.test(Placeholder.attributes(there, name))) {
            throw new NoSuchFileException(name.toString());
        }
        Object key = Placeholder.make(here, name);
        if (!Placeholder.isStill(here, name, key)) {
            throw new FileAlreadyExistsException(path.resolve(name).toString());
        }
        there.move(name, here, name);
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
