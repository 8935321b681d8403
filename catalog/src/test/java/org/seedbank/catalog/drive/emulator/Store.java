package org.seedbank.catalog.drive.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every item there is. Whoever uses it or an item of it holds its monitor. */
final class Store {

    static final String ROOT_NAME = "My Drive";

    /** Every item by its number. */
    final NavigableMap<Long, Item> items = new TreeMap<>();

    /** The top folders of shared drives, by id. */
    final Map<String, Item> drives = new TreeMap<>();

    final ChangeLog changes = new ChangeLog();
    final EmulatorClock clock;
    final Ids ids;

    /** How long a search by name or property does not know a new file. */
    Duration searchLag = Duration.ofSeconds(3);

    /** Files with this number or a lower one are known to every search. */
    long settled;

    private final Map<String, Item> byId = new HashMap<>();
    private final Map<String, Item> roots = new HashMap<>();
    private long number;

    Store(EmulatorClock clock, Ids ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** Null where there is none. */
    Item find(String id) {
        return byId.get(id);
    }

    Item get(String id) {
        Item item = byId.get(id);
        if (item == null) {
            throw DriveError.notFound(id);
        }
        return item;
    }

    /** A user's "My Drive", made when it is first wanted. */
    Item root(String user) {
        Item root = roots.get(user);
        if (root == null) {
            root = make(ids.nextRoot(), user, null, null);
            root.name = ROOT_NAME;
            root.mimeType = Item.FOLDER;
            roots.put(user, root);
        }
        return root;
    }

    Item addDrive(String name, List<String> members) {
        String id = ids.nextRoot();
        Item drive = make(id, null, id, null);
        drive.name = name;
        drive.mimeType = Item.FOLDER;
        members.forEach(member -> drive.grants.put(Grant.idOf(member), Grant.user(member, Role.ORGANIZER)));
        drives.put(id, drive);
        return drive;
    }

    /** Makes an item in a folder. What is in a shared drive belongs to the drive and not to the user. */
    Item add(String id, String user, Item folder) {
        Item item = make(id, folder.driveId == null ? user : null, folder.driveId, folder);
        changed(item);
        return item;
    }

    private Item make(String id, String owner, String driveId, Item folder) {
        Item item = new Item(id, ++number, owner, driveId);
        Instant now = clock.now();
        item.born = now;
        item.createdTime = now;
        item.modifiedTime = now;
        items.put(item.number, item);
        byId.put(id, item);
        putInto(item, folder);
        return item;
    }

    void move(Item item, Item folder) {
        putInto(item, folder);
        changed(item);
    }

    private static void putInto(Item item, Item folder) {
        if (item.parent != null) {
            item.parent.children.remove(item.number);
        }
        item.parent = folder;
        if (folder != null) {
            folder.children.put(item.number, item);
        }
    }

    /** To be called after every change of an item. */
    void changed(Item item) {
        item.version++;
        changes.changed(item, clock.now());
    }

    /** Deletes for good, with everything in it. */
    void remove(Item item) {
        List.copyOf(item.children.values()).forEach(this::remove);
        changes.removed(item, viewers(item), clock.now());
        putInto(item, null);
        items.remove(item.number);
        byId.remove(item.id);
        drives.remove(item.id);
    }

    private static Set<String> viewers(Item item) {
        Set<String> viewers = new HashSet<>();
        item.withAncestors().forEach(each -> {
            if (each.owner != null) {
                viewers.add(each.owner);
            }
            viewers.addAll(each.grants.values().stream()
                    .filter(grant -> !grant.isForAnyone())
                    .map(Grant::email)
                    .collect(Collectors.toSet()));
        });
        return viewers;
    }

    /** Whether searches by name or property already know it. */
    boolean isIndexed(Item item) {
        return item.number <= settled || !item.born.plus(searchLag).isAfter(clock.now());
    }

    void settle() {
        settled = number;
    }
}
