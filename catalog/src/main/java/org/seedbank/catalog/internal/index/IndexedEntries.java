package org.seedbank.catalog.internal.index;

import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.ListedEntries;
import org.seedbank.catalog.TextSearch;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/** Describes what is known of one remote catalog, read as it is asked for. */
final class IndexedEntries implements ListedEntries {

    private static final String OURS = "catalog = (SELECT id FROM catalog WHERE uri = ?)";
    private static final String ORDER = " ORDER BY number, letter";

    private final IndexDatabase database;
    private final String catalog;

    IndexedEntries(IndexDatabase database, URI catalog) {
        this.database = database;
        this.catalog = catalog.toString();
    }

    /** Something read from the tables. */
    @FunctionalInterface
    private interface Question<T> {
        T of(Connection connection) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        return database.useUninterruptibly(opened -> opened.readUninterruptibly(question::of));
    }

    private List<Listed> list(String query, Object... values) {
        long[] items = ask(connection -> {
            LongStream.Builder found = LongStream.builder();
            Rows.each(connection, query, row -> found.add(row.getLong(1)), values);
            return found.build().toArray();
        });
        return new PagedEntries(items, page -> ask(connection -> EntryRows.read(connection, page)));
    }

    @Override
    public List<Listed> all() {
        return list("SELECT item FROM listed WHERE " + OURS + ORDER, catalog);
    }

    @Override
    public List<Listed> matching(TextSearch search) {
        String words = search.words().stream().map(word -> "\"" + word + "\" *").collect(Collectors.joining(" AND "));
        return list(
                "SELECT item FROM word JOIN listed ON item = word.rowid WHERE word MATCH ? AND " + OURS + ORDER,
                words,
                catalog);
    }

    @Override
    public Optional<Listed> bySerial(Serial serial) {
        return list(
                        "SELECT item FROM listed WHERE " + OURS + " AND number = ? AND letter = ?",
                        catalog,
                        serial.number(),
                        serial.place())
                .stream()
                .findFirst();
    }

    @Override
    public Optional<Listed> byDigest(Sha256 digest) {
        return list(
                        "SELECT item FROM listed WHERE " + OURS + " AND item IN (SELECT id FROM item WHERE digest = ?)",
                        catalog,
                        digest.bytes())
                .stream()
                .findFirst();
    }

    @Override
    public List<Listed> byHash(String hex) {
        int missing = 2 * Sha256.BYTES - hex.length();
        byte[] hash = InfoHash.isInfoHash(hex) ? new InfoHash(hex).bytes() : null;
        return list(
                "SELECT item FROM listed WHERE " + OURS
                        + " AND item IN (SELECT id FROM item WHERE digest BETWEEN ? AND ?"
                        + " UNION SELECT id FROM item WHERE infohash_v1 = ?"
                        + " UNION SELECT id FROM item WHERE infohash_v2 = ?)" + ORDER,
                catalog,
                new Sha256(hex + "0".repeat(missing)).bytes(),
                new Sha256(hex + "f".repeat(missing)).bytes(),
                hash,
                hash);
    }

    @Override
    public int highest() {
        return ask(connection -> Rows.first(
                        connection, "SELECT highest FROM catalog WHERE uri = ?", row -> row.getInt(1), catalog)
                .orElse(0));
    }

    @Override
    public Set<Sha256> formerly(Serial serial) {
        return Set.copyOf(ask(connection -> Rows.list(
                connection,
                "SELECT digest FROM former WHERE " + OURS + " AND number = ? AND letter = ?",
                row -> Sha256.of(row.getBytes(1)),
                catalog,
                serial.number(),
                serial.place())));
    }

    @Override
    public boolean isGone(Serial serial) {
        return ask(connection -> Rows.first(
                        connection,
                        "SELECT 1 FROM former WHERE " + OURS + " AND number = ? AND letter = ? AND gone = 1",
                        row -> true,
                        catalog,
                        serial.number(),
                        serial.place()))
                .isPresent();
    }

    @Override
    public Optional<Serial> lost(Sha256 digest) {
        return ask(connection -> Rows.first(
                connection,
                "SELECT number, letter FROM lost WHERE " + OURS + " AND digest = ?",
                row -> new Serial(row.getInt(1), row.getInt(2)),
                catalog,
                digest.bytes()));
    }

    @Override
    public List<CatalogWarning> warnings() {
        return ask(connection -> Rows.list(
                connection,
                "SELECT name, key, title, NULL FROM item WHERE kind > 0 AND kind = " + ItemRow.BROKEN + " AND " + OURS
                        + " UNION ALL SELECT name, key, title, digest FROM item"
                        + " WHERE id IN (SELECT item FROM twice WHERE " + OURS + ") ORDER BY 1, 2",
                IndexedEntries::warning,
                catalog,
                catalog));
    }

    private static CatalogWarning warning(ResultSet row) throws SQLException {
        byte[] digest = row.getBytes(4);
        return digest == null
                ? new CatalogWarning(row.getString(1), row.getString(3))
                : CatalogWarning.twice(Sha256.of(digest));
    }

    @Override
    public List<ForeignTorrent> foreign() {
        return ask(connection -> Rows.list(
                connection,
                "SELECT " + ItemRow.ALL + " FROM item WHERE kind > 0 AND kind = " + ItemRow.FOREIGN + " AND " + OURS
                        + " ORDER BY name, key",
                IndexedEntries::foreign,
                catalog));
    }

    private static ForeignTorrent foreign(ResultSet row) throws SQLException {
        Item item = ItemRow.item(row);
        return new ForeignTorrent(item.id(), item.name(), item.created(), ((Content.Foreign) item.content()).facts());
    }
}
