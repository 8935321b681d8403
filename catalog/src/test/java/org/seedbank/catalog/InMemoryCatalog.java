package org.seedbank.catalog;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.catalog.serials.SerialMemory;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;

/** A catalog that lives as long as the test. Safe for use by several threads. */
public final class InMemoryCatalog implements Catalog {

    private final URI uri = URI.create("memory:test");
    private final Clock clock;
    private final Map<Sha256, Entry> entries = new HashMap<>();
    private final Map<Sha256, byte[]> torrents = new HashMap<>();
    private final SerialMemory memory = SerialMemory.none();

    /** An empty catalog that goes by the system's clock. */
    public InMemoryCatalog() {
        this(Clock.systemUTC());
    }

    /** An empty catalog that goes by this clock. */
    public InMemoryCatalog(Clock clock) {
        this.clock = clock;
    }

    /** Takes over what another catalog holds, as it stands. */
    public static InMemoryCatalog copyOf(Catalog other) throws InterruptedException {
        InMemoryCatalog copy = new InMemoryCatalog();
        for (Listed each : other.list().entries()) {
            copy.entries.put(each.entry().digest(), each.entry());
            copy.torrents.put(each.entry().digest(), other.torrent(each.entry().digest()));
        }
        return copy;
    }

    /** Takes an entry out, as somebody with write access might. */
    public synchronized void remove(Sha256 digest) {
        entries.remove(digest);
        torrents.remove(digest);
    }

    /** Puts another torrent, or anything else, in the place of a dataset's, as somebody with write access might. */
    public synchronized void swapTorrent(Sha256 digest, byte[] torrent) {
        torrents.put(digest, torrent.clone());
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public synchronized Listing list(Freshness freshness) throws InterruptedException {
        refuseInterrupted();
        return Listing.of(uri, entries.values(), List.of(), List.of(), memory);
    }

    @Override
    public synchronized byte[] torrent(Sha256 digest) throws InterruptedException {
        refuseInterrupted();
        return torrents.get(entry(digest).digest()).clone();
    }

    @Override
    public void requireWritable() {
        // It always is.
    }

    @Override
    public synchronized Posted post(Entry draft, Metainfo torrent) throws InterruptedException {
        if (draft.withdrawn()) {
            throw new IllegalArgumentException("a withdrawn draft cannot be posted: " + draft);
        }
        EntryCheck.requireAgreement(draft, torrent);
        boolean alreadyThere = entries.containsKey(draft.digest());
        if (!alreadyThere) {
            Entry stamped = list().stamp(draft, clock.instant(), 0);
            entries.put(draft.digest(), stamped);
            torrents.put(draft.digest(), torrent.withEntry(stamped.toJson()));
        }
        return new Posted(list().byDigest(draft.digest()).orElseThrow(), alreadyThere);
    }

    @Override
    public Entry describe(Sha256 digest, Consumer<EntryBuilder> change) throws InterruptedException {
        return revise(digest, entry -> entry.describedBy(change));
    }

    @Override
    public synchronized Edition edit(Sha256 digest, EditionChange edit) throws InterruptedException {
        Serial serial = list().byDigest(digest)
                .map(Listed::label)
                .orElseThrow(() -> new CatalogException.UnknownDataset(uri, digest.hex()));
        Entry entry = entry(digest).toBuilder().serial(serial).build();
        Edition edited = new Edition(entry, Metainfo.parse(torrents.get(digest))).after(edit, clock.instant());
        entries.put(digest, edited.entry());
        torrents.put(digest, edited.torrent().bytes());
        return edited;
    }

    @Override
    public Entry withdraw(Sha256 digest, Withdrawal why) throws InterruptedException {
        return revise(digest, entry -> entry.withdrawnFor(why));
    }

    private synchronized Entry revise(Sha256 digest, UnaryOperator<Entry> change) throws InterruptedException {
        refuseInterrupted();
        Serial serial = list().byDigest(digest)
                .map(Listed::label)
                .orElseThrow(() -> new CatalogException.UnknownDataset(uri, digest.hex()));
        Entry revised = entry(digest).revisedBy(change, clock.instant()).toBuilder()
                .serial(serial)
                .build();
        entries.put(digest, revised);
        return revised;
    }

    private Entry entry(Sha256 digest) {
        Entry entry = entries.get(digest);
        if (entry == null) {
            throw new CatalogException.UnknownDataset(uri, digest.hex());
        }
        return entry;
    }

    private static void refuseInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before a catalog was used");
        }
    }
}
