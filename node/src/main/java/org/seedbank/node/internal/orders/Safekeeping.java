package org.seedbank.node.internal.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.Permissions;
import org.seedbank.node.api.NodeException;

/**
 * The node's own folder for what others drop: whoever may write to the drop folder could change a dataset, or put a link in
 * its place, after it was looked at. It is on the same disk, and only the node's account may enter it.
 *
 * @param folder where things are kept; made when the first is taken
 */
record Safekeeping(Path folder) {

    /** Holds what its name begins with; no drop folder takes such names. */
    private static final String PREFIX = ".seedbank-dropped";

    private static final int STICKY = 01000;

    /**
     * For a drop folder; empty when only its owner may write to it, so that things may stay where they are.
     *
     * @throws NodeException.Refused when there is no place for it that others could not replace
     */
    static Optional<Safekeeping> of(Path drop) throws IOException {
        if (!Permissions.areKnown(drop) || !isShared(drop)) {
            return Optional.empty();
        }
        Path above = drop.getParent();
        if (above != null && isSafe(above) && Files.isWritable(above)) {
            return Optional.of(new Safekeeping(above.resolve(PREFIX + "-" + drop.getFileName())));
        }
        if (isSafe(drop)) {
            return Optional.of(new Safekeeping(drop.resolve(PREFIX)));
        }
        throw new NodeException.Refused(
                "others may write to '%s', and there is no place beside it for what they drop".formatted(drop),
                "let the node's account write to the folder above, and nobody else; or set the sticky bit (chmod +t '%s')"
                        .formatted(drop));
    }

    private static boolean isShared(Path folder) throws IOException {
        Set<PosixFilePermission> rights = Permissions.of(folder.toRealPath()).orElse(Set.of());
        return rights.contains(PosixFilePermission.GROUP_WRITE) || rights.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** Tells whether nobody else can rename what the node has in a folder. */
    private static boolean isSafe(Path folder) throws IOException {
        return !isShared(folder) || ((Integer) Files.getAttribute(folder, "unix:mode") & STICKY) != 0;
    }

    /** Where something of this name is kept, or would be. */
    Path place(String name) {
        return folder.resolve(name);
    }

    boolean has(String name) {
        return Files.exists(place(name), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Takes something from the drop folder, by renaming it.
     *
     * @throws NodeException.Refused when it cannot be moved; it stays where it is then
     */
    void take(Path item) {
        Path place = place(item.getFileName().toString());
        try {
            makeOwn();
            if (has(item.getFileName().toString())) {
                throw refused(item, "something of that name is there");
            }
            Files.move(item, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw refused(item, IoReason.of(e));
        }
    }

    private NodeException.Refused refused(Path item, String reason) {
        return new NodeException.Refused(
                "others may write to its folder, and it cannot be moved to '%s': %s".formatted(folder, reason),
                "have '%s' belong to the node's account, or drop it into a folder that only that may write to"
                        .formatted(item));
    }

    private void makeOwn() throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder, Permissions.ownersFolder(folder));
        }
        boolean real = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && Permissions.areOwnersFolder(folder);
        if (!real || !isMine()) {
            throw new IOException("it is not a folder of the node's account alone");
        }
    }

    /** Anything that this process makes belongs to its account. */
    private boolean isMine() throws IOException {
        Path trial = Files.createTempFile(folder, ".seedbank-", ".tmp");
        try {
            return Files.getOwner(trial).equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS));
        } finally {
            Files.delete(trial);
        }
    }

    /** Returns what is kept, by name; empty before anything was taken. */
    SortedMap<String, Path> items(Predicate<String> wanted) {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                ? FolderLook.at(folder, wanted).found()
                : Collections.emptySortedMap();
    }
}
