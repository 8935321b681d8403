package org.seedbank.catalog.drive.login;

import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.seedbank.catalog.internal.google.TokenAnswer;
import org.seedbank.catalog.internal.google.TokenServer;
import org.seedbank.catalog.internal.json.JsonText;
import org.seedbank.catalog.internal.oauth.Secret;

/** The key of a service account, which asks for tokens by signing (RFC 7523). */
record ServiceKey(String mail, String id, Secret pem, URI tokenUri) {

    /** Throws {@link IllegalArgumentException}, whose message goes on after "it", when something is wrong or missing. */
    static ServiceKey of(JsonObject json) {
        String universe = JsonText.text(json, "universe_domain").orElse("googleapis.com");
        if (!universe.equals("googleapis.com")) {
            throw new IllegalArgumentException("is for another cloud than Google's own");
        }
        ServiceKey key = new ServiceKey(
                OAuthClients.required(json, "client_email"),
                JsonText.text(json, "private_key_id").orElse(""),
                new Secret(OAuthClients.required(json, "private_key")),
                OAuthClients.address(json, "token_uri", OAuthClients.GOOGLE_TOKEN));
        key.builder();
        return key;
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("client_email", mail);
        json.addProperty("private_key_id", id);
        json.addProperty("private_key", pem.value());
        json.addProperty("token_uri", tokenUri.toString());
        return json;
    }

    /**
     * A new token, asked for by signing.
     *
     * @throws org.seedbank.catalog.internal.google.TokenRefusal when the server does not take the key
     */
    TokenAnswer token(List<String> scopes) throws IOException {
        return TokenServer.ask(transport -> builder()
                .setScopes(scopes)
                .setTokenServerUri(tokenUri)
                .setHttpTransportFactory(transport)
                // Whoever asks tries again.
                .setDefaultRetriesEnabled(false)
                .build()
                .refreshAccessToken());
    }

    private ServiceAccountCredentials.Builder builder() {
        try {
            return ServiceAccountCredentials.newBuilder()
                    .setClientEmail(mail)
                    .setPrivateKeyId(id)
                    .setPrivateKeyString(pem.value());
        } catch (IOException | IllegalArgumentException e) {
            // What is wrong inside a key is nobody's business, so nothing of it is passed on.
            throw new IllegalArgumentException("has a 'private_key' that is damaged, or no key");
        }
    }
}
