package org.seedbank.catalog.internal.index;

import java.time.Instant;
import java.util.Optional;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.TorrentFacts;
import org.seedbank.integrity.files.UnusableFileException;
import org.seedbank.integrity.torrent.InfoHash;

/** Items as bytes. */
final class ItemCodec {

    private static final int DATASET = 0;
    private static final int FOREIGN = 1;
    private static final int KNOWN_FOREIGN = 2;
    private static final int BROKEN = 3;

    private ItemCodec() {}

    static void pack(Item item, Packer out) {
        out.text(item.id());
        out.text(item.place());
        out.text(item.name());
        out.number(item.size());
        out.text(item.checksum());
        out.instant(item.created());
        out.instant(item.modified());
        if (item.content() instanceof Content.Dataset dataset) {
            out.octet(DATASET);
            EntryCodec.pack(dataset.entry(), out);
        } else if (item.content() instanceof Content.Foreign foreign) {
            out.octet(foreign.facts().isPresent() ? KNOWN_FOREIGN : FOREIGN);
            foreign.facts().ifPresent(facts -> pack(facts, out));
        } else if (item.content() instanceof Content.Broken broken) {
            out.octet(BROKEN);
            out.text(broken.reason());
        }
    }

    static String unpackId(Unpacker in) throws UnusableFileException {
        return in.text();
    }

    /** The entry of an item that has one. */
    static Entry unpackEntry(Unpacker in) throws UnusableFileException {
        if (!toEntry(in)) {
            throw new UnusableFileException("holds no entry where one should be");
        }
        return EntryCodec.unpack(in);
    }

    /** What comes first of the entry of an item that has one. */
    static Optional<EntryCodec.Head> unpackHead(Unpacker in) throws UnusableFileException {
        return toEntry(in) ? Optional.of(EntryCodec.head(in)) : Optional.empty();
    }

    private static boolean toEntry(Unpacker in) throws UnusableFileException {
        in.skip(in.length());
        in.skip(in.length());
        in.skip(in.length());
        in.number();
        in.skip(in.length());
        in.instant();
        in.instant();
        return in.octet() == DATASET;
    }

    static Item unpack(Unpacker in) throws UnusableFileException {
        String id = in.text();
        String place = in.text();
        String name = in.text();
        long size = in.number();
        String checksum = in.text();
        Instant created = in.instant();
        Instant modified = in.instant();
        return new Item(id, place, name, size, checksum, created, modified, content(in));
    }

    private static Content content(Unpacker in) throws UnusableFileException {
        int kind = in.octet();
        return switch (kind) {
            case DATASET -> new Content.Dataset(EntryCodec.unpack(in));
            case FOREIGN -> new Content.Foreign(Optional.empty());
            case KNOWN_FOREIGN -> new Content.Foreign(Optional.of(facts(in)));
            case BROKEN -> new Content.Broken(in.text());
            default -> throw new UnusableFileException("holds an item of the unknown kind " + kind);
        };
    }

    private static void pack(TorrentFacts facts, Packer out) {
        out.text(facts.name());
        out.number(facts.bytes());
        out.number(facts.files());
        out.text(facts.infohashV1().map(InfoHash::hex).orElse(""));
        out.text(facts.infohashV2().map(InfoHash::hex).orElse(""));
    }

    private static TorrentFacts facts(Unpacker in) throws UnusableFileException {
        try {
            return new TorrentFacts(in.text(), in.number(), in.number(), infoHash(in.text()), infoHash(in.text()));
        } catch (IllegalArgumentException e) {
            throw Unpacker.damaged(e);
        }
    }

    private static Optional<InfoHash> infoHash(String hex) {
        return hex.isEmpty() ? Optional.empty() : Optional.of(new InfoHash(hex));
    }
}
