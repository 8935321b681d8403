package org.seedbank.catalog.drive;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.commons.codec.digest.DigestUtils;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.Edition;
import org.seedbank.catalog.EditionChange;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryBuilder;
import org.seedbank.catalog.EntryCheck;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Posted;
import org.seedbank.catalog.Withdrawal;
import org.seedbank.catalog.internal.index.IndexFiles;
import org.seedbank.catalog.internal.index.Item;
import org.seedbank.catalog.internal.index.LocalIndex;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * A catalog in one or more folders of Google Drive: each entry is a file {@code <digest>.torrent}, whose description is the
 * entry's and whose properties hold the rest of it.
 *
 * <p>Reading goes through a {@link LocalIndex}. Two publishers who post one dataset at once make two files; the older
 * one counts for everybody, and the other costs a warning.
 */
public final class DriveCatalog implements Catalog {

    private final URI uri;
    private final LocalIndex index;
    private final DriveWriter writer;
    private final Clock clock;

    DriveCatalog(DriveLocation location, CatalogSettings settings, DriveAccess access, Clock clock) {
        this.uri = location.uri();
        this.clock = clock;
        Path kept =
                settings.cache().resolve(DigestUtils.sha256Hex(uri.toString()).substring(0, 32));
        IndexFiles files = IndexFiles.of(settings, uri, kept.resolve("index"));
        this.index = new LocalIndex(files, new DriveRemote(location, access), clock);
        this.writer = new DriveWriter(location, access, new PendingPosts(kept.resolve("pending"), uri));
    }

    /** The catalog at this place. Nothing is asked yet. */
    public static Catalog open(DriveLocation location, CatalogSettings settings) {
        return new DriveCatalog(location, settings, new DriveAccess(location.uri(), settings), Clock.systemUTC());
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public Listing list(Freshness freshness) throws InterruptedException {
        return index.list(freshness);
    }

    @Override
    public byte[] torrent(Sha256 digest) throws InterruptedException {
        return index.torrent(digest);
    }

    @Override
    public byte[] torrent(ForeignTorrent foreign) throws InterruptedException {
        return index.torrent(foreign);
    }

    @Override
    public void requireWritable() throws InterruptedException {
        writer.folder();
    }

    @Override
    public Posted post(Entry draft, Metainfo torrent) throws InterruptedException {
        if (draft.withdrawn()) {
            throw new IllegalArgumentException("a withdrawn draft cannot be posted: " + draft);
        }
        EntryCheck.requireAgreement(draft, torrent);
        Listing before = index.list(Freshness.NOW);
        if (before.byDigest(draft.digest()).isPresent()) {
            return new Posted(before.byDigest(draft.digest()).get(), true);
        }
        Entry stamped = before.stamp(draft, clock.instant(), 0);
        try {
            Item made = writer.post(stamped, torrent.withEntry(stamped.toJson()));
            index.put(made);
            writer.posted(draft.digest());
        } catch (IOException e) {
            throw new CatalogException.Refused(
                    uri, "its notes on this machine: " + IoReason.of(e), "check the disk of the cache folder", e);
        }
        // Somebody else may have posted the same dataset meanwhile, here or from another machine.
        Listed listed = index.list(Freshness.NOW).byDigest(draft.digest()).orElseThrow();
        return new Posted(listed, !listed.entry().equals(stamped));
    }

    @Override
    public Entry describe(Sha256 digest, Consumer<EntryBuilder> change) throws InterruptedException {
        return revise(digest, entry -> entry.describedBy(change));
    }

    @Override
    public Edition edit(Sha256 digest, EditionChange edit) throws InterruptedException {
        Item item = index.require(digest);
        Optional<Serial> serial = index.list(Freshness.STORED).byDigest(digest).map(Listed::label);
        DriveWriter.Edited edited = writer.edit(item, digest, now -> {
            EntryBuilder numbered = now.entry().toBuilder();
            serial.ifPresent(numbered::serial);
            Edition known = new Edition(numbered.build(), now.torrent());
            Edition after = known.after(edit, clock.instant());
            return after.equals(known) ? now : after;
        });
        index.put(edited.item());
        return edited.edition();
    }

    @Override
    public Entry withdraw(Sha256 digest, Withdrawal why) throws InterruptedException {
        return revise(digest, entry -> entry.withdrawnFor(why));
    }

    private Entry revise(Sha256 digest, UnaryOperator<Entry> change) throws InterruptedException {
        Item item = index.require(digest);
        Optional<Serial> serial = index.list(Freshness.STORED).byDigest(digest).map(Listed::label);
        DriveWriter.Revised revised = writer.revise(item, digest, entry -> {
            EntryBuilder changed = entry.revisedBy(change, clock.instant()).toBuilder();
            serial.ifPresent(changed::serial);
            return changed.build();
        });
        index.put(revised.item());
        return revised.entry();
    }
}
