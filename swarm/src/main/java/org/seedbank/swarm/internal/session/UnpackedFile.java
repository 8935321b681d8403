package org.seedbank.swarm.internal.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.DurableFolder;

/**
 * A file whose name tells its content, so that each version has its own and any number of processes can share it. A
 * file with other bytes, torn by a crash or a full disk, is never handed out but replaced.
 *
 * @param path where it is, or will be
 * @param length its length in bytes
 * @param checksum its CRC-32
 */
record UnpackedFile(Path path, long length, long checksum) {

    /** The file for some content in a folder that all versions share. */
    static UnpackedFile in(Path folder, String name, long length, long checksum) {
        Path path = folder.resolve(HexFormat.of().toHexDigits((int) checksum) + "-" + name);
        return new UnpackedFile(path, length, checksum);
    }

    /** Writes it unless it is there, whole. */
    Path obtain(Content content) throws IOException {
        if (!isWhole()) {
            DurableFolder.make(path.getParent());
            try (InputStream bytes = content.open()) {
                AtomicFile.write(path, bytes.readAllBytes());
            }
        }
        return path;
    }

    /** Reading fourteen megabytes takes ten milliseconds, unpacking them from the jar again ten times that. */
    private boolean isWhole() throws IOException {
        return Files.isRegularFile(path)
                && Files.size(path) == length
                && checksum(Files.readAllBytes(path)) == checksum;
    }

    static long checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }

    /** Where the content comes from. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }
}
