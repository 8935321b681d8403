package org.seedbank.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.seedbank.integrity.torrent.Metainfo;

/** What every catalog does for those who read it, also where it cannot be written. */
public interface ReadingContract {

    /** One dataset after another, in this order. */
    SampleDataset FIRST = SampleDataset.number(1);

    /** The one after the first. */
    SampleDataset SECOND = SampleDataset.number(2);

    /** A catalog that nobody else uses, with these datasets, published in this order. */
    Catalog with(SampleDataset... datasets) throws Exception;

    @Test
    default void an_empty_catalog_lists_nothing() throws Exception {
        Listing listing = with().list();

        assertThat(listing.entries()).isEmpty();
        assertThat(listing.warnings()).isEmpty();
    }

    @Test
    default void a_listing_says_which_catalog_it_is_of() throws Exception {
        Catalog catalog = with();

        assertThat(catalog.list().catalog()).isEqualTo(catalog.uri());
    }

    @Test
    default void entries_are_listed_as_they_were_published_in_that_order() throws Exception {
        Listing listing = with(SECOND, FIRST).list();

        assertThat(listing.entries())
                .extracting(each ->
                        each.entry().toBuilder().published(null).serial(null).build())
                .containsExactly(SECOND.draft(), FIRST.draft());
        assertThat(listing.entries()).extracting(Listed::serial).containsExactly(1, 2);
    }

    @Test
    default void every_freshness_shows_the_same_when_nothing_changes() throws Exception {
        Catalog catalog = with(FIRST, SECOND);
        Listing now = catalog.list(Freshness.NOW);

        for (Freshness freshness : Freshness.values()) {
            assertThat(catalog.list(freshness).entries()).as("%s", freshness).isEqualTo(now.entries());
        }
    }

    @Test
    default void the_torrent_comes_back_with_the_entry_and_its_serial_beside_it() throws Exception {
        Catalog catalog = with(FIRST, SECOND);

        for (SampleDataset dataset : List.of(FIRST, SECOND)) {
            Entry entry =
                    catalog.list().byDigest(dataset.digest()).orElseThrow().entry();
            Metainfo torrent = Metainfo.parse(catalog.torrent(dataset.digest()));
            EntryCheck.requireAgreement(entry, torrent);
            assertThat(Entry.parse(torrent.entryJson().orElseThrow())).isEqualTo(entry);
        }
    }

    @Test
    default void an_unknown_dataset_has_no_torrent() throws Exception {
        Catalog catalog = with(FIRST);

        assertThatThrownBy(() -> catalog.torrent(SECOND.digest())).isInstanceOf(CatalogException.UnknownDataset.class);
    }

    @Test
    default void an_interrupted_thread_reads_nothing() throws Exception {
        Catalog catalog = with(FIRST);

        assertThat(interrupted(() -> catalog.list(Freshness.NOW))).isInstanceOf(InterruptedException.class);
        assertThat(interrupted(() -> catalog.torrent(FIRST.digest()))).isInstanceOf(InterruptedException.class);
        assertThat(catalog.list().entries()).hasSize(1);
    }

    /** What a call does in a thread that was interrupted just before; null when it goes through. */
    static Throwable interrupted(ThrowingCallable call) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(
                () -> {
                    Thread.currentThread().interrupt();
                    thrown.set(catchThrowable(call));
                },
                "interrupted");
        thread.start();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
        return thrown.get();
    }
}
