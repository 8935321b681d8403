package org.seedbank.catalog.drive.emulator;

import com.google.gson.JsonObject;

/**
 * The few calls of Drive's second version that programs of today still make: a file's entity tag, which the third version
 * does not tell, and an upload without metadata.
 */
final class V2Calls {

    private final FileCalls files;
    private final Access access;

    V2Calls(FileCalls files, Access access) {
        this.files = files;
        this.access = access;
    }

    Reply get(Call call) {
        return "media".equals(call.query().get("alt"))
                ? files.download(call)
                : show(access.see(call.caller(), call.id(), call.allDrives()));
    }

    Reply upload(Call call) {
        if (!call.query().get("uploadType", "").equals("media")) {
            throw DriveError.invalidParameter("Invalid Value: uploadType");
        }
        Request request = call.request();
        return show(files.create(call, new JsonObject(), request.header("Content-Type"), request.body()));
    }

    private static Reply show(Item item) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", "drive#file");
        json.addProperty("id", item.id);
        json.addProperty("etag", item.tag());
        json.addProperty("title", item.name);
        json.addProperty("mimeType", item.mimeType);
        json.addProperty("createdDate", FileFields.time(item.createdTime));
        json.addProperty("modifiedDate", FileFields.time(item.modifiedTime));
        if (item.content != null) {
            json.addProperty("fileSize", "" + item.content.size());
            json.addProperty("md5Checksum", item.content.digest("MD5"));
        }
        return Reply.json(json).header("ETag", item.tag());
    }
}
