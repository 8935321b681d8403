package org.seedbank.catalog.drive.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.json.JsonText;
import org.seedbank.catalog.internal.oauth.OAuthClient;
import org.seedbank.catalog.internal.oauth.Secret;
import org.seedbank.integrity.files.BoundedFile;

/** Files that the Google Cloud console and the gcloud program give to people, told by what is in them and not by name. */
public sealed interface CredentialsFile {

    String WANTED = "download the JSON of an OAuth client of type 'Desktop app', or the key of a service account,"
            + " from the Google Cloud console";

    /** An OAuth client; a person has to log in. */
    record Installed(OAuthClient client) implements CredentialsFile {}

    /** A service account. */
    record Service(ServiceKey key) implements CredentialsFile {}

    /** A person who logged in with another program. */
    record Authorized(OAuthClient client, Secret refreshToken) implements CredentialsFile {}

    /**
     * Reads one. Links are followed: the file is the user's own, and is only read.
     *
     * @throws CatalogException.BadSettings when it cannot be read, or is none of these; the message says what it is
     */
    static CredentialsFile read(Path file) {
        String text;
        try {
            text = new String(BoundedFile.read(file.toRealPath(), SecretFiles.MAX_BYTES), UTF_8);
        } catch (NoSuchFileException e) {
            throw new CatalogException.BadSettings(
                    file, "there is no such file", "check the path; if you have none yet, " + WANTED, e);
        } catch (IOException e) {
            throw new CatalogException.BadSettings(
                    file, SecretFiles.reason(e), "check the path, and that you may read the file", e);
        }
        try {
            return of(object(text));
        } catch (IllegalArgumentException e) {
            throw bad(file, "it " + e.getMessage());
        }
    }

    private static CredentialsFile of(JsonObject json) {
        if (json.get("installed") instanceof JsonObject installed) {
            return new Installed(real(OAuthClients.of(installed)));
        }
        String type = JsonText.text(json, "type").orElse("");
        return switch (type) {
            case "service_account" -> new Service(ServiceKey.of(real(json, "private_key")));
            case "authorized_user" ->
                new Authorized(real(OAuthClients.of(json)), new Secret(OAuthClients.required(json, "refresh_token")));
            case StoredLogin.USER, StoredLogin.SERVICE ->
                throw new IllegalArgumentException("is a login that seedbank kept, and not a credentials file");
            default -> throw new IllegalArgumentException(kind(json, type));
        };
    }

    private static JsonObject object(String text) {
        try {
            return JsonText.parse(text);
        } catch (IllegalArgumentException e) {
            // Names of fields may be parts of a damaged secret.
            throw new IllegalArgumentException("is not JSON, or half of it");
        }
    }

    private static String kind(JsonObject json, String type) {
        if (json.has("web")) {
            return "is an OAuth client for a web site";
        }
        if (json.has("refresh_token") || json.has("access_token") || json.has("token")) {
            return "holds the tokens of another program, and no credentials";
        }
        return type.matches("[a-z_]{1,40}")
                ? "holds credentials of the kind '%s'".formatted(type)
                : "holds no credentials that are known here";
    }

    private static OAuthClient real(OAuthClient client) {
        if (client.secret().value().equals(EXAMPLE)) {
            throw new IllegalArgumentException(IS_EXAMPLE);
        }
        return client;
    }

    private static JsonObject real(JsonObject json, String field) {
        if (JsonText.text(json, field).orElse("").startsWith(EXAMPLE)) {
            throw new IllegalArgumentException(IS_EXAMPLE);
        }
        return json;
    }

    /** The text that stands in examples in the place of secrets. */
    String EXAMPLE = "REPLACE_ME";

    String IS_EXAMPLE = "is the example, with '%s' in the place of a secret".formatted(EXAMPLE);

    private static CatalogException.BadSettings bad(Path file, String reason) {
        return new CatalogException.BadSettings(file, reason, WANTED, null);
    }
}
