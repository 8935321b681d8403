package org.seedbank.catalog.drive.login;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.files.FolderLock;
import org.seedbank.catalog.internal.files.FolderLock.Work;
import org.seedbank.catalog.internal.google.TokenServer;
import org.seedbank.catalog.internal.json.JsonText;
import org.seedbank.integrity.files.AtomicFile;

/**
 * The one file that keeps a login, with all that renewing it takes: for a person the OAuth client, its secret and the
 * tokens, for a service account its key. So credentials files need not stay, and a login moves to another machine as
 * one file.
 */
public final class TokenFile {

    private static final String NAME = "token.json";

    /** Another process that renews the login asks the server once. */
    private static final Duration TURN = TokenServer.LIMIT.multipliedBy(2);

    private final Path file;

    public TokenFile(Path config) {
        file = config.resolve(NAME).toAbsolutePath();
    }

    Path path() {
        return file;
    }

    /** Empty when nobody is logged in. Throws {@link CatalogException.BadSettings} when the file cannot be used. */
    public Optional<StoredLogin> read() {
        return SecretFiles.read(file).map(this::parse);
    }

    /** Puts a new login in the place of any other; nobody renews that meanwhile, so the new one stays. */
    void replace(StoredLogin kept) throws InterruptedException {
        try {
            AtomicFile.makeSecretFolder(file.getParent());
            alone(() -> {
                write(kept);
                return true;
            });
        } catch (IOException e) {
            throw SecretFiles.notWritten(file, e);
        }
    }

    /** Forgets the login; whether there was one. */
    boolean delete() throws InterruptedException {
        if (!Files.isDirectory(file.getParent())) {
            return false;
        }
        try {
            return alone(() -> SecretFiles.delete(file));
        } catch (IOException e) {
            throw SecretFiles.notDeleted(file, e);
        }
    }

    /** For whoever works {@link #alone}. */
    void write(StoredLogin kept) {
        SecretFiles.write(file, JsonText.write(kept.json()));
    }

    /** Does work while no other thread or process does any with this file. The file's folder must be there. */
    <T> T alone(Work<T> work) throws IOException, InterruptedException {
        try {
            return FolderLock.holding(file.getParent(), file.toUri(), TURN, work);
        } catch (CatalogException.Locked e) {
            throw new IOException(
                    "another process has been renewing the login for more than %d s".formatted(TURN.toSeconds()), e);
        }
    }

    private StoredLogin parse(String text) {
        JsonObject json;
        try {
            json = JsonText.parse(text);
        } catch (IllegalArgumentException e) {
            // Names of fields may be parts of a damaged secret.
            throw bad("it is not a whole JSON object");
        }
        try {
            return StoredLogin.of(json);
        } catch (IllegalArgumentException e) {
            throw bad("it " + e.getMessage());
        }
    }

    private CatalogException.BadSettings bad(String reason) {
        return new CatalogException.BadSettings(file, reason, "log out and log in again, or delete it", null);
    }
}
