package org.seedbank.node.internal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.names.CatalogListener;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.CatalogSource;
import org.seedbank.catalog.names.Catalogs;

class RecentListingTest {

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong();
    private final RecentListing listings = new RecentListing(clock::get);
    private CatalogSource soil;
    private CatalogSource rain;

    @BeforeEach
    void open() {
        soil = source("soil");
        rain = source("rain");
    }

    private CatalogSource source(String name) {
        return CatalogSet.of(Map.of(name, Catalogs.in(folder.resolve(name))), CatalogListener.NONE)
                .first();
    }

    @Test
    void is_the_same_for_a_minute() throws Exception {
        var first = listings.now(soil);
        clock.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(listings.recent(soil)).isSameAs(first);

        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(listings.recent(soil)).isNotSameAs(first);
    }

    @Test
    void is_made_anew_for_who_wants_to_know_how_it_is_now() throws Exception {
        var first = listings.recent(soil);
        var second = listings.now(soil);

        assertThat(second).isNotSameAs(first);
        assertThat(listings.recent(soil)).isSameAs(second);
    }

    @Test
    void is_of_the_catalog_that_is_asked_for() throws Exception {
        listings.now(soil);
        assertThat(listings.recent(rain).catalog()).isEqualTo(rain.catalog().uri());
    }
}
