package org.seedbank.catalog.drive.emulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** {@code about.get} and {@code drives.list} and {@code get}: what belongs to an account and not to a file. */
final class Accounts {

    private static final String DRIVE = "kind,id,name";
    private static final long QUOTA = 15L << 30;

    private final Store store;
    private final Access access;

    Accounts(Store store, Access access) {
        this.store = store;
        this.access = access;
    }

    static JsonObject user(String mail, boolean me) {
        JsonObject user = new JsonObject();
        user.addProperty("kind", "drive#user");
        user.addProperty("displayName", mail.replaceAll("@.*", ""));
        user.addProperty("me", me);
        user.addProperty("permissionId", Grant.idOf(mail));
        user.addProperty("emailAddress", mail);
        return user;
    }

    Reply about(Call call) {
        call.caller().mustBeSomebody();
        call.caller().mustRead();
        if (!call.query().has("fields")) {
            throw new DriveError(400, "required", "The 'fields' parameter is required for this method.");
        }
        String user = call.caller().user();
        long used = store.items.values().stream()
                .filter(item -> user.equals(item.owner) && item.content != null)
                .mapToLong(item -> item.content.size())
                .sum();
        JsonObject quota = new JsonObject();
        quota.addProperty("limit", "" + (call.caller().serviceAccount() ? 0 : QUOTA));
        quota.addProperty("usage", "" + used);
        quota.addProperty("usageInDrive", "" + used);
        quota.addProperty("usageInDriveTrash", "0");
        JsonObject about = new JsonObject();
        about.addProperty("kind", "drive#about");
        about.add("user", user(user, true));
        about.add("storageQuota", quota);
        about.addProperty("maxUploadSize", "" + Limits.BODY_BYTES);
        about.addProperty("canCreateDrives", false);
        about.add("importFormats", new JsonObject());
        about.add("exportFormats", new JsonObject());
        return Reply.json(FieldMask.of(call.request(), "*").apply(about));
    }

    Reply drives(Call call) {
        call.caller().mustBeSomebody();
        JsonArray drives = new JsonArray();
        store.drives.values().stream()
                .filter(drive -> access.sees(call.caller(), drive))
                .limit(Limits.PAGE)
                .forEach(drive -> drives.add(drive(drive)));
        JsonObject answer = new JsonObject();
        answer.addProperty("kind", "drive#driveList");
        answer.add("drives", drives);
        return Reply.json(FieldMask.of(call.request(), "kind,nextPageToken,drives(" + DRIVE + ")")
                .apply(answer));
    }

    Reply drive(Call call) {
        Item drive = store.drives.get(call.id());
        if (drive == null || !access.sees(call.caller(), drive)) {
            throw new DriveError(404, "notFound", "Shared drive not found: " + call.id());
        }
        return Reply.json(FieldMask.of(call.request(), DRIVE).apply(drive(drive)));
    }

    static JsonObject drive(Item drive) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", "drive#drive");
        json.addProperty("id", drive.id);
        json.addProperty("name", drive.name);
        json.addProperty("createdTime", FileFields.time(drive.createdTime));
        json.addProperty("hidden", false);
        return json;
    }
}
