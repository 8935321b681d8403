package org.seedbank.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

final class EntryTest {

    private static final Sha256 DIGEST = new Sha256("5f3c1d0b7a0e4c1f9a6d2e8b4c7f1a3d5e9b0c2d4f6a8b1c3d5e7f9a0b2c4d6e");
    private static final InfoHash V1 = new InfoHash("da39a3ee5e6b4b0d3255bfef95601890afd80709");
    private static final InfoHash V2 = new InfoHash("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    private static EntryBuilder smallest() {
        return Entry.builder(DIGEST)
                .title("Soil depth")
                .bytes(0)
                .files(1)
                .pieceLength(16384)
                .infohashV2(V2);
    }

    private static EntryBuilder everything() {
        return smallest()
                .title("Soil depth in the Jura, 1999–2024")
                .description("Depth to bedrock <in cm>, one row per station & year.\n"
                        + "Measured by \"auger\"; gaps are empty.")
                .creators(List.of("Zoë Müller", "国立環境研究所"))
                .license("CC-BY-4.0 OR ODC-By-1.0")
                .doi("10.5281/zenodo.1234567")
                .keywords(List.of("soil", "depth"))
                .version("2.1.0")
                .supersedes(new Sha256("0".repeat(63) + "1"))
                .published(Instant.parse("2024-05-17T09:30:00.250Z"))
                .bytes(1L << 40)
                .files(250_000)
                .pieceLength(16 << 20)
                .infohashV1(V1)
                .serial(Serial.of(12, "b"))
                .withdrawn(true)
                .withdrawal(new Withdrawal(
                        Optional.of("The units are wrong: °F, not °C."), Optional.of(new Sha256("0".repeat(63) + "2"))))
                .withdrawnAt(Instant.parse("2025-01-02T03:04:05.006Z"))
                .changed(Instant.parse("2025-02-03T04:05:06Z"));
    }

    @Test
    void writes_every_field_in_its_fixed_order() throws IOException {
        assertThat(everything().build().toJson()).isEqualTo(Fixtures.good("every-field.json"));
    }

    @Test
    void leaves_out_what_was_not_said() throws IOException {
        assertThat(smallest().build().toJson()).isEqualTo(Fixtures.good("draft-with-only-what-is-needed.json"));
    }

    @Test
    void reads_what_it_wrote() throws IOException {
        assertThat(Entry.parse(Fixtures.good("every-field.json")))
                .isEqualTo(everything().build());
        assertThat(Entry.parse(Fixtures.good("draft-with-only-what-is-needed.json")))
                .isEqualTo(smallest().build());
    }

    @Test
    void keeps_what_a_later_version_added_digit_for_digit() throws IOException {
        String later = Fixtures.good("from-a-later-version.json");

        Entry read = Entry.parse(later);

        assertThat(read.title()).isEqualTo("Soil depth");
        assertThat(read.toJson()).isEqualTo(later);
        assertThat(read.describedBy(entry -> entry.title("Soil")).toJson())
                .isEqualTo(later.replace("Soil depth", "Soil"));
    }

    @Test
    void a_byte_order_mark_before_the_json_is_no_harm() throws IOException {
        assertThat(Entry.parse("\uFEFF" + Fixtures.good("every-field.json")))
                .isEqualTo(everything().build());
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/fixtures/reasons.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void says_what_is_wrong_with(String name, String reason) throws IOException {
        String bad = Fixtures.bad(name + ".json");

        assertThatThrownBy(() -> Entry.parse(bad))
                .isInstanceOf(CatalogException.MalformedEntry.class)
                .hasMessage("this is not a catalog entry: " + reason);
    }

    @Test
    void knows_a_reason_for_every_bad_fixture() throws IOException, URISyntaxException {
        Set<String> explained = new TreeSet<>();
        for (String line : Fixtures.reasons()) {
            explained.add(line.substring(0, line.indexOf(' ')) + ".json");
        }

        assertThat(explained).containsExactlyElementsOf(Fixtures.bad());
    }

    @Test
    void refuses_a_text_of_more_than_a_mebibyte_before_parsing_it() {
        String frame = "{\"x\":\"\"}";
        String atTheLimit = "{\"x\":\"" + "é".repeat((Entry.MAX_JSON_BYTES - frame.length()) / 2) + "\"}";

        assertThatThrownBy(() -> Entry.parse(atTheLimit)).hasMessageEndingWith("field 'schema' is missing");
        assertThatThrownBy(() -> Entry.parse(atTheLimit + " ")).hasMessageEndingWith("it is longer than 1048576 bytes");
    }

    @Test
    void does_not_quote_a_long_text_back() {
        String json = smallest().build().toJson().replace(DIGEST.hex(), "a".repeat(500_000));

        assertThatThrownBy(() -> Entry.parse(json)).hasMessageEndingWith("field 'digest' is 500000 characters long");
    }

    @Test
    void cannot_be_built_with_a_field_that_breaks_its_rule() {
        refuses("description", entry -> entry.description("x".repeat(200_001)));
        refuses("title", entry -> entry.title("\uD83D"));
        refuses("creators", entry -> entry.creators(Collections.nCopies(10_001, "Zoë")));
        refuses("keywords", entry -> entry.keywords(List.of("x".repeat(1_001))));
        refuses("published", entry -> entry.published(Instant.MAX));
        refuses("bytes", entry -> entry.bytes(1_000_000_000_000_000_000L));
        refuses("infohashV1", entry -> entry.infohashV1(V2));
        refuses("infohashV1", entry -> entry.infohashV2(null));
        refuses("supersedes", entry -> entry.supersedes(DIGEST));
    }

    private static void refuses(String field, Consumer<EntryBuilder> change) {
        EntryBuilder builder = smallest();
        change.accept(builder);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("field '" + field + "'");
    }

    @Test
    void takes_values_at_their_limits() {
        Entry widest = smallest()
                .title("x".repeat(1_000))
                .description("x".repeat(200_000))
                .bytes(999_999_999_999_999_999L)
                .published(Instant.parse("9999-12-31T23:59:59.999999999Z"))
                .pieceLength(1 << 30)
                .build();

        assertThat(Entry.parse(widest.toJson())).isEqualTo(widest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MIT", "GPL-2.0+", "LicenseRef-Our-Terms", "MIT AND (CC0-1.0 OR Apache-2.0)"})
    void takes_spdx_expressions(String license) {
        assertThat(smallest().license(license).build().license()).contains(license);
    }

    @Test
    void entries_that_differ_in_one_field_are_not_equal() {
        Entry entry = everything().build();

        assertThat(entry)
                .isEqualTo(everything().build())
                .hasSameHashCodeAs(everything().build());
        assertThat(entry).isNotEqualTo(everything().doi(null).build());
        assertThat(entry).isNotEqualTo(everything().withdrawn(false).build());
    }
}
