package org.seedbank.catalog.drive.emulator;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** The file resource, field by field, as a caller sees it. */
final class FileFields {

    static final String DEFAULT = "kind,id,name,mimeType,resourceKey";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Fields of the resource that may be asked for and that no item here has. */
    private static final List<String> NEVER_SET =
            List.of(("appDefaultId,contentHints,contentRestrictions,copyRequiresWriterPermission,downloadRestrictions,"
                            + "exportLinks,folderColorRgb,fullFileExtension,hasAugmentedPermissions,hasThumbnail,"
                            + "iconLink,imageMediaMetadata,inheritedPermissionsDisabled,isAppAuthorized,labelInfo,"
                            + "lastModifyingUser,linkShareMetadata,modifiedByMe,modifiedByMeTime,sharedWithMeTime,"
                            + "sharingUser,teamDriveId,thumbnailLink,thumbnailVersion,trashedTime,"
                            + "trashingUser,videoMediaMetadata,viewedByMe,viewedByMeTime,viewersCanCopyContent,"
                            + "webContentLink,writersCanShare")
                    .split(","));

    private final Map<String, BiFunction<Item, Caller, JsonElement>> fields = new LinkedHashMap<>();
    private final Access access;

    FileFields(Access access) {
        this.access = access;
        identity();
        metadata();
        content();
        sharing();
    }

    /** Times as Drive writes them, with milliseconds. */
    static String time(Instant time) {
        return TIME.format(time);
    }

    private void identity() {
        fields.put("kind", (item, caller) -> text("drive#file"));
        fields.put("id", (item, caller) -> text(item.id));
        fields.put("name", (item, caller) -> text(item.name));
        fields.put("mimeType", (item, caller) -> text(item.mimeType));
        fields.put("resourceKey", (item, caller) -> text(item.resourceKey));
        fields.put("driveId", (item, caller) -> text(item.driveId));
        fields.put("parents", (item, caller) -> parents(item, caller));
        fields.put("shortcutDetails", (item, caller) -> item.target == null ? null : shortcut(item.target));
        fields.put("spaces", (item, caller) -> array("drive"));
        fields.put("webViewLink", (item, caller) -> text(link(item)));
    }

    private void metadata() {
        fields.put("description", (item, caller) -> text(item.description));
        fields.put("properties", (item, caller) -> map(item.properties));
        fields.put(
                "appProperties",
                (item, caller) ->
                        caller.isAnonymous() ? null : map(item.appProperties.getOrDefault(caller.app(), Map.of())));
        fields.put("createdTime", (item, caller) -> text(time(item.createdTime)));
        fields.put("modifiedTime", (item, caller) -> text(time(item.modifiedTime)));
        fields.put("version", (item, caller) -> text("" + item.version));
        fields.put("trashed", (item, caller) -> new JsonPrimitive(item.isInTrash()));
        fields.put("explicitlyTrashed", (item, caller) -> new JsonPrimitive(item.trashed));
        fields.put("starred", (item, caller) -> new JsonPrimitive(item.starred));
    }

    private void content() {
        fields.put("size", (item, caller) -> item.content == null ? null : text("" + item.content.size()));
        fields.put("quotaBytesUsed", (item, caller) -> text(item.content == null ? "0" : "" + item.content.size()));
        fields.put("md5Checksum", (item, caller) -> digest(item, "MD5"));
        fields.put("sha1Checksum", (item, caller) -> digest(item, "SHA-1"));
        fields.put("sha256Checksum", (item, caller) -> digest(item, "SHA-256"));
        fields.put("headRevisionId", (item, caller) -> item.content == null ? null : text("r" + item.version));
        fields.put("originalFilename", (item, caller) -> item.content == null ? null : text(item.name));
        fields.put(
                "fileExtension",
                (item, caller) -> item.content == null ? null : text(item.name.replaceFirst("^.*\\.|^[^.]*$", "")));
    }

    private void sharing() {
        fields.put(
                "ownedByMe",
                (item, caller) -> item.driveId != null ? null : new JsonPrimitive(item.owner.equals(caller.user())));
        fields.put("owners", (item, caller) -> item.owner == null ? null : owners(item, caller));
        fields.put(
                "shared",
                (item, caller) -> new JsonPrimitive(
                        item.driveId != null || item.withAncestors().anyMatch(each -> !each.grants.isEmpty())));
        fields.put("capabilities", this::capabilities);
        fields.put("permissions", (item, caller) -> mayShare(item, caller) ? PermissionCalls.jsonOf(item) : null);
        fields.put("permissionIds", (item, caller) -> mayShare(item, caller) ? PermissionCalls.idsOf(item) : null);
    }

    JsonObject json(Item item, Caller caller, FieldMask mask) {
        JsonObject json = new JsonObject();
        fields.forEach((name, value) -> {
            FieldMask wanted = mask.child(name);
            JsonElement found = wanted == null ? null : value.apply(item, caller);
            if (found != null) {
                json.add(name, wanted.apply(found));
            }
        });
        return json;
    }

    Set<String> names() {
        Set<String> names = new HashSet<>(fields.keySet());
        names.addAll(NEVER_SET);
        return names;
    }

    private JsonElement parents(Item item, Caller caller) {
        boolean known = item.parent != null
                && (item.parent.isRoot() ? item.parent.owner.equals(caller.user()) : access.sees(caller, item.parent));
        return known ? array(item.parent.id) : null;
    }

    /** Of what is gone Drive tells the id and the type that it had; here the type is forgotten. */
    private JsonElement shortcut(String target) {
        JsonObject details = new JsonObject();
        details.addProperty("targetId", target);
        Item item = access.find(target);
        if (item != null) {
            details.addProperty("targetMimeType", item.mimeType);
            if (item.resourceKey != null) {
                details.addProperty("targetResourceKey", item.resourceKey);
            }
        }
        return details;
    }

    private static String link(Item item) {
        return "https://drive.google.com/"
                + (item.isFolder() ? "drive/folders/" + item.id : "file/d/" + item.id + "/view?usp=drivesdk");
    }

    private static JsonElement owners(Item item, Caller caller) {
        JsonObject owner = Accounts.user(item.owner, item.owner.equals(caller.user()));
        JsonArray owners = new JsonArray();
        owners.add(owner);
        return owners;
    }

    private boolean mayShare(Item item, Caller caller) {
        Role role = access.role(caller, item);
        return !caller.isAnonymous() && role != null && role.atLeast(Role.WRITER);
    }

    private JsonObject capabilities(Item item, Caller caller) {
        Role role = access.role(caller, item);
        boolean edits = !caller.isAnonymous() && role != null && role.atLeast(Role.WRITER);
        JsonObject json = new JsonObject();
        json.addProperty("canAddChildren", edits && item.isFolder());
        json.addProperty("canEdit", edits);
        json.addProperty("canRename", edits);
        json.addProperty("canShare", edits);
        json.addProperty("canModifyContent", edits && !item.isFolder());
        json.addProperty("canListChildren", item.isFolder());
        json.addProperty("canCopy", !item.isFolder());
        json.addProperty("canDownload", item.content != null);
        json.addProperty("canTrash", !caller.isAnonymous() && access.mayTrash(caller, item));
        json.addProperty("canUntrash", !caller.isAnonymous() && access.mayTrash(caller, item));
        json.addProperty("canDelete", !caller.isAnonymous() && access.mayDelete(caller, item));
        return json;
    }

    private static JsonElement digest(Item item, String algorithm) {
        return item.content == null ? null : text(item.content.digest(algorithm));
    }

    private static JsonElement text(String text) {
        return text == null ? null : new JsonPrimitive(text);
    }

    private static JsonArray array(String only) {
        JsonArray array = new JsonArray();
        array.add(only);
        return array;
    }

    private static JsonElement map(Map<String, String> map) {
        return map.isEmpty() ? null : new Gson().toJsonTree(map);
    }
}
