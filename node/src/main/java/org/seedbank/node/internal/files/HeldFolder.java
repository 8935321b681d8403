package org.seedbank.node.internal.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder that is held open, so that what is deleted in it was in it, even when its path leads elsewhere by then. Where
 * the system cannot hold folders open, paths are used. No link is followed. Whoever opens it closes it.
 */
final class HeldFolder implements AutoCloseable {

    private final DirectoryStream<Path> open;
    private final Path path;

    private HeldFolder(DirectoryStream<Path> open, Path path) {
        this.open = open;
        this.path = path;
    }

    /** The folder that a path leads to. */
    @SuppressWarnings("StreamResourceLeak") // It is held open, and closed with what is returned.
    static HeldFolder at(Path folder) throws IOException {
        return new HeldFolder(Files.newDirectoryStream(folder), folder);
    }

    /** A folder in this one; a link is none. */
    HeldFolder enter(Path name) throws IOException {
        Path below = path.resolve(name);
        if (open instanceof SecureDirectoryStream<Path> held) {
            return new HeldFolder(held.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS), below);
        }
        if (!attributes(name).isDirectory()) {
            throw new NotDirectoryException(below.toString());
        }
        return at(below);
    }

    Path path() {
        return path;
    }

    /** The names of what is in it; to be asked for once. */
    List<Path> names() throws IOException {
        List<Path> names = new ArrayList<>();
        try {
            open.forEach(child -> names.add(child.getFileName()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /** Looks at something in it. */
    BasicFileAttributes attributes(Path name) throws IOException {
        BasicFileAttributeView view = open instanceof SecureDirectoryStream<Path> held
                ? held.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                : Files.getFileAttributeView(
                        path.resolve(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return view.readAttributes();
    }

    void deleteFile(Path name) throws IOException {
        if (open instanceof SecureDirectoryStream<Path> held) {
            held.deleteFile(name);
        } else {
            Files.delete(path.resolve(name));
        }
    }

    /** Throws {@link java.nio.file.DirectoryNotEmptyException} when something is in it. */
    void deleteFolder(Path name) throws IOException {
        if (open instanceof SecureDirectoryStream<Path> held) {
            held.deleteDirectory(name);
        } else {
            Files.delete(path.resolve(name));
        }
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
