package org.seedbank.catalog.internal.index;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryBuilder;
import org.seedbank.catalog.TorrentFacts;
import org.seedbank.catalog.Withdrawal;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/**
 * Items as rows: the columns that the table of items and that of gathered ones have in common. What an entry says beyond
 * the columns is kept with its JSON text, so nothing of it is lost. Reading checks every rule of an entry.
 */
final class ItemRow {

    /** The columns of an entry, which any query for entries begins with. */
    static final String ENTRY = "digest, published, published_nanos, number, letter, title, description, creators,"
            + " keywords, license, doi, version, supersedes, bytes, files, piece_length, infohash_v1, infohash_v2,"
            + " withdrawn, json";

    /** All columns. */
    static final String ALL = ENTRY + ", key, kind, place, name, size, checksum, created, modified";

    static final int DATASET = 0;
    static final int FOREIGN = 1;
    static final int BROKEN = 2;

    private static final int COUNT = 28;

    /** A mark for each column. */
    static final String MARKS = "?" + ", ?".repeat(COUNT - 1);

    private static final String BETWEEN = "\n";

    private ItemRow() {}

    static void bind(Item item, PreparedStatement row) throws SQLException {
        for (int column = 1; column <= COUNT; column++) {
            row.setNull(column, Types.NULL);
        }
        if (item.content() instanceof Content.Dataset dataset) {
            bind(dataset.entry(), row);
            row.setInt(22, DATASET);
        } else if (item.content() instanceof Content.Foreign foreign) {
            if (foreign.facts().isPresent()) {
                bind(foreign.facts().get(), row);
            }
            row.setInt(22, FOREIGN);
        } else if (item.content() instanceof Content.Broken broken) {
            row.setString(6, broken.reason());
            row.setInt(22, BROKEN);
        }
        row.setString(21, item.id());
        row.setString(23, item.place());
        row.setString(24, item.name());
        row.setLong(25, item.size());
        row.setString(26, item.checksum());
        row.setLong(27, Moments.millis(item.created()));
        row.setLong(28, Moments.millis(item.modified()));
    }

    private static void bind(Entry entry, PreparedStatement row) throws SQLException {
        Instant published = entry.published().orElseThrow();
        row.setBytes(1, entry.digest().bytes());
        row.setLong(2, published.getEpochSecond());
        row.setInt(3, published.getNano());
        if (entry.serial().isPresent()) {
            row.setInt(4, entry.serial().get().number());
            row.setInt(5, entry.serial().get().place());
        }
        bindHashes(entry.infohashV1(), entry.infohashV2(), row);
        if (needsJson(entry)) {
            row.setString(20, entry.toJson());
            return;
        }
        row.setString(6, entry.title());
        row.setString(7, entry.description());
        row.setString(8, String.join(BETWEEN, entry.creators()));
        row.setString(9, String.join(BETWEEN, entry.keywords()));
        row.setString(10, entry.license().orElse(null));
        row.setString(11, entry.doi().orElse(null));
        row.setString(12, entry.version().orElse(null));
        row.setBytes(13, entry.supersedes().map(Sha256::bytes).orElse(null));
        row.setLong(14, entry.bytes());
        row.setLong(15, entry.files());
        row.setInt(16, entry.pieceLength());
        row.setInt(19, entry.withdrawn() ? 1 : 0);
    }

    private static boolean needsJson(Entry entry) {
        return entry.isFromLaterVersion()
                || !entry.withdrawal().equals(Withdrawal.NONE)
                || !entry.seedAddresses().isEmpty()
                || entry.modified().isPresent()
                || entry.creators().stream().anyMatch(each -> each.contains(BETWEEN))
                || entry.keywords().stream().anyMatch(each -> each.contains(BETWEEN));
    }

    private static void bind(TorrentFacts facts, PreparedStatement row) throws SQLException {
        row.setString(6, facts.name());
        row.setLong(14, facts.bytes());
        row.setLong(15, facts.files());
        bindHashes(facts.infohashV1(), facts.infohashV2(), row);
    }

    private static void bindHashes(Optional<InfoHash> v1, Optional<InfoHash> v2, PreparedStatement row)
            throws SQLException {
        row.setBytes(17, v1.map(InfoHash::bytes).orElse(null));
        row.setBytes(18, v2.map(InfoHash::bytes).orElse(null));
    }

    /** The item of a row with {@link #ALL} columns. */
    static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getString(21),
                row.getString(23),
                row.getString(24),
                row.getLong(25),
                row.getString(26),
                Moments.ofMillis(row, 27),
                Moments.ofMillis(row, 28),
                content(row));
    }

    private static Content content(ResultSet row) throws SQLException {
        return switch (row.getInt(22)) {
            case DATASET -> new Content.Dataset(entry(row));
            case FOREIGN -> new Content.Foreign(facts(row));
            default -> new Content.Broken(row.getString(6));
        };
    }

    private static Optional<TorrentFacts> facts(ResultSet row) throws SQLException {
        String name = row.getString(6);
        return name == null
                ? Optional.empty()
                : Optional.of(new TorrentFacts(name, row.getLong(14), row.getLong(15), hash(row, 17), hash(row, 18)));
    }

    /** The entry of a row whose first columns are those of {@link #ENTRY}. */
    static Entry entry(ResultSet row) throws SQLException {
        String json = row.getString(20);
        if (json != null) {
            return Entry.parse(json);
        }
        int number = row.getInt(4);
        EntryBuilder entry = Entry.builder(Sha256.of(row.getBytes(1)))
                .published(Moments.ofSeconds(row, 2))
                .serial(number == 0 ? null : new Serial(number, row.getInt(5)))
                .title(row.getString(6))
                .description(row.getString(7))
                .creators(lines(row.getString(8)))
                .keywords(lines(row.getString(9)))
                .license(row.getString(10))
                .doi(row.getString(11))
                .version(row.getString(12))
                .bytes(row.getLong(14))
                .files(row.getLong(15))
                .pieceLength(row.getInt(16))
                .infohashV1(hash(row, 17).orElse(null))
                .infohashV2(hash(row, 18).orElse(null))
                .withdrawn(row.getInt(19) != 0);
        byte[] supersedes = row.getBytes(13);
        return entry.supersedes(supersedes == null ? null : Sha256.of(supersedes))
                .build();
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(BETWEEN, -1));
    }

    private static Optional<InfoHash> hash(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? Optional.empty() : Optional.of(InfoHash.of(bytes));
    }
}
