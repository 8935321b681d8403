package org.seedbank.swarm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * A file whose name tells its content, so that each version has its own and any number of processes can share it. A
 * file with other bytes, torn by a crash or a full disk, is never handed out but replaced.
 */
final class UnpackedFile {

    private final Path folder;
    private final String name;

    UnpackedFile(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** The file with exactly these bytes, written if it is not there already. */
    Path write(byte[] bytes) throws IOException {
        Path file = folder.resolve(checksum(bytes) + "-" + name);
        if (!holds(file, bytes)) {
            Files.createDirectories(folder);
            AtomicFile.write(file, bytes);
        }
        return file;
    }

    /** Fourteen megabytes are compared in a few milliseconds, far less than loading them takes. */
    private static boolean holds(Path file, byte[] bytes) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == bytes.length
                && Arrays.equals(Files.readAllBytes(file), bytes);
    }

    private static String checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }
}
