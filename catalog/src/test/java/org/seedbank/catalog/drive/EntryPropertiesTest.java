package org.seedbank.catalog.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryBuilder;
import org.seedbank.catalog.SampleDataset;

@Tag("thorough")
final class EntryPropertiesTest {

    private static EntryBuilder published() {
        return SampleDataset.number(1).draft().toBuilder().published(Instant.parse("2024-05-17T09:30:00Z"));
    }

    @Test
    void each_field_but_the_description_is_one_property() {
        Entry entry =
                published().title("Soil \"depth\"").description("two plots").build();

        EntryProperties properties = EntryProperties.of(entry);

        assertThat(properties.whole()).isTrue();
        assertThat(properties.values())
                .isEqualTo(Map.of(
                        "seedbank_schema", "1",
                        "seedbank_digest", "\"" + entry.digest() + "\"",
                        "seedbank_title", "\"Soil \\\"depth\\\"\"",
                        "seedbank_published", "\"2024-05-17T09:30:00Z\"",
                        "seedbank_bytes", Long.toString(entry.bytes()),
                        "seedbank_files", "1",
                        "seedbank_pieceLength", "16384",
                        "seedbank_infohashV1", "\"" + entry.infohashV1().orElseThrow() + "\""));
        assertThat(EntryProperties.read(properties.values(), "two plots")).isEqualTo(entry);
    }

    @Test
    void a_long_field_goes_on_in_the_next_property() {
        Entry entry = published().title("é".repeat(100)).build();

        Map<String, String> values = EntryProperties.of(entry).values();

        assertThat(values.get("seedbank_title")).isEqualTo("\"" + "é".repeat(54));
        assertThat(values.get("seedbank_title_2")).isEqualTo("é".repeat(46) + "\"");
        assertThat(EntryProperties.read(values, "")).isEqualTo(entry);
    }

    @Property
    void reading_gives_back_what_was_written(
            @ForAll @StringLength(min = 1, max = 300) String title,
            @ForAll @Size(max = 5)
                    List<@StringLength(min = 1, max = 50) @CharRange(from = ' ', to = '~') String> keywords,
            @ForAll @IntRange(min = 0) int bytes) {
        if (title.isBlank()
                || !new String(title.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(title)) {
            return;
        }
        Entry entry = published()
                .title(title)
                .keywords(keywords.stream().filter(each -> !each.isBlank()).toList())
                .bytes(bytes)
                .build();

        EntryProperties properties = EntryProperties.of(entry);

        properties.values().forEach((name, value) -> assertThat((name + value).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(124));
        assertThat(properties.values()).hasSizeLessThanOrEqualTo(29);
        if (properties.whole()) {
            assertThat(EntryProperties.read(properties.values(), "")).isEqualTo(entry);
        }
    }

    @Test
    void of_an_entry_that_does_not_fit_the_properties_tell_what_a_listing_needs() {
        List<String> creators =
                IntStream.range(0, 500).mapToObj(each -> "Creator " + each).toList();
        Entry entry = published().title("T".repeat(900)).creators(creators).build();

        EntryProperties properties = EntryProperties.of(entry);

        assertThat(properties.whole()).isFalse();
        assertThat(EntryProperties.read(properties.values(), ""))
                .isEqualTo(entry.toBuilder()
                        .title("T".repeat(197) + "…")
                        .creators(List.of())
                        .build());
    }

    @Test
    void fields_of_later_versions_survive() {
        String json = published().build().toJson().replaceFirst("\\{", "{\"funding\": {\"grant\": [1, null]},");
        Entry entry = Entry.parse(json);

        assertThat(EntryProperties.read(EntryProperties.of(entry).values(), "")).isEqualTo(entry);
    }

    @Test
    void properties_of_other_programs_are_nobodys_business() {
        Entry entry = published().build();
        Map<String, String> values = new HashMap<>(EntryProperties.of(entry).values());
        values.put("title", "another program's");
        values.put("seedbank_more", "1AbC");

        assertThat(EntryProperties.read(values, "")).isEqualTo(entry);
        assertThat(EntryProperties.areIn(values)).isTrue();
        assertThat(EntryProperties.areIn(Map.of("title", "x"))).isFalse();
    }

    @Test
    void broken_properties_tell_no_entry() {
        Map<String, String> values =
                new HashMap<>(EntryProperties.of(published().build()).values());
        values.put("seedbank_bytes", "1,\"withdrawn\":true");

        assertThatThrownBy(() ->
                        EntryProperties.read(Map.of("seedbank_digest", "\"00\""), "only a digest, and a wrong one"))
                .isInstanceOf(CatalogException.MalformedEntry.class);
        values.put("seedbank_title", "\"half");
        assertThatThrownBy(() -> EntryProperties.read(values, "")).isInstanceOf(CatalogException.MalformedEntry.class);
    }
}
