package org.seedbank.catalog.drive.login;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.json.webtoken.JsonWebSignature;
import com.google.api.client.json.webtoken.JsonWebToken;
import com.google.api.client.util.PemReader;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Map;
import org.seedbank.catalog.internal.oauth.Secret;
import org.seedbank.catalog.internal.oauth.StrictJson;

/** The key of a service account, which asks for tokens by signing (RFC 7523). */
record ServiceKey(String mail, String id, Secret pem, URI tokenUri) {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final long SECONDS = 3600;

    /** Throws {@link IllegalArgumentException}, whose message goes on after "it", when something is wrong or missing. */
    static ServiceKey of(JsonObject json) {
        String universe = StrictJson.text(json, "universe_domain").orElse("googleapis.com");
        if (!universe.equals("googleapis.com")) {
            throw new IllegalArgumentException("is for another cloud than Google's own");
        }
        ServiceKey key = new ServiceKey(
                OAuthClients.required(json, "client_email"),
                StrictJson.text(json, "private_key_id").orElse(""),
                new Secret(OAuthClients.required(json, "private_key")),
                OAuthClients.address(json, "token_uri", OAuthClients.GOOGLE_TOKEN));
        key.privateKey();
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

    /** The form that asks for a token, by this machine's clock. */
    Map<String, String> request(String scope, Instant now) {
        JsonWebSignature.Header header = new JsonWebSignature.Header()
                .setAlgorithm("RS256")
                .setType("JWT")
                .setKeyId(id);
        JsonWebToken.Payload claims = new JsonWebToken.Payload()
                .setIssuer(mail)
                .setAudience(tokenUri.toString())
                .setIssuedAtTimeSeconds(now.getEpochSecond())
                .setExpirationTimeSeconds(now.getEpochSecond() + SECONDS)
                .set("scope", scope);
        try {
            String assertion =
                    JsonWebSignature.signUsingRsaSha256(privateKey(), GsonFactory.getDefaultInstance(), header, claims);
            return Map.of("grant_type", GRANT, "assertion", assertion);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key that was read can sign", e);
        }
    }

    private PrivateKey privateKey() {
        try {
            PemReader.Section section =
                    PemReader.readFirstSectionAndClose(new StringReader(pem.value()), "PRIVATE KEY");
            if (section != null) {
                return KeyFactory.getInstance("RSA")
                        .generatePrivate(new PKCS8EncodedKeySpec(section.getBase64DecodedBytes()));
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            // What is wrong inside a key is nobody's business, so nothing of it is passed on.
            throw new IllegalArgumentException("has a 'private_key' that is damaged");
        }
        throw new IllegalArgumentException("has a 'private_key' that is no key");
    }
}
