package org.seedbank.integrity.internal.hashing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Describes what Linux tells about the device that a file lies on. Elsewhere, and for file systems that span devices or
 * come over a network, nothing is known.
 */
final class StorageDevice {

    private static final Path SYSFS = Path.of("/sys/dev/block");

    private StorageDevice() {}

    /** Tells whether the file lies on a disk that turns, so that reading in two places makes its head go to and fro. */
    static boolean isRotational(Path file) {
        try {
            long device = (Long) Files.getAttribute(file, "unix:dev");
            return isRotational(SYSFS, major(device), minor(device));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /** A partition has no queue of its own, but lies below its disk, which has. */
    static boolean isRotational(Path sysfs, long major, long minor) throws IOException {
        Path device = sysfs.resolve(major + ":" + minor);
        if (!Files.exists(device)) {
            return false;
        }
        Path real = device.toRealPath();
        Path queue = Stream.of(real, real.getParent())
                .map(folder -> folder.resolve("queue/rotational"))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
        return queue != null && Files.readString(queue).strip().equals("1");
    }

    /** As glibc's {@code gnu_dev_major} takes it from a {@code dev_t}. */
    static long major(long device) {
        return (device >>> 8 & 0xfff) | (device >>> 32 & ~0xfffL);
    }

    /** As glibc's {@code gnu_dev_minor} takes it from a {@code dev_t}. */
    static long minor(long device) {
        return (device & 0xff) | (device >>> 12 & ~0xffL & 0xffffffffL);
    }
}
