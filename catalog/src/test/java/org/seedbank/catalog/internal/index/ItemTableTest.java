package org.seedbank.catalog.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.TorrentFacts;
import org.seedbank.catalog.Withdrawal;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.database.Database;
import org.seedbank.integrity.torrent.InfoHash;

/** Items go into the table and come out as they were, whatever was there before. */
final class ItemTableTest {

    private static Database empty() throws InterruptedException {
        IndexFiles nowhere = IndexFiles.in(Path.of("target/no-index").toAbsolutePath());
        return Database.openInMemory(nowhere.settings());
    }

    private static GatheredItems gathered(Database database, Collection<Item> items) {
        GatheredItems gathered = new GatheredItems(database, FakeRemote.URI_OF_IT);
        items.forEach(gathered::put);
        gathered.write();
        return gathered;
    }

    private static List<Item> all(Connection connection) throws SQLException {
        return Rows.list(connection, "SELECT " + ItemRow.ALL + " FROM item ORDER BY key", ItemRow::item);
    }

    /** The items, those that count by their serials, and the words that are found of each. */
    private static List<Object> state(Database database) throws InterruptedException {
        return database.read(connection -> List.of(
                all(connection),
                Rows.list(
                        connection,
                        "SELECT key, listed.number FROM listed JOIN item ON id = item ORDER BY listed.number",
                        row -> row.getString(1) + " " + row.getInt(2)),
                Rows.list(
                        connection,
                        "SELECT key FROM word JOIN item ON id = word.rowid WHERE word MATCH 'title*' ORDER BY key",
                        row -> row.getString(1))));
    }

    /** The same as taking everything in anew, which forgets nothing and numbers all. */
    @Property(tries = 100)
    void a_change_is_as_good_as_all_anew(
            @ForAll("items") List<Item> known, @ForAll("items") List<Item> put, @ForAll("ids") Set<String> removed)
            throws Exception {
        Map<String, Item> expected = byId(known);
        expected.keySet().removeAll(removed);
        expected.putAll(byId(put));
        try (Database anew = empty();
                Database changed = empty()) {
            gathered(anew, expected.values());
            anew.write(connection -> {
                long catalog = CatalogTable.make(connection, FakeRemote.URI_OF_IT);
                ItemTable.replaceAll(connection, catalog, Items.NOON);
                Renumbering.run(connection, catalog);
            });

            gathered(changed, known);
            changed.write(connection ->
                    ItemTable.replaceAll(connection, CatalogTable.make(connection, FakeRemote.URI_OF_IT), Items.NOON));
            List<Object> before = state(changed);
            gathered(changed, put);
            boolean different = changed.<Boolean, RuntimeException>writeAndGet(connection -> {
                boolean result = ItemTable.change(connection, 1, removed);
                Renumbering.run(connection, 1);
                return result;
            });

            assertThat(state(changed)).isEqualTo(state(anew));
            assertThat(different).isEqualTo(!before.get(0).equals(state(changed).get(0)));
        }
    }

    private static Map<String, Item> byId(Collection<Item> items) {
        Map<String, Item> byId = new LinkedHashMap<>();
        items.forEach(item -> byId.put(item.id(), item));
        return byId;
    }

    @Property(tries = 100)
    void reading_undoes_writing(@ForAll("anything") Item item) throws Exception {
        try (Database database = empty()) {
            assertThat(gathered(database, List.of(item)).all()).containsExactly(item);
        }
    }

    @Provide
    Arbitrary<List<Item>> items() {
        Arbitrary<Item> datasets = Combinators.combine(
                        oneId(),
                        Arbitraries.of("aaaaaa", "bbbbbb", "cccccc"),
                        Arbitraries.integers().between(0, 2))
                .as((id, digest, second) -> Items.dataset(
                        id,
                        Items.entry(digest, "Title")
                                .published(Items.NOON.plusSeconds(second))
                                .build(),
                        Items.NOON));
        Arbitrary<Item> others =
                Combinators.combine(oneId(), Arbitraries.of("x", "y")).as(Items::foreign);
        return Arbitraries.oneOf(datasets, others)
                .list()
                .uniqueElements(Item::id)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<Set<String>> ids() {
        return oneId().set().ofMaxSize(4);
    }

    private static Arbitrary<String> oneId() {
        return Arbitraries.strings().withCharRange('a', 'l').ofLength(1);
    }

    @Provide
    Arbitrary<Item> anything() {
        Arbitrary<String> text = Arbitraries.strings()
                .withChars("a\n\0 é\u202e\u001f,\"")
                .ofMinLength(1)
                .ofMaxLength(5)
                .map(each -> "x" + each);
        Arbitrary<Entry> entries = Combinators.combine(
                        text, text.list().ofMaxSize(3), Arbitraries.integers().between(0, 15))
                .as(ItemTableTest::entry);
        Arbitrary<Content> contents = Arbitraries.oneOf(
                entries.map(Content.Dataset::new),
                text.map(Content.Broken::new),
                text.map(name -> new Content.Foreign(Optional.of(
                        new TorrentFacts(name, 7, 2, Optional.empty(), Optional.of(new InfoHash("b".repeat(64))))))),
                Arbitraries.just(new Content.Foreign(Optional.empty())));
        return Combinators.combine(
                        text, text, contents, Arbitraries.longs().between(-62_135_596_800_000L, 253_402_300_799_999L))
                .as((id, name, content, millis) -> new Item(
                        id,
                        name,
                        name,
                        3,
                        "",
                        Instant.ofEpochMilli(millis),
                        Instant.ofEpochMilli(-millis / 2),
                        content));
    }

    /** An entry in which each bit decides of some of its fields. */
    private static Entry entry(String text, List<String> names, int bits) {
        return Items.entry("abcdef", text)
                .description(text)
                .creators(names)
                .keywords((bits & 1) == 0 ? names : List.of())
                .license((bits & 1) == 0 ? "CC-BY-4.0" : null)
                .doi((bits & 2) == 0 ? "10.5281/zenodo.1234" : null)
                .version((bits & 2) == 0 ? text : null)
                .supersedes((bits & 4) == 0 ? Items.digest("bbbbbb") : null)
                .infohashV2((bits & 4) == 0 ? new InfoHash("d".repeat(64)) : null)
                .serial((bits & 8) == 0 ? Serial.of(12, "b") : null)
                .published(Instant.ofEpochSecond(bits % 3 == 0 ? -1 : 253_402_300_799L, 999_999_999))
                .withdrawn((bits & 8) != 0)
                .withdrawal(bits == 9 ? new Withdrawal(Optional.of(text), Optional.empty()) : Withdrawal.NONE)
                .build();
    }
}
