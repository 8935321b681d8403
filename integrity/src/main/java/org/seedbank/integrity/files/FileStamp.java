package org.seedbank.integrity.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * By what a regular file is known to be unchanged. A link has no stamp, whatever it points to. Times are nanoseconds
 * since 1970.
 *
 * @param length its length in bytes
 * @param modified when its bytes were last modified; programs can set this
 * @param changed when its bytes or attributes last changed, which nobody can set; as {@code modified} where the system
 *     does not tell
 * @param device the file system's number, or 0; another one after the next boot
 * @param inode its number there, or a hash of whatever the system has instead
 */
public record FileStamp(long length, long modified, long changed, long device, long inode) {

    private static final boolean UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    /** File systems that count in steps of this or more cannot tell what happens within seconds. */
    private static final long COARSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long COARSE_REST_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long FINE_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** The stamp of the regular file that lies there; empty when there is none or it cannot be looked at. */
    public static Optional<FileStamp> of(Path file) {
        try {
            return Optional.of(take(file));
        } catch (IOException e) {
            return Optional.empty(); // Whoever reads it meets the same trouble and says so.
        }
    }

    /**
     * Looks at the regular file that lies there, without following a link in its place.
     *
     * @throws java.nio.file.NoSuchFileException when nothing is there
     * @throws IOException when it cannot be looked at, or is no regular file
     */
    public static FileStamp take(Path file) throws IOException {
        return UNIX ? unix(file) : basic(file);
    }

    private static FileStamp unix(Path file) throws IOException {
        Map<String, Object> values = Files.readAttributes(
                file,
                "unix:isRegularFile,isSymbolicLink,size,lastModifiedTime,ctime,dev,ino",
                LinkOption.NOFOLLOW_LINKS);
        requireRegular(file, (Boolean) values.get("isRegularFile"), (Boolean) values.get("isSymbolicLink"));
        return new FileStamp(
                (Long) values.get("size"),
                nanos((FileTime) values.get("lastModifiedTime")),
                nanos((FileTime) values.get("ctime")),
                (Long) values.get("dev"),
                (Long) values.get("ino"));
    }

    private static FileStamp basic(Path file) throws IOException {
        BasicFileAttributes values = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        requireRegular(file, values.isRegularFile(), values.isSymbolicLink());
        long modified = nanos(values.lastModifiedTime());
        return new FileStamp(values.size(), modified, modified, 0, Objects.hashCode(values.fileKey()));
    }

    /**
     * Tells whether a regular file has other names (hard links): what is written to it under one of them changes it under
     * all, and nobody who watches its folder is told. False where nothing is or the system does not say.
     */
    public static boolean hasOtherNames(Path file) {
        try {
            Map<String, Object> values =
                    UNIX ? Files.readAttributes(file, "unix:isRegularFile,nlink", LinkOption.NOFOLLOW_LINKS) : Map.of();
            return Boolean.TRUE.equals(values.get("isRegularFile")) && ((Number) values.get("nlink")).longValue() > 1;
        } catch (IOException e) {
            return false; // Whoever reads it meets the same trouble and says so.
        }
    }

    private static void requireRegular(Path file, boolean regular, boolean link) throws FileSystemException {
        if (!regular) {
            String what = link ? "it is a symbolic link" : "it is no regular file";
            throw new FileSystemException(file.toString(), null, what);
        }
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }

    /**
     * Tells whether a later change is sure to give another stamp. It is not when the last one was a moment ago: clocks
     * of file systems stand still between their ticks.
     *
     * @param now nanoseconds since 1970
     */
    public boolean isSettled(long now) {
        long rest = changed % COARSE_NANOS == 0 ? COARSE_REST_NANOS : FINE_REST_NANOS;
        return now - changed >= rest;
    }
}
