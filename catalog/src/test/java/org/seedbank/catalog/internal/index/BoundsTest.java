package org.seedbank.catalog.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;

final class BoundsTest {

    private static List<Item> applied(List<Item> items) throws InterruptedException {
        return Items.gathered(items).all();
    }

    @Test
    void what_is_usual_stays_as_it_is() throws Exception {
        List<Item> items = List.of(Items.dataset("aaaaaa", "Soil\u0007"), Items.foreign("f", "x".repeat(1_000)));

        assertThat(applied(items)).isEqualTo(items);
    }

    @Test
    void a_long_name_or_reason_is_cut_and_not_in_the_middle_of_a_character() throws Exception {
        Item cut = applied(List.of(Items.broken("b", "🜁".repeat(600), "x".repeat(2_000))))
                .get(0);

        assertThat(cut.name()).isEqualTo("🜁".repeat(499) + "…");
        assertThat(cut.content()).isEqualTo(new Content.Broken("x".repeat(999) + "…"));
    }

    @Test
    void an_entry_larger_than_an_entry_may_be_is_broken() throws Exception {
        Entry giant = Items.entry("aaaaaa", "Soil")
                .creators(Collections.nCopies(2_000, "n".repeat(1_000)))
                .build();

        assertThat(applied(List.of(Items.dataset("a", giant, Items.NOON)))
                        .get(0)
                        .content())
                .isEqualTo(new Content.Broken("has an entry of more than 1048576 bytes"));
    }

    @Test
    void an_entry_without_a_time_of_publication_is_broken() throws Exception {
        Entry draft = Items.entry("aaaaaa", "Soil").published(null).build();

        assertThat(applied(List.of(Items.dataset("a", draft, Items.NOON)))
                        .get(0)
                        .content())
                .isEqualTo(new Content.Broken("has an entry without a time of publication"));
    }

    @Test
    void a_server_that_calls_things_by_very_long_names_is_not_listed() {
        assertThatThrownBy(() -> applied(List.of(Items.foreign("i".repeat(1_001), "name"))))
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessageContaining("its server calls something by more than 1000 characters");
    }

    @Test
    void more_than_a_million_things_or_than_the_heap_has_room_for_are_not_listed() {
        Bounds bounds = new Bounds(FakeRemote.URI_OF_IT);
        int most = (int) Math.min(1_000_000, Runtime.getRuntime().maxMemory() / 1_200);

        bounds.count(most);
        assertThatThrownBy(() -> bounds.count(most + 1))
                .isInstanceOfSatisfying(CatalogException.Unreachable.class, e -> assertThat(e.isRefused())
                        .isTrue())
                .hasMessageContaining("it holds %d things, at most %d are listed", most + 1, most);
    }
}
