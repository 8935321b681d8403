package org.seedbank.catalog.drive.emulator;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The credentials that count: API keys and bearer tokens. Thread-safe. */
final class Tokens {

    private final Map<String, Caller> callers = new ConcurrentHashMap<>();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Ids ids;

    Tokens(Ids ids) {
        this.ids = ids;
    }

    String key() {
        String key = "key-" + ids.next();
        keys.add(key);
        return key;
    }

    String token(Caller caller) {
        String token = "token-" + ids.next();
        callers.put(token, caller);
        return token;
    }

    /** Ends a token or a key; Drive answers the same to revoked, expired and invented ones. */
    void end(String credential) {
        callers.remove(credential);
        keys.remove(credential);
    }

    Caller authenticate(Request request) {
        String resourceKeys = request.header("X-Goog-Drive-Resource-Keys");
        String authorization = request.header("Authorization");
        String token = authorization == null ? request.query().get("access_token") : bearer(authorization);
        if (token != null) {
            Caller caller = callers.get(token);
            if (caller == null) {
                throw new DriveError(401, "authError", "Invalid Credentials");
            }
            return caller.withResourceKeys(resourceKeys);
        }
        String key = request.header("X-Goog-Api-Key", request.query().get("key", ""));
        if (key.isEmpty()) {
            throw new DriveError(
                    403,
                    "forbidden",
                    "Method doesn't allow unregistered callers (callers without established identity). Please use API"
                            + " Key or other form of API consumer identity to call this API.");
        }
        if (!keys.contains(key)) {
            throw new DriveError(400, "keyInvalid", "API key not valid. Please pass a valid API key.");
        }
        return Caller.anonymous().withResourceKeys(resourceKeys);
    }

    private static String bearer(String authorization) {
        String[] words = authorization.strip().split(" +", 2);
        return words.length == 2 && words[0].equalsIgnoreCase("Bearer") ? words[1] : "";
    }
}
