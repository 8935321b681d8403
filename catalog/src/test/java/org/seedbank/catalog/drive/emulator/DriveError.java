package org.seedbank.catalog.drive.emulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** A request that Drive refuses: the status and the reason that its error body names. */
final class DriveError extends RuntimeException {

    private final int status;
    private final String domain;
    private final String reason;

    DriveError(int status, String reason, String message) {
        this(status, domainOf(reason), reason, message);
    }

    private DriveError(int status, String domain, String reason, String message) {
        super(message);
        this.status = status;
        this.domain = domain;
        this.reason = reason;
    }

    /** Also what somebody hears who has no access: Drive does not tell the two apart. */
    static DriveError notFound(String id) {
        return new DriveError(404, "notFound", "File not found: " + id + ".");
    }

    static DriveError invalid(String message) {
        return new DriveError(400, "invalid", message);
    }

    static DriveError invalidParameter(String message) {
        return new DriveError(400, "invalidParameter", message);
    }

    static DriveError parse(String message) {
        return new DriveError(400, "parseError", message);
    }

    static DriveError notWritable() {
        return new DriveError(
                403, "insufficientFilePermissions", "The user does not have sufficient permissions for this file.");
    }

    private static String domainOf(String reason) {
        return switch (reason) {
            case "rateLimitExceeded", "userRateLimitExceeded", "dailyLimitExceeded", "keyInvalid" -> "usageLimits";
            default -> "global";
        };
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    /** Drive's error body. */
    JsonObject body() {
        JsonObject detail = new JsonObject();
        detail.addProperty("domain", domain);
        detail.addProperty("reason", reason);
        detail.addProperty("message", getMessage());
        JsonArray errors = new JsonArray();
        errors.add(detail);
        JsonObject error = new JsonObject();
        error.addProperty("code", status);
        error.addProperty("message", getMessage());
        error.add("errors", errors);
        JsonObject body = new JsonObject();
        body.add("error", error);
        return body;
    }
}
