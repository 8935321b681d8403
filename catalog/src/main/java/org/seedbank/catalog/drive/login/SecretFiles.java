package org.seedbank.catalog.drive.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.Permissions;
import org.seedbank.integrity.files.UnusableFileException;

/** Files that only their owner may see. As with ssh, one that others can read or write is refused, not mended. */
final class SecretFiles {

    static final int MAX_BYTES = 64 * 1024;

    private SecretFiles() {}

    /**
     * The text; empty when there is no such file.
     *
     * @throws CatalogException.BadSettings when it cannot be read, or others can
     */
    static Optional<String> read(Path file) {
        try {
            byte[] content = BoundedFile.read(file, MAX_BYTES);
            if (!Permissions.areOwnersAlone(file)) {
                throw new CatalogException.BadSettings(
                        file,
                        "others on this machine can read or change it",
                        "make it yours alone: chmod 600 '%s'; if others may have read it, log out and log in again"
                                .formatted(file),
                        null);
            }
            return Optional.of(new String(content, UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new CatalogException.BadSettings(file, reason(e), "log out and log in again, or delete it", e);
        }
    }

    /** Throws {@link CatalogException.BadSettings} when it cannot be written; what was there then stays. */
    static void write(Path file, String text) {
        try {
            AtomicFile.writeSecret(file, text.getBytes(UTF_8));
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    /** Tells whether there was one. */
    static boolean delete(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw notDeleted(file, e);
        }
    }

    static CatalogException.BadSettings notWritten(Path file, IOException e) {
        return new CatalogException.BadSettings(
                file,
                "it cannot be written: " + reason(e),
                "check that you may write to its folder and that its disk has space",
                e);
    }

    static CatalogException.BadSettings notDeleted(Path file, IOException e) {
        return new CatalogException.BadSettings(
                file, "it cannot be deleted: " + reason(e), "delete it yourself: it holds secrets", e);
    }

    /** Why a file cannot be used, in words. */
    static String reason(IOException e) {
        return e instanceof UnusableFileException ? "it " + e.getMessage() : IoReason.of(e);
    }
}
