package org.seedbank.catalog.drive.emulator;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A resumable upload on its way. Guarded by the {@link Store}. */
final class UploadSession {

    private static final Pattern CONTENT_RANGE =
            Pattern.compile("bytes (?:(\\d{1,18})-(\\d{1,18})|\\*)/(\\d{1,18}|\\*)");

    private final Call call;
    private final JsonObject metadata;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String fileId;

    UploadSession(Call call, JsonObject metadata) {
        this.call = call;
        this.metadata = metadata;
    }

    /** The call that began it: it says who uploads and which fields the answer has. */
    Call call() {
        return call;
    }

    JsonObject metadata() {
        return metadata;
    }

    String mediaType() {
        return call.request().header("X-Upload-Content-Type");
    }

    int received() {
        return bytes.size();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    boolean isDone() {
        return fileId != null;
    }

    String fileId() {
        return fileId;
    }

    void done(String id) {
        fileId = id;
        bytes.reset();
    }

    /** Takes a chunk, or none where the client only asks how far it is. Returns whether all bytes are there. */
    boolean take(Request request) {
        String header = request.header("Content-Range");
        if (header == null) {
            bytes.reset();
            bytes.writeBytes(request.body());
            return true;
        }
        Matcher range = CONTENT_RANGE.matcher(header);
        if (!range.matches()) {
            throw DriveError.invalid("Invalid Content-Range: " + header);
        }
        if (range.group(1) != null) {
            put(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)), request.body());
        }
        return range.group(3).equals("" + bytes.size());
    }

    /** A chunk that begins after a gap is dropped: the answer says where to go on. */
    private void put(long first, long last, byte[] chunk) {
        if (last - first + 1 != chunk.length) {
            throw DriveError.invalid("The body is not as long as its Content-Range says.");
        }
        int known = (int) (bytes.size() - first);
        if (known >= 0 && known < chunk.length) {
            if (bytes.size() + chunk.length - known > Limits.BODY_BYTES) {
                throw new DriveError(413, "uploadTooLarge", "The file is larger than this server takes.");
            }
            bytes.write(chunk, known, chunk.length - known);
        }
    }
}
