package org.seedbank.catalog.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.serials.Claim;
import org.seedbank.catalog.serials.Numbering;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.catalog.serials.SerialMemory;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/** More entries than are read at a time. */
final class LargeIndexTest {

    private static final int COUNT = 1_234;

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock(Items.NOON);
    private final FakeRemote remote = new FakeRemote(clock);

    private Listing listing() throws InterruptedException {
        for (int i = 0; i < COUNT; i++) {
            remote.hold(Items.dataset("%06x".formatted(i), entry(i), Items.NOON));
        }
        return new LocalIndex(folder, remote, clock).list(Freshness.RECENT);
    }

    private static Entry entry(int number) {
        return Items.entry("%06x".formatted(number), "Soil " + number)
                .description(number % 2 == 0 ? "Pedología aplicada" : "土壤深度")
                .published(Items.NOON.plusSeconds(number))
                .build();
    }

    @Test
    void all_are_listed_once_in_the_order_of_their_serials() throws Exception {
        List<Listed> entries = listing().entries();

        assertThat(entries).hasSize(COUNT);
        Set<Sha256> seen = new HashSet<>();
        int serial = 0;
        for (Listed each : entries) {
            assertThat(each.serial()).isEqualTo(++serial);
            assertThat(seen.add(each.entry().digest())).isTrue();
        }
        assertThat(entries.get(3).entry()).isEqualTo(entry(3));
    }

    @Test
    void words_are_found_by_their_beginnings_whatever_their_accents_and_case() throws Exception {
        Listing listing = listing();

        assertThat(listing.matching("PEDOLOGIA soil")).hasSize(COUNT / 2);
        assertThat(listing.matching("pedo")).hasSize(COUNT / 2);
        assertThat(listing.matching("dología")).isEmpty();
        assertThat(listing.matching("深度")).hasSize(COUNT / 2);
        assertThat(listing.matching("soil 1233")).extracting(Listed::serial).containsExactly(1234);
        assertThat(listing.matching("0004d1")).extracting(Listed::serial).containsExactly(1234);
        assertThat(listing.matching("\"soil OR NEAR(")).isEmpty();
        assertThat(listing.matching("soil ".repeat(5_000))).hasSize(COUNT);
    }

    @Test
    void one_is_found_by_what_it_is_called() throws Exception {
        Listing listing = listing();

        assertThat(listing.require("1234").entry()).isEqualTo(entry(1233));
        assertThat(listing.require("0004d1").serial()).isEqualTo(1234);
        assertThat(listing.byDigest(Items.digest("0004d1"))).isPresent();
        assertThat(listing.byInfoHash(new InfoHash("c".repeat(40))))
                .map(Listed::serial)
                .contains(1);
        assertThat(listing.highest()).isEqualTo(COUNT);
    }

    @Test
    void what_earlier_versions_kept_is_taken_over_once_and_deleted() throws Exception {
        Path serials = folder.resolve("serials");
        Claim lost = new Claim(Items.digest("ffffff"), Items.NOON, Optional.of(Serial.of(700)));
        Numbering.of(List.of(lost), List.of(), SerialMemory.in(serials));
        Path snapshot = Files.writeString(folder.resolve("snapshot"), "packed");
        remote.hold(Items.dataset("aaaaaa", "Soil"));
        IndexFiles files =
                new IndexFiles(folder.resolve("catalogs.db"), folder.resolve("native"), folder, Optional.of(serials));

        Listing listing = new LocalIndex(files, remote, clock).list(Freshness.RECENT);

        assertThat(listing.highest()).isEqualTo(700);
        assertThat(listing.stamp(Items.entry("ffffff", "Lost").build(), Items.NOON, 0)
                        .serial())
                .contains(Serial.of(700));
        assertThat(serials).doesNotExist();
        assertThat(snapshot).doesNotExist();
    }
}
