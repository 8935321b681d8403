package org.seedbank.integrity.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * POSIX permissions, where the file system has them. Elsewhere a file is for those whom its folder is for, and nothing can be
 * asked or set: a home folder is its owner's there too.
 */
public final class Permissions {

    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final Set<PosixFilePermission> OWNERS_FOLDER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private static final FileAttribute<?>[] NONE = {};

    private Permissions() {}

    /** Tells whether files have permissions there. */
    public static boolean areKnown(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Makes a new file its owner's alone (0600) from its first byte on. */
    public static FileAttribute<?>[] ownersFile(Path file) {
        return areKnown(file) ? attributes(OWNERS) : NONE;
    }

    /** Makes a new folder its owner's alone (0700). */
    public static FileAttribute<?>[] ownersFolder(Path folder) {
        return areKnown(folder) ? attributes(OWNERS_FOLDER) : NONE;
    }

    /** Makes a new file as open as another is; empty where that has no permissions. */
    public static FileAttribute<?>[] like(Path other) throws IOException {
        return of(other).map(Permissions::attributes).orElse(NONE);
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    /** Returns those of what lies there, without following a link; empty where there are none. */
    public static Optional<Set<PosixFilePermission>> of(Path path) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return view == null
                ? Optional.empty()
                : Optional.of(view.readAttributes().permissions());
    }

    /** Tells whether nobody but the owner may read, change or enter it, as far as permissions tell. */
    public static boolean areOwnersAlone(Path path) throws IOException {
        return of(path).map(OWNERS_FOLDER::containsAll).orElse(true);
    }

    /** Tells whether it is readable and writable for its owner, and nothing else. */
    public static boolean areOwnersFile(Path file) throws IOException {
        return of(file).map(OWNERS::equals).orElse(true);
    }

    /** Tells whether its owner may do everything with it, and nobody else anything. */
    public static boolean areOwnersFolder(Path folder) throws IOException {
        return of(folder).map(OWNERS_FOLDER::equals).orElse(true);
    }

    /** Makes a file its owner's alone (0600), where there are permissions. */
    public static void makeOwnersFile(Path file) throws IOException {
        set(file, OWNERS);
    }

    /**
     * Makes a folder its owner's alone (0700), where there are permissions. Those that are there already are not set again: file
     * systems without permissions of their own refuse any change.
     */
    public static void makeOwnersFolder(Path folder) throws IOException {
        if (!areOwnersFolder(folder)) {
            set(folder, OWNERS_FOLDER);
        }
    }

    /** Gives a file or folder what another has, where there are permissions. */
    public static void copy(Path from, Path to) throws IOException {
        Optional<Set<PosixFilePermission>> permissions = of(from);
        if (permissions.isPresent()) {
            set(to, permissions.get());
        }
    }

    private static void set(Path path, Set<PosixFilePermission> permissions) throws IOException {
        if (areKnown(path)) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }
}
