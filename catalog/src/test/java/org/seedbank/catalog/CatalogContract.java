package org.seedbank.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;

/** What every catalog that can be written does, wherever it is kept, besides what all of them do. */
public interface CatalogContract extends ReadingContract {

    /** A catalog without entries that nobody else uses; each call gives another one or empties the last. */
    Catalog emptyCatalog();

    @Override
    default Catalog with(SampleDataset... datasets) throws Exception {
        Catalog catalog = emptyCatalog();
        for (SampleDataset dataset : datasets) {
            post(catalog, dataset);
        }
        return catalog;
    }

    /** Posts what needs no look at the answer. */
    private static Posted post(Catalog catalog, SampleDataset dataset) throws InterruptedException {
        return catalog.post(dataset.draft(), dataset.metainfo());
    }

    @Test
    default void a_posted_dataset_is_listed_under_serial_1() throws InterruptedException {
        Catalog catalog = emptyCatalog();

        Posted posted = post(catalog, FIRST);

        assertThat(posted.alreadyThere()).isFalse();
        assertThat(posted.listed().serial()).isEqualTo(1);
        assertThat(catalog.list().entries()).containsExactly(posted.listed());
        assertThat(posted.listed().entry())
                .isEqualTo(FIRST.draft().toBuilder()
                        .published(posted.listed().published())
                        .serial(Serial.of(1))
                        .build());
    }

    @Test
    default void serials_follow_the_order_of_posting() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        for (int number = 1; number <= 12; number++) {
            assertThat(post(catalog, SampleDataset.number(number)).listed().serial())
                    .isEqualTo(number);
        }

        List<Sha256> listed = catalog.list().entries().stream()
                .map(each -> each.entry().digest())
                .toList();

        assertThat(listed).hasSize(12).startsWith(FIRST.digest(), SECOND.digest());
    }

    @Test
    default void a_post_is_published_by_the_clock_whatever_the_draft_says() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Entry early = FIRST.draft().toBuilder()
                .published(Instant.EPOCH)
                .serial(Serial.of(7))
                .build();

        Posted posted = catalog.post(early, FIRST.metainfo());

        assertThat(posted.listed().published()).isBetween(before, Instant.now());
        assertThat(posted.listed().reference()).isEqualTo("1");
    }

    @Test
    default void what_is_said_of_an_entry_moves_no_serial() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        post(catalog, FIRST);
        post(catalog, SECOND);

        catalog.describe(FIRST.digest(), entry -> entry.title("Another title"));
        catalog.withdraw(FIRST.digest());

        assertThat(catalog.list().entries()).extracting(Listed::reference).containsExactly("1", "2");
        assertThat(catalog.list().require("1").entry().digest()).isEqualTo(FIRST.digest());
    }

    @Test
    default void a_description_cannot_change_the_serial() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        post(catalog, FIRST);

        assertThatThrownBy(() -> catalog.describe(FIRST.digest(), entry -> entry.serial(Serial.of(9))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void posting_a_dataset_again_changes_nothing_and_says_so() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        Posted first = post(catalog, FIRST);
        Entry retold =
                FIRST.draft().toBuilder().description("now with more words").build();
        post(catalog, SECOND);

        Posted again = catalog.post(retold, FIRST.metainfo());

        assertThat(again.alreadyThere()).isTrue();
        assertThat(again.listed()).isEqualTo(first.listed());
        assertThat(catalog.list().entries()).hasSize(2).startsWith(first.listed());
    }

    @Test
    default void a_torrent_that_is_not_the_drafts_is_refused() throws InterruptedException {
        Catalog catalog = emptyCatalog();

        assertThatThrownBy(() -> catalog.post(FIRST.draft(), SECOND.metainfo()))
                .isInstanceOf(CatalogException.TorrentMismatch.class)
                .hasMessageContaining(FIRST.digest().hex())
                .hasMessageContaining(SECOND.digest().hex());
        assertThat(catalog.list().entries()).isEmpty();
    }

    @Test
    default void a_withdrawn_dataset_stays_under_its_serial_with_its_torrent() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        post(catalog, FIRST);
        Posted second = post(catalog, SECOND);

        Entry withdrawn = catalog.withdraw(FIRST.digest());

        assertThat(withdrawn.withdrawn()).isTrue();
        assertThat(catalog.list().entries()).containsExactly(new Listed(1, withdrawn), second.listed());
        assertThat(Metainfo.parse(catalog.torrent(FIRST.digest())).infoHashV1()).isEqualTo(withdrawn.infohashV1());
    }

    @Test
    default void withdrawing_again_changes_nothing() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        post(catalog, FIRST);

        assertThat(catalog.withdraw(FIRST.digest())).isEqualTo(catalog.withdraw(FIRST.digest()));
    }

    @Test
    default void why_it_was_withdrawn_and_what_takes_its_place_are_listed() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        post(catalog, FIRST);
        post(catalog, SECOND);
        Withdrawal why = new Withdrawal(Optional.of("The units are wrong: °F, not °C."), Optional.of(SECOND.digest()));

        catalog.withdraw(FIRST.digest(), why);
        catalog.withdraw(FIRST.digest());

        assertThat(catalog.list().require("1").entry().withdrawal()).isEqualTo(why);
    }

    @Test
    default void each_change_to_an_entry_has_its_moment_and_a_withdrawal_keeps_its_own() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        Instant published = post(catalog, FIRST).listed().published();

        Entry described = catalog.describe(FIRST.digest(), entry -> entry.title("Another title"));
        Entry withdrawn = catalog.withdraw(FIRST.digest());
        Entry explained =
                catalog.withdraw(FIRST.digest(), new Withdrawal(Optional.of("wrong units"), Optional.empty()));
        Entry again = catalog.withdraw(FIRST.digest());

        assertThat(described.modified().orElseThrow()).isAfter(published);
        assertThat(described.withdrawnAt()).isEmpty();
        assertThat(withdrawn.modified().orElseThrow())
                .isAfter(described.modified().orElseThrow());
        assertThat(withdrawn.withdrawnAt()).isEqualTo(withdrawn.modified());
        assertThat(explained.modified().orElseThrow())
                .isAfter(withdrawn.modified().orElseThrow());
        assertThat(explained.withdrawnAt()).isEqualTo(withdrawn.withdrawnAt());
        assertThat(again).isEqualTo(explained);
        assertThat(catalog.list().require("1").entry()).isEqualTo(explained);
    }

    @Test
    default void two_versions_are_tied_to_each_other_and_both_stand() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        post(catalog, FIRST);
        catalog.post(SECOND.draft().toBuilder().supersedes(FIRST.digest()).build(), SECOND.metainfo());

        catalog.edit(FIRST.digest(), new EditionChange() {
            @Override
            public Entry entry(Entry now) {
                return now.describedBy(entry -> entry.supersededBy(SECOND.digest()));
            }

            @Override
            public Metainfo torrent(Metainfo now) {
                return now;
            }
        });

        Entry older = catalog.list().require("1").entry();
        assertThat(older.supersededBy()).contains(SECOND.digest());
        assertThat(older.withdrawn()).isFalse();
        assertThat(catalog.list().require("2").entry().supersedes()).contains(FIRST.digest());
        assertThat(catalog.list().versions().newest(FIRST.digest()).map(Versions.Version::digest))
                .contains(SECOND.digest());
        assertThat(Metainfo.parse(catalog.torrent(FIRST.digest())).infoHashV1())
                .isEqualTo(FIRST.metainfo().infoHashV1());
    }

    @Test
    default void posting_a_withdrawn_dataset_leaves_it_withdrawn() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        post(catalog, FIRST);
        Entry withdrawn = catalog.withdraw(FIRST.digest());

        Posted again = post(catalog, FIRST);

        assertThat(again).isEqualTo(new Posted(new Listed(1, withdrawn), true));
    }

    @Test
    default void a_withdrawn_draft_is_a_mistake_of_the_caller() {
        Entry draft = FIRST.draft().toBuilder().withdrawn(true).build();

        assertThatThrownBy(() -> emptyCatalog().post(draft, FIRST.metainfo()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void a_new_description_replaces_the_old_one_in_place() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        post(catalog, FIRST);
        post(catalog, SECOND);

        Entry described = catalog.describe(
                FIRST.digest(), entry -> entry.title("Soil depth 1999").keywords(List.of("soil")));

        assertThat(described.title()).isEqualTo("Soil depth 1999");
        assertThat(catalog.list().bySerial(1)).contains(new Listed(1, described));
    }

    /** An edit that adds a tracker, and says something else of the dataset. */
    private static EditionChange adding(String tracker, String title) {
        return new EditionChange() {
            @Override
            public Entry entry(Entry now) {
                return now.describedBy(entry -> entry.title(title));
            }

            @Override
            public Metainfo torrent(Metainfo now) {
                List<List<String>> tiers = new ArrayList<>(now.trackerTiers());
                if (!now.trackers().contains(tracker)) {
                    tiers.add(List.of(tracker));
                }
                return now.withUrls(tiers, now.webSeeds());
            }
        };
    }

    @Test
    default void an_edit_changes_entry_and_torrent_and_neither_digest_nor_infohashes_nor_serial()
            throws InterruptedException {
        Catalog catalog = emptyCatalog();
        Posted first = post(catalog, FIRST);
        post(catalog, SECOND);
        List<String> before = FIRST.metainfo().trackers();

        Edition edited = catalog.edit(FIRST.digest(), adding("udp://192.0.2.7:6969", "Soil depth 1999"));

        Metainfo stored = Metainfo.parse(catalog.torrent(FIRST.digest()));
        Entry entry = catalog.list().require("1").entry();
        assertThat(entry).isEqualTo(edited.entry());
        assertThat(entry.title()).isEqualTo("Soil depth 1999");
        assertThat(entry.published()).contains(first.listed().published());
        assertThat(entry.edited()).isPresent();
        assertThat(entry.edited().map(moment -> moment.truncatedTo(ChronoUnit.MILLIS)))
                .isEqualTo(entry.edited());
        assertThat(stored.bytes()).isEqualTo(edited.torrent().bytes());
        assertThat(stored.trackers()).hasSize(before.size() + 1).contains("udp://192.0.2.7:6969");
        assertThat(stored.info()).isEqualTo(FIRST.metainfo().info());
        assertThat(stored.entryJson().map(Entry::parse)).contains(entry);
        assertThat(catalog.list().entries()).extracting(Listed::reference).containsExactly("1", "2");
    }

    @Test
    default void an_edit_of_what_is_so_already_changes_nothing() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        post(catalog, FIRST);
        EditionChange edit = adding("udp://192.0.2.7:6969", "Soil depth 1999");

        Edition once = catalog.edit(FIRST.digest(), edit);
        Edition twice = catalog.edit(FIRST.digest(), edit);

        assertThat(twice.entry()).isEqualTo(once.entry());
        assertThat(catalog.torrent(FIRST.digest())).isEqualTo(once.torrent().bytes());
    }

    @Test
    default void each_edit_has_a_moment_of_its_own() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        post(catalog, FIRST);

        Edition once = catalog.edit(FIRST.digest(), adding("udp://192.0.2.7:6969", "once"));
        Edition twice = catalog.edit(FIRST.digest(), adding("udp://192.0.2.8:6969", "twice"));

        assertThat(twice.entry().edited().orElseThrow())
                .isAfter(once.entry().edited().orElseThrow());
        assertThat(twice.torrent().trackers()).contains("udp://192.0.2.7:6969", "udp://192.0.2.8:6969");
    }

    @Test
    default void an_edit_that_fails_changes_nothing() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        Posted first = post(catalog, FIRST);
        byte[] before = catalog.torrent(FIRST.digest());
        EditionChange failing = new EditionChange() {
            @Override
            public Entry entry(Entry now) {
                return now.describedBy(entry -> entry.title("never seen"));
            }

            @Override
            public Metainfo torrent(Metainfo now) {
                throw new IllegalStateException("no such tracker");
            }
        };

        assertThatThrownBy(() -> catalog.edit(FIRST.digest(), failing)).hasMessage("no such tracker");
        assertThat(catalog.list().entries()).containsExactly(first.listed());
        assertThat(catalog.torrent(FIRST.digest())).isEqualTo(before);
    }

    @Test
    default void an_edit_cannot_put_another_torrent_in_the_place() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        post(catalog, FIRST);
        EditionChange swap = new EditionChange() {
            @Override
            public Entry entry(Entry now) {
                return now;
            }

            @Override
            public Metainfo torrent(Metainfo now) {
                return SECOND.metainfo();
            }
        };

        assertThatThrownBy(() -> catalog.edit(FIRST.digest(), swap)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> catalog.edit(SECOND.digest(), swap))
                .isInstanceOf(CatalogException.UnknownDataset.class);
    }

    @Test
    default void addresses_of_seeds_are_kept() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        List<HostPort> addresses = List.of(
                HostPort.parse("192.0.2.1:6881"),
                HostPort.parse("[2001:db8::1]:6881"),
                HostPort.parse("data.example.org:51413"));
        catalog.post(FIRST.draft().toBuilder().seedAddresses(addresses).build(), FIRST.metainfo());

        assertThat(catalog.list().require("1").entry().seedAddresses()).isEqualTo(addresses);
    }

    @Test
    default void a_description_cannot_change_what_was_published() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        Posted first = post(catalog, FIRST);

        assertThatThrownBy(() -> catalog.describe(FIRST.digest(), entry -> entry.bytes(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(catalog.list().entries()).containsExactly(first.listed());
    }

    @Test
    default void an_unknown_dataset_has_no_torrent_and_cannot_be_changed() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        post(catalog, FIRST);

        assertThatThrownBy(() -> catalog.torrent(SECOND.digest())).isInstanceOf(CatalogException.UnknownDataset.class);
        assertThatThrownBy(() -> catalog.withdraw(SECOND.digest())).isInstanceOf(CatalogException.UnknownDataset.class);
        assertThatThrownBy(() -> catalog.describe(SECOND.digest(), entry -> entry.title("x")))
                .isInstanceOf(CatalogException.UnknownDataset.class);
    }

    @Test
    default void an_interrupted_thread_gets_no_further() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        post(catalog, FIRST);

        assertThat(ReadingContract.interrupted(() -> post(catalog, SECOND))).isInstanceOf(InterruptedException.class);
        assertThat(ReadingContract.interrupted(catalog::list)).isInstanceOf(InterruptedException.class);
        assertThat(ReadingContract.interrupted(() -> catalog.torrent(FIRST.digest())))
                .isInstanceOf(InterruptedException.class);
        assertThat(ReadingContract.interrupted(() -> catalog.withdraw(FIRST.digest())))
                .isInstanceOf(InterruptedException.class);

        Listing after = catalog.list();
        assertThat(after.entries()).hasSize(1).noneMatch(each -> each.entry().withdrawn());
        assertThat(after.warnings()).isEmpty();
    }
}
