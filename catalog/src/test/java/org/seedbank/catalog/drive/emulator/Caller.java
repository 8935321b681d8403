package org.seedbank.catalog.drive.emulator;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Who asks.
 *
 * @param user the account's mail address, or null for an API key
 * @param app the OAuth client, or null for an API key
 * @param resourceKeys keys by file id, as {@code X-Goog-Drive-Resource-Keys} gives them
 */
record Caller(String user, String app, Set<Scope> scopes, boolean serviceAccount, Map<String, String> resourceKeys) {

    static Caller anonymous() {
        return new Caller(null, null, Set.of(), false, Map.of());
    }

    Caller withResourceKeys(String header) {
        Map<String, String> keys = new HashMap<>();
        for (String pair : (header == null ? "" : header).split(",", Limits.PAGE)) {
            String[] parts = pair.strip().split("/", 2);
            if (parts.length == 2) {
                keys.put(parts[0], parts[1]);
            }
        }
        return new Caller(user, app, scopes, serviceAccount, Map.copyOf(keys));
    }

    boolean isAnonymous() {
        return user == null;
    }

    /** Names the app as this user uses it: {@code drive.file} is given for that pair. */
    String appOfUser() {
        return app + " of " + user;
    }

    boolean has(Scope scope) {
        return scopes.contains(scope);
    }

    boolean readsEverything() {
        return isAnonymous()
                || has(Scope.DRIVE)
                || has(Scope.DRIVE_READONLY)
                || has(Scope.DRIVE_METADATA)
                || has(Scope.DRIVE_METADATA_READONLY);
    }

    /** Ends a call that needs more than this caller's token allows. */
    void mustRead() {
        if (!readsEverything() && !has(Scope.DRIVE_FILE)) {
            throw missingScope();
        }
    }

    void mustReadContent() {
        boolean content = isAnonymous() || has(Scope.DRIVE) || has(Scope.DRIVE_READONLY) || has(Scope.DRIVE_FILE);
        if (!content) {
            throw missingScope();
        }
    }

    /** Nobody writes with an API key. */
    void mustWrite() {
        mustBeSomebody();
        if (!has(Scope.DRIVE) && !has(Scope.DRIVE_FILE)) {
            throw missingScope();
        }
    }

    void mustBeSomebody() {
        if (isAnonymous()) {
            throw new DriveError(
                    401,
                    "required",
                    "API keys are not supported by this API. Expected OAuth2 access token or other authentication"
                            + " credentials that assert a principal.");
        }
    }

    private static DriveError missingScope() {
        return new DriveError(403, "insufficientPermissions", "Request had insufficient authentication scopes.");
    }
}
