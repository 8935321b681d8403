package org.seedbank.catalog.internal.index;

import java.time.Instant;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryBuilder;
import org.seedbank.catalog.Withdrawal;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.UnusableFileException;
import org.seedbank.integrity.torrent.InfoHash;

/**
 * Entries as bytes that are read again much faster than JSON. What this version of the program does not know all of is
 * kept as its JSON text, so nothing of it is lost. Reading checks every rule of an entry.
 */
final class EntryCodec {

    private static final int V1_BYTES = 20;

    private static final int HAS_LICENSE = 1;
    private static final int HAS_DOI = 1 << 1;
    private static final int HAS_VERSION = 1 << 2;
    private static final int HAS_SUPERSEDES = 1 << 3;
    private static final int HAS_V1 = 1 << 4;
    private static final int HAS_V2 = 1 << 5;
    private static final int IS_WITHDRAWN = 1 << 6;

    /**
     * What the order of entries takes.
     *
     * @param json whether the entry is kept as a text
     */
    record Head(boolean json, Sha256 digest, Instant published, Optional<Serial> serial) {}

    private EntryCodec() {}

    static void pack(Entry entry, Packer out) {
        boolean json = entry.isFromLaterVersion() || !entry.withdrawal().equals(Withdrawal.NONE);
        out.octet(json ? 1 : 0);
        out.bytes(entry.digest().bytes());
        out.instant(entry.published().orElseThrow());
        out.number(entry.serial().map(Serial::number).orElse(0));
        entry.serial().ifPresent(serial -> out.number(serial.place()));
        if (json) {
            out.text(entry.toJson());
            return;
        }
        out.number(present(entry));
        out.text(entry.title());
        out.text(entry.description());
        out.texts(entry.creators());
        out.texts(entry.keywords());
        entry.license().ifPresent(out::text);
        entry.doi().ifPresent(out::text);
        entry.version().ifPresent(out::text);
        entry.supersedes().ifPresent(digest -> out.bytes(digest.bytes()));
        out.number(entry.bytes());
        out.number(entry.files());
        out.number(entry.pieceLength());
        entry.infohashV1().ifPresent(hash -> out.bytes(hash.bytes()));
        entry.infohashV2().ifPresent(hash -> out.bytes(hash.bytes()));
    }

    private static int present(Entry entry) {
        return (entry.license().isPresent() ? HAS_LICENSE : 0)
                | (entry.doi().isPresent() ? HAS_DOI : 0)
                | (entry.version().isPresent() ? HAS_VERSION : 0)
                | (entry.supersedes().isPresent() ? HAS_SUPERSEDES : 0)
                | (entry.infohashV1().isPresent() ? HAS_V1 : 0)
                | (entry.infohashV2().isPresent() ? HAS_V2 : 0)
                | (entry.withdrawn() ? IS_WITHDRAWN : 0);
    }

    static Entry unpack(Unpacker in) throws UnusableFileException {
        try {
            Head head = head(in);
            return head.json() ? Entry.parse(in.text()) : fields(head, in);
        } catch (IllegalArgumentException | CatalogException.MalformedEntry e) {
            throw Unpacker.damaged(e);
        }
    }

    /** What comes first. */
    static Head head(Unpacker in) throws UnusableFileException {
        return new Head(in.octet() == 1, Sha256.of(in.bytes(Sha256.BYTES)), in.instant(), serial(in));
    }

    private static Optional<Serial> serial(Unpacker in) throws UnusableFileException {
        int number = (int) in.number();
        try {
            return number == 0 ? Optional.empty() : Optional.of(new Serial(number, (int) in.number()));
        } catch (IllegalArgumentException e) {
            throw Unpacker.damaged(e);
        }
    }

    private static Entry fields(Head head, Unpacker in) throws UnusableFileException {
        int present = (int) in.number();
        EntryBuilder entry = Entry.builder(head.digest())
                .published(head.published())
                .serial(head.serial().orElse(null))
                .title(in.text())
                .description(in.text())
                .creators(in.texts())
                .keywords(in.texts())
                .withdrawn((present & IS_WITHDRAWN) != 0);
        optional(present, in, entry);
        entry.bytes(in.number()).files(in.number()).pieceLength(in.number());
        if ((present & HAS_V1) != 0) {
            entry.infohashV1(InfoHash.of(in.bytes(V1_BYTES)));
        }
        if ((present & HAS_V2) != 0) {
            entry.infohashV2(InfoHash.of(in.bytes(Sha256.BYTES)));
        }
        return entry.build();
    }

    private static void optional(int present, Unpacker in, EntryBuilder entry) throws UnusableFileException {
        if ((present & HAS_LICENSE) != 0) {
            entry.license(in.text());
        }
        if ((present & HAS_DOI) != 0) {
            entry.doi(in.text());
        }
        if ((present & HAS_VERSION) != 0) {
            entry.version(in.text());
        }
        if ((present & HAS_SUPERSEDES) != 0) {
            entry.supersedes(Sha256.of(in.bytes(Sha256.BYTES)));
        }
    }
}
