package org.seedbank.integrity.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.FileStamp;

/**
 * A regular file of a dataset as the scan saw it.
 *
 * @param path its place in the dataset
 * @param file where it lies on this machine
 * @param stamp what it is known by: its length, times and inode
 */
public record SourceFile(DatasetPath path, Path file, FileStamp stamp) {

    /** Its length in bytes. */
    public long length() {
        return stamp.length();
    }

    /** When it was last modified. */
    public FileTime modified() {
        return FileTime.from(stamp.modified(), TimeUnit.NANOSECONDS);
    }

    /**
     * Compares the file with what the scan saw. A link that took its place is not followed.
     *
     * @throws IntegrityException.ChangedWhileRead when it is gone, has another length or time, or is another file
     */
    public void checkUnchanged() {
        try {
            FileStamp now = FileStamp.take(file);
            if (now.length() != length()) {
                throw new IntegrityException.ChangedWhileRead(
                        file, "it had %d bytes and has %d now".formatted(length(), now.length()), null);
            }
            if (!now.equals(stamp)) {
                throw new IntegrityException.ChangedWhileRead(file, "it was written to or replaced", null);
            }
        } catch (IOException e) {
            throw new IntegrityException.ChangedWhileRead(file, IoReason.of(e), e);
        }
    }
}
