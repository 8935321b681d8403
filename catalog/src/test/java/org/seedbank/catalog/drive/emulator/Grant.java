package org.seedbank.catalog.drive.emulator;

import com.google.gson.JsonObject;

/** A permission on an item; {@code email} is null where it is for anyone. */
record Grant(String id, String type, Role role, String email, boolean discoverable) {

    static final String ANYONE_ID = "anyoneWithLink";

    /** Real ones have 20 digits. */
    private static final long FIRST_ID = 1_000_000_000_000_000_000L;

    static Grant anyone(Role role) {
        return new Grant(ANYONE_ID, "anyone", role, null, false);
    }

    static Grant user(String email, Role role) {
        return new Grant(idOf(email), "user", role, email, false);
    }

    /** Stands for the same account wherever it appears. */
    static String idOf(String email) {
        return "" + (FIRST_ID + Integer.toUnsignedLong(email.hashCode()));
    }

    boolean isForAnyone() {
        return type.equals("anyone");
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("kind", "drive#permission");
        json.addProperty("id", id);
        json.addProperty("type", type);
        json.addProperty("role", role.label());
        if (isForAnyone()) {
            json.addProperty("allowFileDiscovery", discoverable);
        } else {
            json.addProperty("emailAddress", email);
            json.addProperty("displayName", email.replaceAll("@.*", ""));
            json.addProperty("deleted", false);
            json.addProperty("pendingOwner", false);
        }
        return json;
    }
}
