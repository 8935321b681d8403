package org.seedbank.integrity.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/**
 * The folders on the way from a root to its files, which have to be folders and no links to some. A folder is looked at
 * once, so an object is for one look at a dataset. Not for several threads.
 */
public final class RealFolders {

    private final Path root;
    private final Set<Path> seen = new HashSet<>();

    /** Below this root; what is above it may be reached through links. */
    public RealFolders(Path root) {
        this.root = root;
    }

    /** The folder, or the only file. */
    public Path root() {
        return root;
    }

    /**
     * Looks at the root and at every folder between it and a file below.
     *
     * @throws java.nio.file.NoSuchFileException when one is not there
     * @throws FileSystemException when one is a link, with that as its reason
     * @throws java.nio.file.NotDirectoryException when one is a file
     * @throws IOException when one cannot be looked at
     */
    public void requireAbove(Path file) throws IOException {
        Path folder = file.getParent();
        if (file.equals(root) || folder == null || seen.contains(folder)) {
            return;
        }
        requireAbove(folder);
        BasicFileAttributes found = Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
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
