package org.seedbank.node.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.seedbank.node.internal.store.DatasetRecord;

/** Moves that a node began and perhaps did not live to note the end of. Asks the disk. */
public final class UnfinishedMove {

    private UnfinishedMove() {}

    /**
     * Returns what is noted before a dataset is moved; nothing where the disk does not tell one folder from another.
     */
    static Optional<DatasetRecord.Move> begin(Path root, Path target) {
        OptionalLong inode = inode(root);
        return inode.isPresent() ? Optional.of(new DatasetRecord.Move(target, inode.getAsLong())) : Optional.empty();
    }

    /** Where the dataset is, if a rename has brought it there and that was not noted any more. */
    public static Optional<Path> arrived(DatasetRecord record) {
        return record.moving()
                .filter(move -> !Files.exists(record.root(), LinkOption.NOFOLLOW_LINKS))
                .filter(move -> inode(move.target()).equals(OptionalLong.of(move.inode())))
                .map(DatasetRecord.Move::target);
    }

    private static OptionalLong inode(Path place) {
        try {
            if (place.getFileSystem().supportedFileAttributeViews().contains("unix")) {
                return OptionalLong.of((Long) Files.getAttribute(place, "unix:ino", LinkOption.NOFOLLOW_LINKS));
            }
            Object key = Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            return key == null ? OptionalLong.empty() : OptionalLong.of(Objects.hashCode(key));
        } catch (IOException e) {
            return OptionalLong.empty(); // Nothing is there that could be told from anything else.
        }
    }
}
