package org.seedbank.catalog.drive.emulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.seedbank.catalog.drive.emulator.ChangeLog.Change;

/** {@code changes.getStartPageToken} and {@code changes.list}: per account, or per shared drive with {@code driveId}. */
final class ChangeCalls {

    private static final String CHANGE =
            "kind,removed,fileId,driveId,changeType,type,time,file(" + FileFields.DEFAULT + ")";

    private final Store store;
    private final Access access;
    private final FileFields fields;

    ChangeCalls(Store store, Access access, FileFields fields) {
        this.store = store;
        this.access = access;
        this.fields = fields;
    }

    Reply start(Call call) {
        check(call);
        JsonObject answer = new JsonObject();
        answer.addProperty("kind", "drive#startPageToken");
        answer.addProperty("startPageToken", "" + store.changes.next());
        return Reply.json(FieldMask.of(call.request(), "*").apply(answer));
    }

    Reply list(Call call) {
        check(call);
        int size = Math.min(Limits.PAGE, call.query().number("pageSize", Limits.PAGE, 1, 1000));
        FieldMask mask = FieldMask.of(call.request(), "kind,newStartPageToken,nextPageToken,changes(" + CHANGE + ")");
        JsonArray shown = new JsonArray();
        long next = 0;
        for (Change change : store.changes.from(number(call.query().get("pageToken", "")))) {
            if (shown.size() == size) {
                next = change.number();
                break;
            }
            if (change.isLatest() && concerns(call, change)) {
                shown.add(json(call, change, mask));
            }
        }
        JsonObject answer = new JsonObject();
        answer.addProperty("kind", "drive#changeList");
        answer.addProperty(
                next == 0 ? "newStartPageToken" : "nextPageToken", "" + (next == 0 ? store.changes.next() : next));
        answer.add("changes", shown);
        return Reply.json(mask.apply(answer));
    }

    private void check(Call call) {
        call.caller().mustBeSomebody();
        call.caller().mustRead();
        String drive = call.query().get("driveId");
        if (drive != null && (store.drives.get(drive) == null || !access.sees(call.caller(), store.get(drive)))) {
            throw new DriveError(404, "notFound", "Shared drive not found: " + drive);
        }
    }

    private static long number(String token) {
        try {
            return Long.parseLong(token);
        } catch (NumberFormatException e) {
            throw PageTokens.invalid();
        }
    }

    private boolean concerns(Call call, Change change) {
        String drive = call.query().get("driveId");
        boolean wanted = drive == null
                ? change.driveId() == null || call.query().flag("includeItemsFromAllDrives")
                : drive.equals(change.driveId());
        if (!change.isOfFile()) {
            return wanted;
        }
        return wanted
                && (change.item() == null
                        ? call.caller().readsEverything()
                                && change.viewers().contains(call.caller().user())
                        : access.isListed(call.caller(), change.item()));
    }

    private JsonObject json(Call call, Change change, FieldMask mask) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", "drive#change");
        json.addProperty("type", change.type());
        json.addProperty("changeType", change.type());
        json.addProperty("time", FileFields.time(change.time()));
        if (!change.isOfFile()) {
            json.addProperty("driveId", change.driveId());
            json.addProperty("removed", false);
            return json;
        }
        json.addProperty("fileId", change.fileId());
        json.addProperty("removed", change.item() == null);
        FieldMask ofChanges = mask.child("changes");
        FieldMask ofFile = ofChanges == null ? null : ofChanges.child("file");
        for (Item item : change.item() == null || ofFile == null ? List.<Item>of() : List.of(change.item())) {
            json.add("file", fields.json(item, call.caller(), ofFile));
        }
        return json;
    }
}
