package org.seedbank.catalog.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class PackedItemsTest {

    /** The same as packing everything anew, which forgets nothing and ranks all. */
    @Property(tries = 500)
    void a_change_makes_what_would_have_been_packed_at_once(
            @ForAll("items") List<Item> known, @ForAll("items") List<Item> put, @ForAll("ids") Set<String> removed) {
        PackedItems before = PackedItems.of(known);
        Map<String, Item> expected = byId(known);
        expected.keySet().removeAll(removed);
        expected.putAll(byId(put));

        PackedItems after = before.changed(Items.gathered(put), removed);

        PackedItems anew = PackedItems.of(expected.values());
        assertThat(after).isEqualTo(anew);
        assertThat(after.ranked()).isEqualTo(anew.ranked());
        assertThat(before).isEqualTo(PackedItems.of(known));
        assertThat(after.isStill(before)).isEqualTo(anew.equals(before));
    }

    private static Map<String, Item> byId(Collection<Item> items) {
        Map<String, Item> byId = new LinkedHashMap<>();
        items.forEach(item -> byId.put(item.id(), item));
        return byId;
    }

    @Example
    void what_many_changes_leave_behind_takes_no_room_for_ever() {
        PackedItems items = PackedItems.of(List.of());
        for (int i = 0; i < 100; i++) {
            String text = i + "x".repeat(10_000);
            Item item = Items.dataset(
                    "a", Items.entry("aaaaaa", "Soil").description(text).build(), Items.NOON);
            items = items.changed(Items.gathered(item), Set.of());
        }

        assertThat(items).hasSize(1);
        assertThat(items.bytes()).isLessThan(200_000);
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
}
