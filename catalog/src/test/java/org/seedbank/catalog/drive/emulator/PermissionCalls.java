package org.seedbank.catalog.drive.emulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code permissions.list}, {@code create}, {@code get}, {@code update} and {@code delete}. */
final class PermissionCalls {

    private static final String DEFAULT = "kind,id,type,role";

    private final Store store;
    private final Access access;

    PermissionCalls(Store store, Access access) {
        this.store = store;
        this.access = access;
    }

    /** Every grant that counts for the item, the inherited ones and the owner's too, by id. */
    private static Map<String, Grant> all(Item item) {
        Stream<Grant> owner = item.owner == null ? Stream.empty() : Stream.of(Grant.user(item.owner, Role.OWNER));
        return Stream.concat(owner, item.withAncestors().flatMap(each -> each.grants.values().stream()))
                .collect(Collectors.toMap(
                        Grant::id, grant -> grant, (one, other) -> one.role().atLeast(other.role()) ? one : other));
    }

    static JsonArray jsonOf(Item item) {
        JsonArray array = new JsonArray();
        all(item).values().forEach(grant -> array.add(grant.json()));
        return array;
    }

    static JsonArray idsOf(Item item) {
        JsonArray array = new JsonArray();
        all(item).keySet().forEach(array::add);
        return array;
    }

    Reply list(Call call) {
        Item item = access.edit(call.caller(), call.id(), call.allDrives());
        JsonObject answer = new JsonObject();
        answer.addProperty("kind", "drive#permissionList");
        answer.add("permissions", jsonOf(item));
        return Reply.json(FieldMask.of(call.request(), "kind,permissions(" + DEFAULT + ")")
                .apply(answer));
    }

    Reply get(Call call) {
        Item item = access.edit(call.caller(), call.id(), call.allDrives());
        return show(call, one(all(item), call));
    }

    Reply create(Call call) {
        Item item = access.edit(call.caller(), call.id(), call.allDrives());
        FileMetadata body = FileMetadata.of(call.request().json());
        String type = body.text("type");
        if (type == null || body.text("role") == null) {
            throw new DriveError(400, "required", "The permission type and role fields are required.");
        }
        Grant grant = grant(type, Role.parse(body.text("role")), body);
        if (grant.role() == Role.OWNER || (item.driveId == null && grant.role().atLeast(Role.FILE_ORGANIZER))) {
            throw DriveError.invalid("The specified role is not available here: " + body.text("role"));
        }
        item.grants.put(grant.id(), grant);
        store.changed(item);
        return show(call, grant);
    }

    private static Grant grant(String type, Role role, FileMetadata body) {
        String mail = body.text("emailAddress");
        if (type.equals("anyone")) {
            return new Grant(Grant.ANYONE_ID, type, role, null, body.flag("allowFileDiscovery"));
        }
        if (!List.of("user", "group").contains(type) || mail == null || !mail.contains("@")) {
            throw DriveError.invalid("The permission needs a type that is known and an emailAddress.");
        }
        return new Grant(Grant.idOf(mail), type, role, mail, false);
    }

    Reply update(Call call) {
        Item item = access.edit(call.caller(), call.id(), call.allDrives());
        Grant old = one(item.grants, call);
        Role role = Role.parse(FileMetadata.of(call.request().json()).text("role"));
        Grant grant = new Grant(old.id(), old.type(), role, old.email(), old.discoverable());
        item.grants.put(grant.id(), grant);
        store.changed(item);
        return show(call, grant);
    }

    Reply delete(Call call) {
        Item item = access.edit(call.caller(), call.id(), call.allDrives());
        Grant grant = one(all(item), call);
        if (item.grants.remove(grant.id()) == null) {
            throw new DriveError(
                    403, "cannotDeleteInheritedPermission", "The inherited permission cannot be removed here.");
        }
        store.changed(item);
        return Reply.empty(204);
    }

    private static Grant one(Map<String, Grant> grants, Call call) {
        Grant grant = grants.get(call.ids().get(1));
        if (grant == null) {
            throw new DriveError(
                    404, "notFound", "Permission not found: " + call.ids().get(1) + ".");
        }
        return grant;
    }

    private static Reply show(Call call, Grant grant) {
        return Reply.json(FieldMask.of(call.request(), DEFAULT).apply(grant.json()));
    }
}
