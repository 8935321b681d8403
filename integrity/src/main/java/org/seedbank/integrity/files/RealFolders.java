package org.seedbank.integrity.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The folders on the way from a root to its files, which have to be folders and no links to some. A folder is looked at
 * once, so an object is for one look at a dataset. Not for several threads.
 *
 * <p>A publisher may have had links inside a dataset followed. Where originals are looked at, a link that leads to another
 * place in the same folder stands for that: all that lies there is the dataset's anyway.
 */
public final class RealFolders {

    private final Path root;
    private final boolean innerLinks;
    private final Set<Path> seen = new HashSet<>();

    /** Folders that are not there, so that those above them are not looked at for each file. */
    private final Set<Path> absent = new HashSet<>();

    /** Below this root; what is above it may be reached through links. */
    public RealFolders(Path root) {
        this(root, false);
    }

    private RealFolders(Path root, boolean innerLinks) {
        this.root = root;
        this.innerLinks = innerLinks;
    }

    /** Below this root, where links that do not lead out of it are followed. */
    public static RealFolders withInnerLinks(Path root) {
        return new RealFolders(root, true);
    }

    /** The folder, or the only file. */
    public Path root() {
        return root;
    }

    /**
     * Where a file really lies. A link in its own place is for whoever opens it to refuse, but one that may be followed.
     *
     * @throws IOException as {@link #requireAbove} does
     */
    public Path place(Path file) throws IOException {
        Optional<Path> behind = innerLinks && !file.equals(root) ? behindLinks(file) : Optional.empty();
        if (behind.isPresent()) {
            return behind.get();
        }
        requireAbove(file);
        return file;
    }

    /** Where links inside lead, if there are any; nowhere when they lead out. */
    private Optional<Path> behindLinks(Path file) {
        try {
            if (!Files.isSymbolicLink(file) && seen.contains(file.getParent())) {
                return Optional.empty();
            }
            Path real = file.toRealPath();
            Path realRoot = root.toRealPath();
            boolean elsewhere = !real.equals(realRoot.resolve(root.relativize(file)));
            boolean inside = real.startsWith(realRoot) && !Files.isSymbolicLink(root);
            return elsewhere && inside ? Optional.of(real) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // What is in the way is told by those who look at it.
        }
    }

    /**
     * Looks at the root and at every folder between it and a file below.
     *
     * @throws NoSuchFileException when one is not there
     * @throws FileSystemException when one is a link, with that as its reason
     * @throws java.nio.file.NotDirectoryException when one is a file
     * @throws IOException when one cannot be looked at
     */
    public void requireAbove(Path file) throws IOException {
        Path folder = file.getParent();
        if (file.equals(root) || folder == null || seen.contains(folder)) {
            return;
        }
        if (absent.contains(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        BasicFileAttributes found;
        try {
            requireAbove(folder);
            found = Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            absent.add(folder);
            throw e;
        }
        if (found.isSymbolicLink()) {
            throw new FileSystemException(
                    file.toString(), null, "'%s' above it is a symbolic link".formatted(told(folder)));
        }
        if (!found.isDirectory()) {
            throw new NotDirectoryException(folder.toString());
        }
        seen.add(folder);
    }

    private Path told(Path folder) {
        return folder.equals(root) ? root : root.relativize(folder);
    }
}
