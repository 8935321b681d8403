package org.seedbank.catalog.drive.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the emulated Drive holds, to arrange before a test and to look at after it. Thread-safe. */
public final class EmulatedDrive {

    /** The OAuth client of tokens that name none. */
    public static final String DEFAULT_APP = "an-app";

    private final EmulatorClock clock = new EmulatorClock();
    private final Ids ids = new Ids();
    private final Store store = new Store(clock, ids);
    private final Tokens tokens = new Tokens(ids);
    private final Router router = new Router(store, tokens);

    EmulatedDrive() {}

    Router router() {
        return router;
    }

    /** A valid API key. */
    public String apiKey() {
        return tokens.key();
    }

    /** A valid bearer token of a user, with scopes such as {@code drive.file}, short or as a URL. */
    public String userToken(String user, String... scopes) {
        return userTokenOfApp(DEFAULT_APP, user, scopes);
    }

    /** The same, got by way of that OAuth client: what one app makes, another can't see with {@code drive.file}. */
    public String userTokenOfApp(String app, String user, String... scopes) {
        return tokens.token(new Caller(user, app, Scope.of(scopes), false, Map.of()));
    }

    /** A valid bearer token of a service account, which owns no storage. */
    public String serviceAccountToken(String mail, String... scopes) {
        return tokens.token(new Caller(mail, mail, Scope.of(scopes), true, Map.of()));
    }

    /** Ends a token or an API key, as its user does by withdrawing it. */
    public void revoke(String credential) {
        tokens.end(credential);
    }

    /** Ends a token, as time does. */
    public void expire(String token) {
        tokens.end(token);
    }

    /** The id of a user's "My Drive". */
    public String root(String user) {
        synchronized (store) {
            return store.root(user).id;
        }
    }

    /** Makes a folder in the owner's "My Drive", outside of any app; returns its id. */
    public String folder(String owner, String name) {
        return folderIn(owner, root(owner), name);
    }

    /** Makes a folder in a folder, outside of any app; returns its id. */
    public String folderIn(String owner, String folderId, String name) {
        return add(owner, folderId, name, item -> item.mimeType = Item.FOLDER);
    }

    /** Makes a file in a folder, outside of any app; returns its id. */
    public String file(String owner, String folderId, String name, byte[] content) {
        Content copy = Content.of(content.clone());
        return add(owner, folderId, name, item -> item.content = copy);
    }

    /** Makes a shortcut to something, which need not be there, and may be another shortcut; returns its own id. */
    public String shortcut(String owner, String folderId, String name, String targetId) {
        return add(owner, folderId, name, item -> {
            item.mimeType = Item.SHORTCUT;
            item.target = targetId;
        });
    }

    /** Has a shortcut lead to something else. */
    public void retarget(String id, String targetId) {
        edit(id, item -> item.target = targetId);
    }

    /** Puts it into another folder. */
    public void move(String id, String folderId) {
        synchronized (store) {
            store.move(store.get(id), store.get(folderId));
        }
    }

    /** Sets its type, as whoever uploads it does. */
    public void type(String id, String mimeType) {
        edit(id, item -> item.mimeType = mimeType);
    }

    /** Makes a file of so many zeros, which take no memory; it has no digests. */
    public String zeros(String owner, String folderId, String name, long size) {
        return add(owner, folderId, name, item -> item.content = Content.zeros(size));
    }

    private String add(String owner, String folderId, String name, Consumer<Item> more) {
        synchronized (store) {
            Item item = store.add(ids.next(), owner, store.get(folderId));
            item.name = name;
            more.accept(item);
            return item.id;
        }
    }

    /** Makes a shared drive; returns its id, which is also the id of its top folder. */
    public String sharedDrive(String name, String... members) {
        synchronized (store) {
            return store.addDrive(name, List.of(members)).id;
        }
    }

    /** Lets an app, as that user uses it, touch the item with {@code drive.file}: what a file picker does. */
    public void openWith(String id, String app, String user) {
        edit(id, item -> item.apps.add(new Caller(user, app, Set.of(), false, Map.of()).appOfUser()));
    }

    /** Lets anyone read it who has the link. */
    public void shareWithAnyone(String id) {
        edit(id, item -> item.grants.put(Grant.ANYONE_ID, Grant.anyone(Role.READER)));
    }

    /** Takes every sharing back that is set on the item itself. */
    public void unshare(String id) {
        edit(id, item -> item.grants.clear());
    }

    /** Shares it with a user as {@code reader}, {@code commenter} or {@code writer}. */
    public void shareWith(String id, String user, String role) {
        edit(id, item -> item.grants.put(Grant.idOf(user), Grant.user(user, Role.parse(role))));
    }

    /** Makes the link useless without that key. */
    public void requireResourceKey(String id, String key) {
        edit(id, item -> item.resourceKey = key);
    }

    /** Changes the description by hand, which changes the modification time too. */
    public void describe(String id, String description) {
        modify(id, item -> item.description = description);
    }

    /** Renames by hand, which changes the modification time too. */
    public void rename(String id, String name) {
        modify(id, item -> item.name = name);
    }

    /** Sets a property that every app sees; null removes it. */
    public void property(String id, String key, String value) {
        modify(id, item -> item.properties.compute(key, (same, old) -> value));
    }

    /** Puts other bytes in its place, as damage or another program does. */
    public void replace(String id, byte[] content) {
        Content copy = Content.of(content.clone());
        modify(id, item -> item.content = copy);
    }

    /** Sets when it was made, as far as anybody is told. */
    public void createdTime(String id, Instant time) {
        edit(id, item -> item.createdTime = time);
    }

    /** Sets when it was last modified. */
    public void modifiedTime(String id, Instant time) {
        edit(id, item -> item.modifiedTime = time);
    }

    /** Puts it into the trash, with everything in it. */
    public void trash(String id) {
        edit(id, item -> item.trashed = true);
    }

    /** Takes it out of the trash. */
    public void untrash(String id) {
        edit(id, item -> item.trashed = false);
    }

    private void modify(String id, Consumer<Item> change) {
        edit(id, item -> {
            change.accept(item);
            item.modifiedTime = clock.now();
        });
    }

    private void edit(String id, Consumer<Item> change) {
        synchronized (store) {
            Item item = store.get(id);
            change.accept(item);
            store.changed(item);
        }
    }

    /** Notes a change that is about a shared drive or about something unheard of, and not about a file. */
    public void noteOtherChange(String changeType, String driveId) {
        synchronized (store) {
            store.changes.other(changeType, driveId, clock.now());
        }
    }

    /** Deletes it for good, with everything in it. */
    public void delete(String id) {
        synchronized (store) {
            store.remove(store.get(id));
        }
    }

    /** Whether there is such an item, in the trash or not. */
    public boolean exists(String id) {
        synchronized (store) {
            return store.find(id) != null;
        }
    }

    /** What is known of an item; fails where there is none. */
    public EmulatedFile look(String id) {
        synchronized (store) {
            return EmulatedFile.of(store.get(id));
        }
    }

    /** The bytes of a file. */
    public byte[] content(String id) {
        synchronized (store) {
            return store.get(id).content.bytes();
        }
    }

    /** What is in a folder, oldest first, with what is in the trash. */
    public List<EmulatedFile> list(String folderId) {
        synchronized (store) {
            return new TreeMap<>(store.get(folderId).children)
                    .values().stream().map(EmulatedFile::of).toList();
        }
    }

    /** Stops the server's clock at that moment; it goes on by {@link #advance} only. */
    public void setClock(Instant now) {
        clock.set(now);
    }

    /** Moves the server's clock on, which then stands still. */
    public void advance(Duration by) {
        clock.advance(by);
    }

    /** How long searches by name or property miss new files; 3 seconds of the server's clock unless set. */
    public void searchLag(Duration lag) {
        synchronized (store) {
            store.searchLag = lag;
        }
    }

    /** Makes every file that is there now known to every search. */
    public void settleSearch() {
        synchronized (store) {
            store.settle();
        }
    }
}
