package org.seedbank.catalog.folder;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Edition;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryCheck;
import org.seedbank.catalog.internal.json.JsonText;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.integrity.files.UnusableFileException;
import org.seedbank.integrity.torrent.Metainfo;

/** The files of a directory catalog, without locks: callers take turns to write. */
public final class CatalogFolder {

    static final String JSON = ".json";
    static final String TORRENT = ".torrent";

    static final String MISSING = "its torrent is missing";

    private final Path path;
    private final URI uri;
    private final Clock clock;

    CatalogFolder(Path path, Clock clock) {
        this.path = path.toAbsolutePath().normalize();
        this.uri = uri(path);
        this.clock = clock;
    }

    public static URI uri(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        String slashes = absolute.toString().replace(absolute.getFileSystem().getSeparator(), "/");
        try {
            return new URI("dir", slashes.startsWith("/") ? slashes : "/" + slashes, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'%s' cannot be part of a URI".formatted(absolute), e);
        }
    }

    Path path() {
        return path;
    }

    public URI uri() {
        return uri;
    }

    void create() throws IOException {
        DurableFolder.make(path);
    }

    void requireThere() throws IOException {
        if (!Files.isDirectory(path)) {
            throw Files.exists(path)
                    ? new NotDirectoryException(path.toString())
                    : new NoSuchFileException(path.toString());
        }
    }

    /** Where there is no folder yet, one must be possible. */
    void requireWritable() throws IOException {
        Path place = path;
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        if (!Files.isDirectory(place)) {
            throw new NotDirectoryException(place.toString());
        }
        if (!Files.isWritable(place)) {
            throw new AccessDeniedException(place.toString());
        }
    }

    /** The names of everything in the folder. */
    Set<String> names() throws IOException {
        Set<String> names = new HashSet<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
            children.forEach(child -> names.add(child.getFileName().toString()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /** Reads what is in the place of a dataset. Throws only when the thread was interrupted. */
    Slot slot(Sha256 digest) throws ClosedByInterruptException {
        try {
            Entry entry = entry(digest, JsonText.utf8(BoundedFile.read(file(digest, JSON), Entry.MAX_JSON_BYTES)));
            return withTorrent(entry);
        } catch (CatalogException.MalformedEntry e) {
            return torn(digest, e.reason());
        } catch (IllegalArgumentException e) {
            return torn(digest, e.getMessage());
        } catch (NoSuchFileException e) {
            return new Slot.Absent();
        } catch (UnusableFileException e) {
            return torn(digest, "it " + e.getMessage());
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            return torn(digest, "it cannot be read: " + IoReason.of(e));
        }
    }

    private static Entry entry(Sha256 digest, String json) {
        Entry entry = Entry.parse(json);
        if (!entry.digest().equals(digest)) {
            throw new CatalogException.MalformedEntry(
                    "it is the entry of another dataset, '%s'".formatted(entry.digest()));
        }
        if (entry.published().isEmpty()) {
            throw new CatalogException.MalformedEntry("field 'published' is missing");
        }
        return entry;
    }

    private Slot torn(Sha256 digest, String reason) throws ClosedByInterruptException {
        return entryInTorrent(digest)
                .<Slot>map(entry -> new Slot.Torn(entry, reason))
                .orElseGet(() -> new Slot.Broken(reason, Optional.empty()));
    }

    /** The entry that travels with a torrent, when the two agree. */
    Optional<Entry> entryInTorrent(Sha256 digest) throws ClosedByInterruptException {
        try {
            Metainfo torrent = Metainfo.parse(BoundedFile.read(file(digest, TORRENT), Catalog.MAX_TORRENT_BYTES));
            Optional<Entry> entry = torrent.entryJson().map(json -> entry(digest, json));
            return entry.filter(each -> EntryCheck.disagreements(each, torrent).isEmpty());
        } catch (CatalogException.MalformedEntry | IntegrityException.BadTorrent e) {
            return Optional.empty();
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Slot withTorrent(Entry entry) throws IOException {
        try {
            BoundedFile.check(file(entry.digest(), TORRENT), Catalog.MAX_TORRENT_BYTES);
            return new Slot.Whole(entry);
        } catch (NoSuchFileException e) {
            return new Slot.WithoutTorrent(entry);
        } catch (UnusableFileException e) {
            return new Slot.Broken("its torrent " + e.getMessage(), Optional.of(entry));
        }
    }

    /** The listed entry that a slot holds. */
    Entry entryIn(Slot slot, Sha256 digest) {
        if (slot instanceof Slot.Whole whole) {
            return whole.entry();
        }
        if (slot instanceof Slot.Broken broken) {
            throw broken(digest, broken.reason());
        }
        if (slot instanceof Slot.Torn torn) {
            return torn.entry();
        }
        if (slot instanceof Slot.WithoutTorrent) {
            throw broken(digest, MISSING);
        }
        throw new CatalogException.UnknownDataset(uri, digest.hex());
    }

    byte[] torrent(Sha256 digest) throws IOException {
        try {
            return BoundedFile.read(file(digest, TORRENT), Catalog.MAX_TORRENT_BYTES);
        } catch (UnusableFileException e) {
            throw broken(digest, "its torrent " + e.getMessage());
        }
    }

    CatalogException broken(Sha256 digest, String reason) {
        String remedy = "if a sync program is at work let it finish; otherwise repair or move away '%s'"
                .formatted(file(digest, JSON));
        return new CatalogException.BrokenEntry(uri, digest, reason, remedy);
    }

    /** Adds an entry that is not there. The torrent goes first: the JSON beside it is what makes an entry of it. */
    void add(Entry entry, byte[] torrent) throws IOException {
        byte[] json = json(entry);
        try {
            addTorrent(entry.digest(), torrent);
            AtomicFile.write(file(entry.digest(), JSON), json);
        } catch (IOException e) {
            Files.deleteIfExists(file(entry.digest(), JSON));
            Files.deleteIfExists(file(entry.digest(), TORRENT));
            throw e;
        }
    }

    void addTorrent(Sha256 digest, byte[] torrent) throws IOException {
        AtomicFile.write(file(digest, TORRENT), torrent);
    }

    /**
     * Puts an entry with its torrent in the place of those that are there. Each file is whole at every moment, and the two agree with
     * each other whichever is of before.
     */
    void replace(Edition edition) throws IOException {
        byte[] json = json(edition.entry());
        addTorrent(edition.entry().digest(), edition.torrent().bytes());
        AtomicFile.write(file(edition.entry().digest(), JSON), json);
    }

    void replace(Entry entry) throws IOException {
        AtomicFile.write(file(entry.digest(), JSON), json(entry));
    }

    private byte[] json(Entry entry) {
        byte[] json = entry.toJson().getBytes(StandardCharsets.UTF_8);
        if (json.length > Entry.MAX_JSON_BYTES) {
            String reason =
                    "the entry takes %d bytes of JSON, at most %d fit".formatted(json.length, Entry.MAX_JSON_BYTES);
            throw new CatalogException.Refused(uri, reason, "shorten the description", null);
        }
        return json;
    }

    void sweep() throws IOException {
        for (String name : names()) {
            AtomicFile.sweep(path.resolve(name), clock.instant());
        }
    }

    Path file(Sha256 digest, String suffix) {
        return path.resolve(digest.hex() + suffix);
    }

    /** When a file was last written; empty when it is not there any more. */
    Optional<Instant> lastModified(Sha256 digest, String suffix) {
        try {
            return Optional.of(Files.getLastModifiedTime(file(digest, suffix), LinkOption.NOFOLLOW_LINKS)
                    .toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
