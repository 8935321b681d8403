package org.seedbank.catalog.drive.emulator;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A file or folder. Guarded by the {@link Store} that holds it. */
final class Item {

    static final String FOLDER = "application/vnd.google-apps.folder";
    static final String SHORTCUT = "application/vnd.google-apps.shortcut";
    private static final String GOOGLE_TYPES = "application/vnd.google-apps.";

    final String id;

    /** Items made later have greater numbers. */
    final long number;

    /** Null in a shared drive. */
    final String owner;

    /** Of the shared drive it is in, or null. */
    final String driveId;

    final Map<String, String> properties = new LinkedHashMap<>();

    /** By OAuth client. */
    final Map<String, Map<String, String>> appProperties = new LinkedHashMap<>();

    /** By permission id. */
    final Map<String, Grant> grants = new LinkedHashMap<>();

    /** The apps, each as one user uses it, that may touch it with {@code drive.file}. */
    final Set<String> apps = new HashSet<>(2);

    /** By number, so that a page of a large folder is found at once. */
    final NavigableMap<Long, Item> children = new TreeMap<>();

    String name = "Untitled";
    String mimeType = "application/octet-stream";
    String description;
    Item parent;

    /** Null for folders and Google's own document types. */
    Content content;

    Instant createdTime;
    Instant modifiedTime;

    /** When it began to exist by the server's clock, whatever {@link #createdTime} says. */
    Instant born;

    long version = 1;
    boolean trashed;
    boolean starred;
    String resourceKey;

    /** The id that a shortcut leads to, of something or not; null of anything else. */
    String target;

    /** The number of its latest change in the change log. */
    long lastChange;

    Item(String id, long number, String owner, String driveId) {
        this.id = id;
        this.number = number;
        this.owner = owner;
        this.driveId = driveId;
    }

    boolean isFolder() {
        return mimeType.equals(FOLDER);
    }

    boolean isShortcut() {
        return mimeType.equals(SHORTCUT);
    }

    boolean isGoogleType() {
        return mimeType.startsWith(GOOGLE_TYPES);
    }

    /** This one, its folder, that one's folder and so on. */
    Stream<Item> withAncestors() {
        return Stream.iterate(this, item -> item != null, item -> item.parent);
    }

    /** A folder in the trash takes what is in it along. */
    boolean isInTrash() {
        for (Item item = this; item != null; item = item.parent) {
            if (item.trashed) {
                return true;
            }
        }
        return false;
    }

    /** Its entity tag, which changes with it. */
    String tag() {
        return "\"" + id + "/" + version + "\"";
    }

    boolean isRoot() {
        return parent == null && name.equals(Store.ROOT_NAME);
    }
}
