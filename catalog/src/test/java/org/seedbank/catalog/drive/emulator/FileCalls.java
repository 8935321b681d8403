package org.seedbank.catalog.drive.emulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** The calls on single files, without what uploads and downloads bring. */
final class FileCalls {

    private final Store store;
    private final Access access;
    private final FileFields fields;

    FileCalls(Store store, Access access, FileFields fields) {
        this.store = store;
        this.access = access;
        this.fields = fields;
    }

    /** The answer to every call that ends with one file. */
    Reply show(Call call, Item item) {
        FieldMask mask = FieldMask.of(call.request(), FileFields.DEFAULT).checkedAgainst(fields.names());
        return Reply.json(fields.json(item, call.caller(), mask));
    }

    Reply get(Call call) {
        Item item = access.see(call.caller(), call.id(), call.allDrives());
        return "media".equals(call.query().get("alt")) ? download(call) : show(call, item);
    }

    Reply download(Call call) {
        call.caller().mustReadContent();
        Item item = access.see(call.caller(), call.id(), call.allDrives());
        if (item.content == null) {
            throw new DriveError(
                    403,
                    "fileNotDownloadable",
                    "Only files with binary content can be downloaded. Use Export with Docs Editors files.");
        }
        String header = call.request().header("Range");
        long size = item.content.size();
        ByteRange range = ByteRange.parse(header, size);
        if (range == null) {
            return Reply.error(new DriveError(416, "requestedRangeNotSatisfiable", "Request range not satisfiable"))
                    .header("Content-Range", "bytes */" + size);
        }
        if (range.equals(ByteRange.whole(size)) && (header == null || size == 0)) {
            return Reply.media(200, item.mimeType, item.content, range).header("Accept-Ranges", "bytes");
        }
        return Reply.media(206, item.mimeType, item.content, range)
                .header("Content-Range", range.contentRange(size))
                .header("Accept-Ranges", "bytes");
    }

    Reply create(Call call) {
        return show(call, create(call, call.request().json(), null, null));
    }

    /** Makes a file; the content is null where none was sent. */
    Item create(Call call, JsonObject json, String mediaType, byte[] media) {
        call.caller().mustWrite();
        FileMetadata metadata = FileMetadata.of(json);
        Item folder = targetOf(call, metadata);
        String type = metadata.text("mimeType");
        mustHaveQuota(call.caller(), folder, type);
        Item item = store.add(newId(metadata), call.caller().user(), folder);
        item.apps.add(call.caller().appOfUser());
        item.mimeType = type != null ? type : mediaType != null ? mediaType : item.mimeType;
        metadata.applyCreatedTime(item);
        metadata.applyTo(item, call.caller().app(), item.createdTime);
        item.content = item.isGoogleType() ? null : Content.of(media == null ? new byte[0] : media);
        return item;
    }

    private Item targetOf(Call call, FileMetadata metadata) {
        String parent = metadata.parent();
        Item folder = access.target(call.caller(), parent == null ? "root" : parent, call.allDrives());
        if (!folder.isFolder()) {
            throw new DriveError(403, "parentNotAFolder", "The specified parent is not a folder.");
        }
        return folder;
    }

    private static void mustHaveQuota(Caller caller, Item folder, String type) {
        if (caller.serviceAccount() && folder.driveId == null && !Item.FOLDER.equals(type)) {
            throw new DriveError(
                    403,
                    "storageQuotaExceeded",
                    "Service Accounts do not have storage quota. Leverage shared drives, or use OAuth delegation"
                            + " instead.");
        }
    }

    private String newId(FileMetadata metadata) {
        String id = metadata.text("id");
        if (id == null) {
            return store.ids.next();
        }
        if (!store.ids.wasHandedOut(id)) {
            throw DriveError.invalid("The provided file ID is not usable.");
        }
        if (store.find(id) != null) {
            throw new DriveError(409, "fileIdInUse", "A file already exists with the provided ID.");
        }
        return id;
    }

    Reply update(Call call) {
        return show(call, update(call, call.request().json(), null, null));
    }

    /** Changes a file; the content is null where none was sent. */
    Item update(Call call, JsonObject json, String mediaType, byte[] media) {
        Item item = access.edit(call.caller(), call.id(), call.allDrives());
        FileMetadata metadata = FileMetadata.of(json);
        if (metadata.has("parents") || metadata.has("id") || metadata.has("createdTime")) {
            throw new DriveError(
                    403, "fieldNotWritable", "The resource body includes fields which are not directly writable.");
        }
        trash(call.caller(), item, metadata);
        move(call, item);
        if (media != null) {
            item.content = Content.of(media);
            item.mimeType = mediaType == null ? item.mimeType : mediaType;
            item.modifiedTime = store.clock.now();
        }
        metadata.applyTo(item, call.caller().app(), store.clock.now());
        store.changed(item);
        return item;
    }

    private void trash(Caller caller, Item item, FileMetadata metadata) {
        if (metadata.has("trashed")) {
            if (!access.mayTrash(caller, item)) {
                throw DriveError.notWritable();
            }
            item.trashed = metadata.flag("trashed");
        }
    }

    /** Into the new folder; a file has one only, so it leaves the old one whether that is named or not. */
    private void move(Call call, Item item) {
        String to = call.query().get("addParents");
        if (to == null || to.isEmpty()) {
            return;
        }
        Item folder = access.target(call.caller(), to, call.allDrives());
        if (folder.withAncestors().anyMatch(item::equals)) {
            throw new DriveError(403, "cyclicalMove", "A folder cannot be moved into itself.");
        }
        store.move(item, folder);
    }

    Reply copy(Call call) {
        call.caller().mustWrite();
        Item from = access.see(call.caller(), call.id(), call.allDrives());
        if (from.isFolder()) {
            throw new DriveError(403, "cannotCopyFile", "This file cannot be copied by the user.");
        }
        JsonObject json = call.request().json();
        FileMetadata metadata = FileMetadata.of(json);
        Item folder = targetOf(call, metadata);
        mustHaveQuota(call.caller(), folder, from.mimeType);
        Item item = store.add(newId(metadata), call.caller().user(), folder);
        item.apps.add(call.caller().appOfUser());
        item.name = "Copy of " + from.name;
        item.mimeType = from.mimeType;
        item.description = from.description;
        item.content = from.content;
        item.properties.putAll(from.properties);
        metadata.applyTo(item, call.caller().app(), store.clock.now());
        return show(call, item);
    }

    Reply delete(Call call) {
        Item item = access.edit(call.caller(), call.id(), call.allDrives());
        if (!access.mayDelete(call.caller(), item)) {
            throw DriveError.notWritable();
        }
        store.remove(item);
        return Reply.empty(204);
    }

    Reply generateIds(Call call) {
        call.caller().mustWrite();
        int count = call.query().number("count", 10, 1, Limits.GENERATED_IDS);
        JsonArray ids = new JsonArray();
        for (int i = 0; i < count; i++) {
            ids.add(store.ids.handOut());
        }
        JsonObject answer = new JsonObject();
        answer.addProperty("kind", "drive#generatedIds");
        answer.addProperty("space", call.query().get("space", "drive"));
        answer.add("ids", ids);
        return Reply.json(FieldMask.of(call.request(), "*").apply(answer));
    }
}
