package org.seedbank.catalog.drive.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** A service account: its key file, and the server's check of what is signed with that key (RFC 7523). */
final class ServiceAccount {

    static final String MAIL = "reader@seedbank-example.iam.gserviceaccount.com";

    private static final long LONGEST_SECONDS = 3600;
    private static final long SKEW_SECONDS = 300;

    /** One for all servers of a process: making a key takes a second of processor time. */
    private static final KeyPair KEYS = keys();

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String pem() {
        String key = Base64.getMimeEncoder().encodeToString(KEYS.getPrivate().getEncoded());
        return "-----%s %s-----\n%s\n-----%s %s-----\n"
                .formatted("BEGIN", "PRIVATE KEY", key.replace("\r", ""), "END", "PRIVATE KEY");
    }

    String file(URI tokenUri) {
        JsonObject json = new JsonObject();
        json.addProperty("type", "service_account");
        json.addProperty("project_id", "seedbank-example");
        json.addProperty("private_key_id", "key-1");
        json.addProperty("private_key", pem());
        json.addProperty("client_email", MAIL);
        json.addProperty("token_uri", tokenUri.toString());
        json.addProperty("universe_domain", "googleapis.com");
        return json.toString();
    }

    /** The scopes that a good assertion asks for. */
    List<String> check(String assertion, Instant now) throws Refused {
        String[] parts = assertion.split("\\.", -1);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(KEYS.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
            if (parts.length != 3 || !signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
                throw new Refused("invalid_grant", "bad signature");
            }
            JsonObject claims = JsonParser.parseString(
                            new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8))
                    .getAsJsonObject();
            long issued = claims.get("iat").getAsLong();
            long expires = claims.get("exp").getAsLong();
            boolean timely = issued <= now.getEpochSecond() + SKEW_SECONDS
                    && expires > now.getEpochSecond() - SKEW_SECONDS
                    && expires - issued <= LONGEST_SECONDS;
            if (!timely || !claims.get("iss").getAsString().equals(MAIL)) {
                throw new Refused(
                        "invalid_grant",
                        "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
                                + " Check your iat and exp values in the JWT claim.");
            }
            return List.of(claims.get("scope").getAsString().split(" ", -1));
        } catch (GeneralSecurityException | JsonParseException | IllegalArgumentException e) {
            throw new Refused("invalid_grant", e.toString());
        }
    }
}
