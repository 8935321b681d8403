package org.seedbank.catalog.drive.login;

import com.google.gson.JsonObject;
import java.net.URI;
import org.seedbank.catalog.internal.json.JsonText;
import org.seedbank.catalog.internal.oauth.OAuthClient;
import org.seedbank.catalog.internal.oauth.Secret;
import org.seedbank.catalog.internal.oauth.TrustedUri;

/** OAuth clients in files of JSON, and Google's addresses for those that name none. */
final class OAuthClients {

    static final String GOOGLE_AUTH = "https://accounts.google.com/o/oauth2/auth";
    static final String GOOGLE_TOKEN = "https://oauth2.googleapis.com/token";

    private static final URI GOOGLE_REVOKE = URI.create("https://oauth2.googleapis.com/revoke");

    private OAuthClients() {}

    /** Throws {@link IllegalArgumentException}, whose message goes on after "it", when something is wrong or missing. */
    static OAuthClient of(JsonObject json) {
        return new OAuthClient(
                required(json, "client_id"),
                new Secret(required(json, "client_secret")),
                address(json, "auth_uri", GOOGLE_AUTH),
                address(json, "token_uri", GOOGLE_TOKEN));
    }

    static String required(JsonObject json, String field) {
        return JsonText.text(json, field)
                .orElseThrow(() -> new IllegalArgumentException("has no '%s'".formatted(field)));
    }

    static URI address(JsonObject json, String field, String usual) {
        try {
            return TrustedUri.parse(JsonText.text(json, field).orElse(usual));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "has a '%s' that %s; only https, or http of this machine, is trusted"
                            .formatted(field, e.getMessage()),
                    e);
        }
    }

    /** Where tokens of this server are revoked: Google's own place, or {@code /revoke} on another server. */
    static URI revocation(URI tokenUri) {
        String host = tokenUri.getHost();
        boolean google = host.endsWith(".googleapis.com") || host.endsWith(".google.com");
        return google ? GOOGLE_REVOKE : tokenUri.resolve("/revoke");
    }
}
