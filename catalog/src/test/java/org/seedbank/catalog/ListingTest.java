package org.seedbank.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

final class ListingTest {

    private static final URI CATALOG = URI.create("dir:/data/catalog");
    private static final Instant NOON = Instant.parse("2024-05-17T12:00:00Z");

    /** A published entry whose digest begins so, with a v1 infohash made of one digit. */
    private static EntryBuilder entry(String digestPrefix, Instant published) {
        return Entry.builder(new Sha256(digestPrefix + "e".repeat(64 - digestPrefix.length())))
                .title("Untitled")
                .published(published)
                .files(1)
                .pieceLength(16384)
                .infohashV1(new InfoHash(digestPrefix.substring(0, 1).repeat(40)));
    }

    private static Listing listing(EntryBuilder... entries) {
        return Listing.of(
                CATALOG, Arrays.stream(entries).map(EntryBuilder::build).toList(), List.of());
    }

    private static List<Integer> serials(List<Listed> listed) {
        return listed.stream().map(Listed::serial).toList();
    }

    @Test
    void serials_rank_by_publication_and_then_digest() {
        Listing listing = listing(entry("c0ffee", NOON), entry("abcdef", NOON.plusSeconds(1)), entry("aaaaaa", NOON));

        assertThat(listing.entries())
                .extracting(each -> each.entry().digest().hex().substring(0, 6))
                .containsExactly("aaaaaa", "c0ffee", "abcdef");
        assertThat(serials(listing.entries())).containsExactly(1, 2, 3);
    }

    @Test
    void of_two_entries_for_one_dataset_the_older_counts() {
        Listing listing = listing(
                entry("c0ffee", NOON.plusSeconds(1)).title("copy"),
                entry("c0ffee", NOON).title("original"));

        assertThat(listing.entries()).extracting(each -> each.entry().title()).containsExactly("original");
        assertThat(listing.warnings())
                .containsExactly(
                        new CatalogWarning("c0ffee" + "e".repeat(58), "is listed twice; the older entry counts"));
    }

    @Test
    void a_draft_cannot_be_listed() {
        assertThatThrownBy(() -> listing(entry("c0ffee", null))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void finds_by_serial_digest_prefix_and_infohash() {
        Listing listing = listing(entry("abcdef", NOON), entry("c0ffee", NOON.plusSeconds(1)));
        Listed second = listing.entries().get(1);
        Lookup found = new Lookup.One(second);

        assertThat(listing.find("2")).isEqualTo(found);
        assertThat(listing.find(second.entry().digest().hex())).isEqualTo(found);
        assertThat(listing.find("c0ffee")).isEqualTo(found);
        assertThat(listing.find("C0FFEEE")).isEqualTo(found);
        assertThat(listing.find("c".repeat(40))).isEqualTo(found);
        assertThat(listing.bySerial(2)).contains(second);
        assertThat(listing.byDigest(second.entry().digest())).contains(second);
        assertThat(listing.byInfoHash(new InfoHash("c".repeat(40)))).contains(second);
    }

    @Test
    void finds_by_v2_infohash() {
        Listing listing = listing(entry("abcdef", NOON).infohashV2(new InfoHash("9".repeat(64))));

        assertThat(listing.find("9".repeat(64)))
                .isEqualTo(new Lookup.One(listing.entries().get(0)));
        assertThat(listing.byInfoHash(new InfoHash("9".repeat(64)))).isPresent();
    }

    @Test
    void finds_withdrawn_entries_and_says_so() {
        Listing listing = listing(entry("abcdef", NOON).withdrawn(true));

        assertThat(listing.require("1").entry().withdrawn()).isTrue();
        assertThat(listing.require("abcdef").entry().withdrawn()).isTrue();
    }

    @Test
    void finds_nothing_for_what_is_not_there() {
        Listing listing = listing(entry("abcdef", NOON));

        for (String reference : List.of(
                "", "0", "2", "-1", "abcde", "abcdee", "soil", "abcdeg", "1 ", "999999999", "9999999999", "٣")) {
            assertThat(listing.find(reference)).as(reference).isEqualTo(new Lookup.None());
        }
        assertThatThrownBy(() -> listing.require("abcde"))
                .isInstanceOf(CatalogException.UnknownDataset.class)
                .hasMessage("catalog 'dir:/data/catalog' has no dataset 'abcde'")
                .extracting(e -> ((CatalogException) e).remedy())
                .isEqualTo("list the catalog and use a serial number, or at least 6 digits of a digest");
    }

    @Test
    void shows_a_few_candidates_for_an_ambiguous_prefix() {
        EntryBuilder[] entries = new EntryBuilder[7];
        Arrays.setAll(entries, i -> entry("c0ffee" + i, NOON.plusSeconds(i)));
        Listing listing = listing(entries);

        Lookup found = listing.find("c0ffee");

        assertThat(found).isEqualTo(new Lookup.Ambiguous(listing.entries().subList(0, 5), 7));
        assertThatThrownBy(() -> listing.require("c0ffee"))
                .isInstanceOf(CatalogException.AmbiguousReference.class)
                .hasMessage("'c0ffee' means 7 datasets in catalog 'dir:/data/catalog'")
                .extracting(e -> ((CatalogException) e).remedy())
                .isEqualTo("use one of the serial numbers 1 (c0ffee0eeeee), 2 (c0ffee1eeeee), 3 (c0ffee2eeeee), "
                        + "4 (c0ffee3eeeee), 5 (c0ffee4eeeee), …");
    }

    @Test
    void digits_alone_are_a_serial_first_and_a_prefix_only_when_there_is_no_such_serial() {
        Listing one = listing(entry("123456", NOON));
        assertThat(one.find("123456")).isEqualTo(new Lookup.One(one.entries().get(0)));
        assertThat(one.find("12345")).isEqualTo(new Lookup.None());

        List<Entry> many = new ArrayList<>();
        for (int i = 1; i <= 100_001; i++) {
            many.add(entry("%06x".formatted(i), NOON.plusSeconds(i)).build());
        }
        many.add(entry("100000", NOON).build());
        Listing large = Listing.of(CATALOG, many, List.of());
        assertThat(large.find("100000"))
                .isEqualTo(new Lookup.One(large.entries().get(99_999)));
        assertThat(large.require("100000e").serial()).isEqualTo(1);
    }

    @Test
    void searches_title_description_creators_keywords_and_digest_whatever_the_case() {
        Listing listing = listing(
                entry("aaaaaa", NOON).title("Soil DEPTH"),
                entry("bbbbbb", NOON).description("depth of soil"),
                entry("cccccc", NOON).creators(List.of("ÉCOLE Depth Soil")),
                entry("dddddd", NOON).keywords(List.of("soil", "Depth")),
                entry("c0ffee", NOON).title("Rain"));

        assertThat(serials(listing.matching("soil depth"))).containsExactly(1, 2, 4, 5);
        assertThat(serials(listing.matching("école"))).containsExactly(4);
        assertThat(serials(listing.matching("C0FF"))).containsExactly(3);
        assertThat(serials(listing.matching("0ffee"))).isEmpty();
        assertThat(serials(listing.matching(".*"))).isEmpty();
        assertThat(serials(listing.matching("  "))).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void letters_that_are_ascii_in_the_other_case_are_found() {
        Listing listing = listing(
                entry("aaaaaa", NOON).title("273 \u212Aelvin"),
                entry("bbbbbb", NOON).title("\u017Foil"),
                entry("dddddd", NOON).title("D\u0130YARBAKIR, then Diyarbak\u0131r"));

        assertThat(serials(listing.matching("kelvin"))).containsExactly(1);
        assertThat(serials(listing.matching("SOIL"))).containsExactly(2);
        assertThat(serials(listing.matching("diyarbakir"))).containsExactly(3);
    }

    @Test
    void stamps_a_draft_with_the_clock_whatever_the_entries_say() {
        Listing listing = listing(entry("aaaaaa", Instant.parse("2099-01-01T00:00:00Z")));

        Entry stamped = listing.stamp(entry("bbbbbb", null).build(), NOON.plusNanos(5_999_999), 0);

        assertThat(stamped.published()).contains(NOON.plusMillis(5));
        assertThat(stamped.serial()).contains(Serial.of(2));
    }

    @Test
    void stamps_a_draft_with_one_more_than_the_highest_serial_ever_given() {
        Listing listing = listing(entry("aaaaaa", NOON).serial(Serial.of(7, "b")));

        assertThat(listing.stamp(entry("bbbbbb", null).build(), NOON, 3).serial())
                .contains(Serial.of(8));
        assertThat(listing.stamp(entry("bbbbbb", null).build(), NOON, 11).serial())
                .contains(Serial.of(12));
    }

    @Test
    void refuses_to_stamp_when_the_serials_are_used_up() {
        Listing listing = listing(entry("aaaaaa", NOON).serial(Serial.of(Serial.MAX_NUMBER)));

        assertThatThrownBy(() -> listing.stamp(entry("bbbbbb", null).build(), NOON, 0))
                .isInstanceOf(CatalogException.Refused.class)
                .hasMessageContaining("the serial 999999999 is given, and there is no higher one");
    }

    @Test
    void a_serial_with_a_letter_is_found_like_any_other_and_stands_behind_its_number() {
        Listing listing = listing(
                entry("aaaaaa", NOON).serial(Serial.of(12)),
                entry("bbbbbb", NOON.plusSeconds(1)).serial(Serial.of(12)),
                entry("cccccc", NOON.plusSeconds(2)).serial(Serial.of(3)));

        assertThat(listing.entries()).extracting(Listed::reference).containsExactly("3", "12", "12b");
        assertThat(listing.require("12").entry().digest().hex()).startsWith("aaaaaa");
        assertThat(listing.require("12B").entry().digest().hex()).startsWith("bbbbbb");
        assertThat(listing.find("12c")).isEqualTo(new Lookup.None());
        assertThat(listing.find("4")).isEqualTo(new Lookup.None());
    }

    @Test
    void a_number_below_the_highest_serial_is_never_the_beginning_of_a_digest() {
        Listing listing = listing(
                entry("123456", NOON).serial(Serial.of(1)),
                entry("bbbbbb", NOON).serial(Serial.of(200_000)));

        assertThat(listing.find("123456")).isEqualTo(new Lookup.None());
        assertThat(listing.find("123456e")).isInstanceOf(Lookup.One.class);
    }

    @Test
    void the_order_of_arrival_does_not_matter() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            entries.add(entry("%06x".formatted(i), NOON.plusMillis(i / 3)).build());
        }
        List<Listed> expected = Listing.of(CATALOG, entries, List.of()).entries();
        Collections.shuffle(entries, new Random(7));

        assertThat(Listing.of(CATALOG, entries, List.of()).entries()).isEqualTo(expected);
    }
}
