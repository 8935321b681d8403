package org.seedbank.catalog.drive.login;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.internal.google.TokenAnswer;
import org.seedbank.catalog.internal.google.TokenRefusal;
import org.seedbank.catalog.internal.json.JsonText;
import org.seedbank.catalog.internal.oauth.AccessGrant;
import org.seedbank.catalog.internal.oauth.OAuthClient;
import org.seedbank.catalog.internal.oauth.Secret;

/** A login as it is kept. Shapes are checked here; {@link IllegalArgumentException} says what is wrong, after "it". */
sealed interface StoredLogin {

    String TYPE = "type";
    String USER = "seedbank_user";
    String SERVICE = "seedbank_service_account";

    /** RFC 6749 section 5.2. */
    String UNEXPLAINED = "invalid_grant";

    JsonObject json();

    DriveIdentity.Login describe(Path file);

    /**
     * A person's.
     *
     * @param refreshToken empty when Google has ended the login
     * @param ended Google's word for why it has, where it has
     */
    record User(
            OAuthClient client,
            List<String> scopes,
            Optional<Secret> refreshToken,
            Optional<AccessGrant> access,
            Optional<String> ended)
            implements StoredLogin {

        /** A login that goes on. */
        User(OAuthClient client, List<String> scopes, Optional<Secret> refreshToken, Optional<AccessGrant> access) {
            this(client, scopes, refreshToken, access, Optional.empty());
        }

        /** With the tokens of an answer; what it does not bring stays. */
        User with(TokenAnswer answer) {
            return new User(
                    client,
                    answer.scopes().orElse(scopes),
                    answer.refreshToken().or(() -> refreshToken),
                    Optional.of(answer.access()));
        }

        /** With Google's word for why, where that says more than that it has ended. */
        User endedFor(String why) {
            return new User(
                    client,
                    scopes,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(why).filter(word -> !word.equals(UNEXPLAINED)));
        }

        @Override
        public JsonObject json() {
            JsonObject json = new JsonObject();
            json.addProperty(TYPE, USER);
            json.addProperty("client_id", client.id());
            json.addProperty("client_secret", client.secret().value());
            json.addProperty("auth_uri", client.authUri().toString());
            json.addProperty("token_uri", client.tokenUri().toString());
            json.add("scopes", array(scopes));
            refreshToken.ifPresent(token -> json.addProperty("refresh_token", token.value()));
            ended.ifPresent(why -> json.addProperty("ended", why));
            access.ifPresent(each -> {
                json.addProperty("access_token", each.token().value());
                json.addProperty("expiry", each.expiry().toString());
            });
            return json;
        }

        @Override
        public DriveIdentity.Login describe(Path file) {
            return new DriveIdentity.Login(
                    refreshToken.isPresent() ? DriveIdentity.Kind.USER : DriveIdentity.Kind.ENDED,
                    client.id(),
                    DriveScope.labels(scopes),
                    access.map(AccessGrant::expiry),
                    file);
        }
    }

    /** A service account's. Its access tokens are not kept: the key makes new ones at any time. */
    record Service(ServiceKey key, List<String> scopes) implements StoredLogin {

        /** A new access token. Throws {@link LoginEndedException} when the key is not taken any more. */
        AccessGrant token() throws IOException {
            try {
                return key.token(scopes).access();
            } catch (TokenRefusal e) {
                throw e.is("invalid_grant")
                        ? new LoginEndedException(LoginRefusals.keyRefused(key.mail(), e))
                        : LoginRefusals.of(key.mail(), e);
            }
        }

        @Override
        public JsonObject json() {
            JsonObject json = new JsonObject();
            json.addProperty(TYPE, SERVICE);
            json.add("scopes", array(scopes));
            json.add("key", key.json());
            return json;
        }

        @Override
        public DriveIdentity.Login describe(Path file) {
            return new DriveIdentity.Login(
                    DriveIdentity.Kind.SERVICE_ACCOUNT, key.mail(), DriveScope.labels(scopes), Optional.empty(), file);
        }
    }

    static StoredLogin of(JsonObject json) {
        List<String> scopes = new ArrayList<>();
        if (json.get("scopes") instanceof JsonArray array) {
            for (JsonElement each : array) {
                scopes.add(each.isJsonPrimitive() ? each.getAsString() : "");
            }
        }
        return switch (JsonText.text(json, TYPE).orElse("")) {
            case USER ->
                new User(
                        OAuthClients.of(json),
                        List.copyOf(scopes),
                        JsonText.text(json, "refresh_token").map(Secret::new),
                        access(json),
                        JsonText.text(json, "ended"));
            case SERVICE -> {
                if (json.get("key") instanceof JsonObject key) {
                    yield new Service(ServiceKey.of(key), List.copyOf(scopes));
                }
                throw new IllegalArgumentException("has no 'key'");
            }
            default -> throw new IllegalArgumentException("is not a login that seedbank kept");
        };
    }

    private static Optional<AccessGrant> access(JsonObject json) {
        try {
            Instant expiry = Instant.parse(JsonText.text(json, "expiry").orElse(Instant.EPOCH.toString()));
            return JsonText.text(json, "access_token").map(token -> new AccessGrant(new Secret(token), expiry));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("has an 'expiry' that is no time", e);
        }
    }

    private static JsonArray array(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
