package org.seedbank.catalog.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class SchemaOrgTest {

    @Test
    void names_the_dataset_by_doi_digest_and_infohashes() {
        JsonObject json = json(Records.full());

        assertThat(json.get("@type").getAsString()).isEqualTo("Dataset");
        assertThat(json.get("license").getAsString()).isEqualTo("https://spdx.org/licenses/CC-BY-4.0");
        assertThat(json.get("identifier"))
                .isEqualTo(JsonParser.parseString("""
                        ["https://doi.org/10.5281/zenodo.1234",
                         {"@type": "PropertyValue", "propertyID": "SHA-256", "value": "sha256:%s"},
                         "urn:btih:%s", "urn:btmh:1220%s"]
                        """.formatted("9f".repeat(32), "ab".repeat(20), "cd".repeat(32))));
    }

    @Test
    void tells_people_from_bodies_by_their_names() {
        assertThat(json(Records.full()).get("creator")).isEqualTo(JsonParser.parseString("""
                        [{"@type": "Person", "name": "Ada-Lou Digger", "givenName": "Ada-Lou", "familyName": "Digger"},
                         {"@type": "Organization", "name": "Institute of Soil, Kiel"},
                         {"@type": "Person", "name": "Bo Finder"}]
                        """));
    }

    @Test
    void lists_files_with_their_digests() {
        JsonObject file = json(Records.full()).getAsJsonArray("hasPart").get(0).getAsJsonObject();

        assertThat(file.get("name").getAsString()).isEqualTo("depth.csv");
        assertThat(file.get("contentSize").getAsString()).isEqualTo("7 B");
        assertThat(file.get("sha256").getAsString()).isEqualTo("01".repeat(32));
    }

    @Test
    void has_a_description_as_long_as_search_engines_want_it() {
        assertThat(json(Records.bare()).get("description").getAsString()).hasSizeGreaterThanOrEqualTo(50);
        DatasetRecord wordy = DatasetRecord.of(
                Records.builder().description("\ud83c\udf31".repeat(2501)).build());
        assertThat(json(wordy).get("description").getAsString())
                .hasSizeLessThanOrEqualTo(5000)
                .endsWith("\udf31\u2026");
    }

    @Test
    void cannot_end_the_script_that_it_stands_in() {
        String text = SchemaOrg.jsonLd(Records.hostile());

        assertThat(text).doesNotContain("<", ">", "&", "\u2028", "\u2029", "\u0000");
        assertThat(json(Records.hostile()).get("name").getAsString()).startsWith("T</script><!--");
    }

    private static JsonObject json(DatasetRecord dataset) {
        return JsonParser.parseString(SchemaOrg.jsonLd(dataset)).getAsJsonObject();
    }
}
