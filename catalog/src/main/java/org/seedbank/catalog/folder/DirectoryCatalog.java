package org.seedbank.catalog.folder;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Edition;
import org.seedbank.catalog.EditionChange;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryBuilder;
import org.seedbank.catalog.EntryCheck;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Posted;
import org.seedbank.catalog.Withdrawal;
import org.seedbank.catalog.internal.files.FolderLock;
import org.seedbank.catalog.internal.files.FolderLock.Work;
import org.seedbank.catalog.serials.Numbering;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.catalog.serials.SerialMemory;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * A catalog in a folder: {@code <digest>.torrent} and {@code <digest>.json} side by side. The torrent is written first,
 * each file whole or not at all, so an entry shows only when both are there.
 *
 * <p>Writers on one machine take turns by a lock file. Where the folder is synced between machines they cannot, and may
 * take one number for two datasets; then {@link Numbering} tells them apart, and all agree once everything has arrived.
 */
public final class DirectoryCatalog implements Catalog {

    /** Longer than anybody's turn takes, unless its process hangs. */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(30);

    private final CatalogFolder folder;
    private final Clock clock;
    private final Duration lockWait;
    private final SerialMemory memory;

    public DirectoryCatalog(Path path) {
        this(path, SerialMemory.none());
    }

    public DirectoryCatalog(Path path, SerialMemory memory) {
        this(path, Clock.systemUTC(), LOCK_WAIT, memory);
    }

    public DirectoryCatalog(Path path, Clock clock, Duration lockWait) {
        this(path, clock, lockWait, SerialMemory.none());
    }

    public DirectoryCatalog(Path path, Clock clock, Duration lockWait, SerialMemory memory) {
        this.folder = new CatalogFolder(path, clock);
        this.clock = clock;
        this.lockWait = lockWait;
        this.memory = memory;
    }

    public Path path() {
        return folder.path();
    }

    @Override
    public URI uri() {
        return folder.uri();
    }

    @Override
    public Listing list(Freshness freshness) throws InterruptedException {
        return interruptibly(() -> scan(), this::unreachable);
    }

    @Override
    public byte[] torrent(Sha256 digest) throws InterruptedException {
        return interruptibly(
                () -> {
                    listedEntry(digest);
                    return folder.torrent(digest);
                },
                this::unreachable);
    }

    @Override
    public void requireWritable() throws InterruptedException {
        interruptibly(
                () -> {
                    folder.requireWritable();
                    return null;
                },
                this::refused);
    }

    @Override
    public Posted post(Entry draft, Metainfo torrent) throws InterruptedException {
        if (draft.withdrawn()) {
            throw new IllegalArgumentException("a withdrawn draft cannot be posted: " + draft);
        }
        EntryCheck.requireAgreement(draft, torrent);
        return interruptibly(
                () -> {
                    folder.create();
                    return inTurn(() -> postInTurn(draft, torrent));
                },
                this::refused);
    }

    private Posted postInTurn(Entry draft, Metainfo torrent) throws IOException, InterruptedException {
        folder.sweep();
        Slot slot = folder.slot(draft.digest());
        if (slot instanceof Slot.Absent) {
            return new Posted(added(draft, torrent), false);
        }
        if (slot instanceof Slot.WithoutTorrent lone) {
            EntryCheck.requireAgreement(lone.entry(), torrent);
            folder.addTorrent(draft.digest(), torrent.withEntry(lone.entry().toJson()));
        } else {
            folder.entryIn(slot, draft.digest());
        }
        return new Posted(alreadyListed(draft.digest()), true);
    }

    private Listed added(Entry draft, Metainfo torrent) throws IOException, InterruptedException {
        Listing before = scan();
        for (Listed each : before.entries()) {
            noteSerial(each);
        }
        Entry stamped = before.stamp(draft, clock.instant(), new HighestSerial(folder).read());
        Listed listed = new Listed(stamped.serial().orElseThrow(), stamped);
        new HighestSerial(folder).write(listed.serial());
        folder.add(stamped, torrent.withEntry(stamped.toJson()));
        if (listed.serial() <= before.highest()) {
            // It has its number again, which others may have taken since: what it is called among them, a listing
            // tells.
            return alreadyListed(stamped.digest());
        }
        Numbering.of(List.of(stamped.claim()), List.of(), memory);
        return listed;
    }

    /** Writes down what an entry of an early version, or one that shares its number, is called. */
    private void noteSerial(Listed listed) throws IOException {
        Slot slot = folder.slot(listed.entry().digest());
        Entry numbered = listed.numbered();
        if (!numbered.equals(listed.entry()) && slot instanceof Slot.Whole) {
            folder.replace(numbered);
        }
    }

    private Listed alreadyListed(Sha256 digest) throws IOException, InterruptedException {
        return scan().byDigest(digest).orElseThrow(() -> folder.broken(digest, "it changes while it is read"));
    }

    @Override
    public Entry describe(Sha256 digest, Consumer<EntryBuilder> change) throws InterruptedException {
        return revise(digest, entry -> entry.describedBy(change));
    }

    @Override
    public Edition edit(Sha256 digest, EditionChange edit) throws InterruptedException {
        listedNow(digest);
        return interruptibly(() -> inTurn(() -> editInTurn(digest, edit)), this::refused);
    }

    private Edition editInTurn(Sha256 digest, EditionChange edit) throws IOException, InterruptedException {
        Entry entry = listedEntry(digest);
        Serial serial = alreadyListed(digest).label();
        Edition now = new Edition(entry.toBuilder().serial(serial).build(), torrentNow(digest));
        Edition edited = now.after(edit, clock.instant());
        if (!edited.equals(now)) {
            folder.replace(edited);
        }
        return edited;
    }

    private Metainfo torrentNow(Sha256 digest) throws IOException {
        try {
            return Metainfo.parse(folder.torrent(digest));
        } catch (IntegrityException.BadTorrent e) {
            throw folder.broken(digest, "its torrent is none: " + e.getMessage());
        }
    }

    @Override
    public Entry withdraw(Sha256 digest, Withdrawal why) throws InterruptedException {
        return revise(digest, entry -> entry.withdrawnFor(why));
    }

    private Entry revise(Sha256 digest, UnaryOperator<Entry> change) throws InterruptedException {
        listedNow(digest);
        return interruptibly(
                () -> inTurn(() -> {
                    Entry entry = listedEntry(digest);
                    Serial serial = alreadyListed(digest).label();
                    Entry revised = entry.revisedBy(change, clock.instant()).toBuilder()
                            .serial(serial)
                            .build();
                    if (!revised.equals(entry)) {
                        folder.replace(revised);
                    }
                    return revised;
                }),
                this::refused);
    }

    /** Asks before the lock is taken, so that a folder which is not there stays that way. */
    private void listedNow(Sha256 digest) throws InterruptedException {
        interruptibly(() -> listedEntry(digest), this::unreachable);
    }

    private Entry listedEntry(Sha256 digest) throws IOException {
        folder.requireThere();
        return folder.entryIn(folder.slot(digest), digest);
    }

    private <T> T inTurn(Work<T> work) throws IOException, InterruptedException {
        return FolderLock.holding(folder.path(), folder.uri(), lockWait, work);
    }

    private static <T> T interruptibly(Work<T> work, Function<IOException, CatalogException> failure)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before a catalog was used");
        }
        try {
            return work.run();
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            InterruptedException interrupted = new InterruptedException("interrupted while a catalog was used");
            interrupted.initCause(e);
            throw interrupted;
        } catch (IOException e) {
            throw failure.apply(e);
        }
    }

    private CatalogException unreachable(IOException e) {
        String remedy = e instanceof NoSuchFileException
                ? "check the path; the first publish into it creates it"
                : "check the path, that you may read the folder, and that its disk works";
        return new CatalogException.Unreachable(uri(), reason(e), remedy, e);
    }

    private CatalogException refused(IOException e) {
        return refused(uri(), e);
    }

    public static CatalogException refused(URI uri, IOException e) {
        return new CatalogException.Refused(
                uri, reason(e), "check that you may write to the folder and that its disk has space", e);
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
            return "it is not a folder";
        }
        return IoReason.of(e);
    }

    private Listing scan() throws IOException, InterruptedException {
        return new FolderScan(folder, clock.instant(), memory).run(folder.names(), folder.names());
    }
}
