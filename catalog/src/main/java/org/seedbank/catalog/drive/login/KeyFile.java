package org.seedbank.catalog.drive.login;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogSettings;

/** The API key: the environment's, else the one that is kept. */
final class KeyFile {

    private static final String NAME = "drive-api-key";

    /** Google's have 39 characters; the form only keeps out what is no key at all. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{16,256}");

    private final CatalogSettings settings;
    private final Path file;

    KeyFile(CatalogSettings settings) {
        this.settings = settings;
        this.file = settings.config().resolve(NAME).toAbsolutePath();
    }

    Path path() {
        return file;
    }

    Optional<String> key() {
        if (settings.driveKey().isPresent()) {
            if (!isKey(settings.driveKey().get())) {
                throw new CatalogException.NeedsLogin(
                        "the API key in the environment is not an API key", "correct the variable, or unset it", null);
            }
            return settings.driveKey();
        }
        Optional<String> kept = SecretFiles.read(file).map(String::strip);
        if (kept.isPresent() && !isKey(kept.get())) {
            throw new CatalogException.BadSettings(
                    file, "it does not hold an API key", "give the key again, or delete the file", null);
        }
        return kept;
    }

    /** Where the key comes from. */
    Optional<String> origin() {
        return key().map(key -> settings.driveKey().isPresent() ? "the environment" : file.toString());
    }

    void keep(String key) {
        if (!isKey(key)) {
            throw new CatalogException.LoginFailed(
                    "this is not an API key",
                    "copy the key from the Google Cloud console, under 'APIs & Services', 'Credentials'",
                    null);
        }
        SecretFiles.write(file, key + "\n");
    }

    boolean delete() {
        return SecretFiles.delete(file);
    }

    private static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }
}
