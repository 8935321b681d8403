package org.seedbank.catalog.drive.emulator;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The three ways of sending a file's bytes. Guarded by the {@link Store}. */
final class Uploads {

    private static final int SESSIONS = 1000;

    private final FileCalls files;
    private final Store store;
    private final Access access;

    /** Oldest first; the oldest is given up when there are too many. */
    private final Map<String, UploadSession> sessions = new LinkedHashMap<>();

    Uploads(FileCalls files, Store store, Access access) {
        this.files = files;
        this.store = store;
        this.access = access;
    }

    Reply send(Call call) {
        if (call.query().has("upload_id")) {
            return goOn(call);
        }
        if (call.request().method().equals("PUT")) {
            throw new DriveError(404, "notFound", "PUT goes on with an upload only.");
        }
        return switch (call.query().get("uploadType", "")) {
            case "media" -> media(call);
            case "multipart" -> multipart(call);
            case "resumable" -> begin(call);
            default -> throw DriveError.invalidParameter("Invalid Value: uploadType");
        };
    }

    private Reply media(Call call) {
        String type = call.request().header("Content-Type");
        return files.show(
                call, finish(call, new JsonObject(), type, call.request().body()));
    }

    private Reply multipart(Call call) {
        List<Multipart.Part> parts = Multipart.parse(
                call.request().header("Content-Type"), call.request().body());
        if (parts.size() != 2) {
            throw DriveError.parse("Multipart must have exactly two parts.");
        }
        JsonObject metadata = Request.json(parts.get(0).body());
        Multipart.Part media = parts.get(1);
        return files.show(call, finish(call, metadata, media.header("Content-Type"), media.body()));
    }

    /** What can be refused is refused now, before the bytes are sent. */
    private Reply begin(Call call) {
        JsonObject metadata = call.request().json();
        FileMetadata checked = FileMetadata.of(metadata);
        call.caller().mustWrite();
        if (call.ids().isEmpty()) {
            String parent = checked.parent();
            access.target(call.caller(), parent == null ? "root" : parent, call.allDrives());
        } else {
            access.edit(call.caller(), call.id(), call.allDrives());
        }
        String id = store.ids.next();
        sessions.put(id, new UploadSession(call, metadata));
        if (sessions.size() > SESSIONS) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        String location = call.request().origin() + call.request().path() + "?uploadType=resumable&upload_id=" + id;
        return Reply.empty(200).header("Location", location).header("X-GUploader-UploadID", id);
    }

    /** The address of a session is its own credential. */
    private Reply goOn(Call call) {
        UploadSession session = sessions.get(call.query().get("upload_id"));
        if (session == null) {
            throw new DriveError(404, "notFound", "Upload session not found: it is over or never was.");
        }
        if (session.isDone()) {
            return files.show(session.call(), store.get(session.fileId()));
        }
        if (!session.take(call.request())) {
            Reply more = Reply.empty(308);
            return session.received() == 0 ? more : more.header("Range", "bytes=0-" + (session.received() - 1));
        }
        Item item = finish(session.call(), session.metadata(), session.mediaType(), session.bytes());
        session.done(item.id);
        return files.show(session.call(), item);
    }

    private Item finish(Call call, JsonObject metadata, String type, byte[] media) {
        String tag = call.request().header("If-Match", "*");
        if (!call.ids().isEmpty()
                && !tag.equals("*")
                && !tag.equals(store.get(call.id()).tag())) {
            throw new DriveError(412, "conditionNotMet", "Precondition Failed");
        }
        return call.ids().isEmpty()
                ? files.create(call, metadata, type, media)
                : files.update(call, metadata, type, media);
    }
}
