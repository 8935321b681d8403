package org.seedbank.catalog.drive.emulator;

/** Who may see and do what. Everything asks here; nothing else looks at grants. Guarded by the {@link Store}. */
final class Access {

    private final Store store;

    Access(Store store) {
        this.store = store;
    }

    /** The item of that id, whoever asks; null where there is none. */
    Item find(String id) {
        return store.find(id);
    }

    /** The item of that id for a caller who may see it; {@code root} is the caller's own top folder. */
    Item see(Caller caller, String id, boolean allDrives) {
        caller.mustRead();
        Item item = id.equals("root") && !caller.isAnonymous() ? store.root(caller.user()) : store.get(id);
        boolean hidden = item.driveId != null && !allDrives;
        if (hidden || !sees(caller, item)) {
            throw DriveError.notFound(id);
        }
        return item;
    }

    /** The item for a caller who may change it. */
    Item edit(Caller caller, String id, boolean allDrives) {
        caller.mustWrite();
        Item item = see(caller, id, allDrives);
        if (!role(caller, item).atLeast(Role.WRITER)) {
            throw DriveError.notWritable();
        }
        if (!caller.has(Scope.DRIVE) && !item.apps.contains(caller.appOfUser())) {
            throw new DriveError(
                    403,
                    "appNotAuthorizedToFile",
                    "The user has not granted the app write access to the file " + id + ".");
        }
        return item;
    }

    /**
     * The folder whose children are asked for. The caller's own top folder may be named with any scope, even where the
     * folder itself is not to be seen.
     */
    Item folder(Caller caller, String id, boolean allDrives) {
        if (!caller.isAnonymous()) {
            Item root = store.root(caller.user());
            if (id.equals("root") || id.equals(root.id)) {
                return root;
            }
        }
        return see(caller, id, allDrives);
    }

    /** The folder into which the caller puts something. */
    Item target(Caller caller, String id, boolean allDrives) {
        Item folder = folder(caller, id, allDrives);
        return folder.isRoot() ? folder : edit(caller, id, allDrives);
    }

    boolean sees(Caller caller, Item item) {
        Role own = caller.isAnonymous() ? null : ownRole(caller.user(), item);
        boolean role = own != null || (linkRole(item) != null && hasResourceKey(caller, item));
        return role && (caller.readsEverything() || item.apps.contains(caller.appOfUser()));
    }

    /** Whether it appears in lists that name no folder: what is shared by link alone does not. */
    boolean isListed(Caller caller, Item item) {
        return !caller.isAnonymous()
                && !item.isRoot()
                && ownRole(caller.user(), item) != null
                && (caller.readsEverything() || item.apps.contains(caller.appOfUser()));
    }

    private static boolean hasResourceKey(Caller caller, Item item) {
        return item.resourceKey == null
                || item.resourceKey.equals(caller.resourceKeys().get(item.id));
    }

    /** The greatest role of the caller, or null. */
    Role role(Caller caller, Item item) {
        Role own = caller.isAnonymous() ? null : ownRole(caller.user(), item);
        return Role.greater(own, linkRole(item));
    }

    /** What an account may do by name: folders hand their sharing down, and their owner may edit what is in them. */
    Role ownRole(String user, Item item) {
        Role best = null;
        for (Item each = item; each != null; each = each.parent) {
            if (user.equals(each.owner)) {
                best = Role.greater(best, each == item ? Role.OWNER : Role.WRITER);
            }
            Grant grant = each.grants.isEmpty() ? null : each.grants.get(Grant.idOf(user));
            if (grant != null) {
                best = Role.greater(best, grant.role());
            }
        }
        return best;
    }

    /** What anyone with the link may do, or null. */
    static Role linkRole(Item item) {
        Role best = null;
        for (Item each = item; each != null; each = each.parent) {
            for (Grant grant : each.grants.values()) {
                best = grant.isForAnyone() ? Role.greater(best, grant.role()) : best;
            }
        }
        return best;
    }

    boolean mayTrash(Caller caller, Item item) {
        Role role = role(caller, item);
        return role != null && role.atLeast(item.driveId == null ? Role.OWNER : Role.FILE_ORGANIZER) && !item.isRoot();
    }

    /** Deleting for good is for the owner, in a shared drive for its organizers. */
    boolean mayDelete(Caller caller, Item item) {
        Role role = role(caller, item);
        return role != null && role.atLeast(item.driveId == null ? Role.OWNER : Role.ORGANIZER) && !item.isRoot();
    }
}
