package org.seedbank.catalog.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Freshness;

/** What this program wrote to a catalog, which may show it only later. */
@Timeout(60)
final class OwnItemsTest {

    private static final Item SOIL = Items.dataset("aaaaaa", "Soil");
    private static final Item RAIN = Items.dataset("bbbbbb", "Rain");

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock(Items.NOON);
    private final FakeRemote remote = new FakeRemote(clock);

    @BeforeEach
    void begin() {
        remote.hold(SOIL);
    }

    private LocalIndex index() {
        return new LocalIndex(folder, remote, clock);
    }

    private List<String> titles(Freshness freshness) throws InterruptedException {
        return index().list(freshness).entries().stream()
                .map(each -> each.entry().title())
                .toList();
    }

    @Test
    void it_is_listed_at_once() throws Exception {
        index().list(Freshness.RECENT);
        index().put(RAIN);

        assertThat(titles(Freshness.STORED)).containsExactly("Soil", "Rain");
        assertThat(remote.asked()).containsExactly("whole");
    }

    @Test
    void it_stays_while_the_catalog_lags_and_goes_when_it_was_deleted() throws Exception {
        index().list(Freshness.RECENT);
        index().put(RAIN);

        clock.pass(Duration.ofMinutes(5));
        assertThat(titles(Freshness.NOW)).containsExactly("Soil", "Rain");
        clock.pass(Duration.ofMinutes(5));
        assertThat(titles(Freshness.WHOLE)).containsExactly("Soil", "Rain");
        clock.pass(Duration.ofMillis(1));
        assertThat(titles(Freshness.WHOLE)).containsExactly("Soil");
    }

    @Test
    void an_older_version_does_not_replace_it_and_a_newer_one_does() throws Exception {
        index().list(Freshness.RECENT);
        index().put(version("Soil 2", 2));

        clock.pass(Duration.ofMinutes(1));
        remote.hold(version("Soil 1", 1));
        assertThat(titles(Freshness.NOW)).containsExactly("Soil 2");
        clock.pass(Duration.ofMinutes(1));
        remote.hold(version("Soil 3", 3));
        assertThat(titles(Freshness.NOW)).containsExactly("Soil 3");
        clock.pass(Duration.ofMinutes(1));
        assertThat(titles(Freshness.NOW)).containsExactly("Soil 3");
    }

    private static Item version(String title, int seconds) {
        return Items.dataset("aaaaaa", Items.entry("aaaaaa", title).build(), Items.NOON.plusSeconds(seconds));
    }

    @Test
    void before_any_listing_it_is_known_but_is_no_listing() throws Exception {
        index().put(RAIN);

        assertThat(index().require(Items.digest("bbbbbb"))).isEqualTo(RAIN);
        assertThat(titles(Freshness.STORED)).isEmpty();
        assertThat(remote.asked()).isEmpty();
        assertThat(titles(Freshness.RECENT)).containsExactly("Soil", "Rain");
        assertThat(remote.asked()).containsExactly("whole");
    }
}
