package org.seedbank.catalog.drive.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.gson.JsonObject;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What was granted to whom: codes, and the tokens they become. Guarded by this object's lock. */
final class Grants {

    static final String CLIENT_ID = "000000000000-test.apps.googleusercontent.com";
    static final String CLIENT_SECRET = "client-secret-of-the-test";
    static final long SECONDS = 3600;

    private record Code(List<String> scopes, String challenge, String redirect) {}

    private final ServiceAccount serviceAccount = new ServiceAccount();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, List<String>> refreshTokens = new HashMap<>();

    /** Everything that must not be seen anywhere. */
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();

    private Function<List<String>, String> accessTokens = scopes -> "access-" + UUID.randomUUID();
    private Duration clockAhead = Duration.ZERO;

    Grants() {
        secrets.add(CLIENT_SECRET);
    }

    ServiceAccount serviceAccount() {
        return serviceAccount;
    }

    Set<String> secrets() {
        return secrets;
    }

    synchronized void accessTokens(Function<List<String>, String> source) {
        accessTokens = source;
    }

    synchronized void clockAhead(Duration ahead) {
        clockAhead = ahead;
    }

    synchronized String code(Form asked, List<String> scopes) {
        String code = secret("code/" + UUID.randomUUID());
        codes.put(code, new Code(scopes, asked.get("code_challenge"), asked.get("redirect_uri")));
        return code;
    }

    synchronized String refreshToken(List<String> scopes) {
        String token = secret("refresh-" + UUID.randomUUID());
        refreshTokens.put(token, scopes);
        return token;
    }

    synchronized void forgetAll() {
        refreshTokens.clear();
    }

    synchronized boolean knows(String refreshToken) {
        return refreshTokens.containsKey(refreshToken);
    }

    synchronized void revoke(Form form) throws Refused {
        if (refreshTokens.remove(form.get("token")) == null) {
            throw new Refused("invalid_token", "unknown");
        }
    }

    synchronized JsonObject token(Form form) throws Refused {
        return switch (form.get("grant_type")) {
            case "authorization_code" -> exchange(form);
            case "refresh_token" -> refresh(form);
            case "urn:ietf:params:oauth:grant-type:jwt-bearer" ->
                tokens(serviceAccount.check(form.get("assertion"), Instant.now().plus(clockAhead)), false);
            default -> throw new Refused("unsupported_grant_type", form.get("grant_type"));
        };
    }

    private JsonObject exchange(Form form) throws Refused {
        requireClient(form);
        secrets.add(form.get("code_verifier"));
        Code code = codes.remove(form.get("code"));
        if (code == null || !code.redirect().equals(form.get("redirect_uri"))) {
            throw new Refused("invalid_grant", "unknown code, or another redirect_uri");
        }
        form.require("code_verifier", "[A-Za-z0-9._~-]{43,128}");
        if (!code.challenge().equals(s256(form.get("code_verifier")))) {
            throw new Refused("invalid_grant", "the verifier is not that of the challenge");
        }
        return tokens(code.scopes(), true);
    }

    private JsonObject refresh(Form form) throws Refused {
        requireClient(form);
        List<String> scopes = refreshTokens.remove(form.get("refresh_token"));
        if (scopes == null) {
            throw new Refused("invalid_grant", "Token has been expired or revoked.");
        }
        return tokens(scopes, true);
    }

    private JsonObject tokens(List<String> scopes, boolean refreshable) {
        JsonObject json = new JsonObject();
        json.addProperty("access_token", secret(accessTokens.apply(scopes)));
        json.addProperty("token_type", "Bearer");
        json.addProperty("expires_in", SECONDS);
        json.addProperty("scope", String.join(" ", scopes));
        if (refreshable) {
            json.addProperty("refresh_token", refreshToken(scopes));
        }
        return json;
    }

    private static void requireClient(Form form) throws Refused {
        if (!form.get("client_id").equals(CLIENT_ID)
                || !form.get("client_secret").equals(CLIENT_SECRET)) {
            throw new Refused("invalid_client", "unknown client, or another secret");
        }
    }

    private String secret(String text) {
        secrets.add(text);
        return text;
    }

    private static String s256(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
