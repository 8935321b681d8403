package org.seedbank.integrity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/**
 * A regular file of a dataset as the scan saw it.
 *
 * @param path its place in the dataset
 * @param file where it lies on this machine
 * @param length its length in bytes
 * @param modified when it was last modified
 * @param fileKey the file system's identity for it (device and inode), or null where there is none
 */
public record SourceFile(DatasetPath path, Path file, long length, FileTime modified, Object fileKey) {

    static SourceFile of(DatasetPath path, Path file, BasicFileAttributes attributes) {
        return new SourceFile(path, file, attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
    }

    /**
     * Compares the file with what the scan saw.
     *
     * @throws IntegrityException.ChangedWhileRead when it is gone, has another length or time, or is another file
     */
    public void checkUnchanged() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (now.size() != length) {
                throw new IntegrityException.ChangedWhileRead(
                        file, "it had %d bytes and has %d now".formatted(length, now.size()), null);
            }
            if (!now.lastModifiedTime().equals(modified) || !Objects.equals(now.fileKey(), fileKey)) {
                throw new IntegrityException.ChangedWhileRead(file, "it was written to or replaced", null);
            }
        } catch (IOException e) {
            throw new IntegrityException.ChangedWhileRead(file, IoReason.of(e), e);
        }
    }
}
