package org.seedbank.catalog.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.torrent.TorrentFile;

class MetadataTest {

    private static final String DIGEST = "9f".repeat(32);

    @Test
    void datacite_has_digest_and_infohashes_as_alternate_identifiers() throws Exception {
        JsonObject json = json(Metadata.DATACITE, Records.full());

        assertThat(json.get("doi").getAsString()).isEqualTo("10.5281/zenodo.1234");
        assertThat(json.get("alternateIdentifiers"))
                .isEqualTo(JsonParser.parseString("""
                        [{"alternateIdentifier": "%s", "alternateIdentifierType": "SHA-256"},
                         {"alternateIdentifier": "%s", "alternateIdentifierType": "BitTorrent v1 infohash"},
                         {"alternateIdentifier": "%s", "alternateIdentifierType": "BitTorrent v2 infohash"}]
                        """.formatted(DIGEST, "ab".repeat(20), "cd".repeat(32))));
        assertThat(json.get("creators")).isEqualTo(JsonParser.parseString("""
                        [{"name": "Digger, Ada-Lou", "nameType": "Personal", "givenName": "Ada-Lou", "familyName": "Digger"},
                         {"name": "Institute of Soil, Kiel", "nameType": "Organizational"},
                         {"name": "Bo Finder"}]
                        """));
    }

    @Test
    void datacite_says_what_it_wants_and_nobody_knows_by_its_own_words_for_that() throws Exception {
        JsonObject json = json(Metadata.DATACITE, Records.bare());

        assertThat(json.get("creators")).hasToString("[{\"name\":\":unkn\"}]");
        assertThat(json.get("publisher")).hasToString("{\"name\":\":tba\"}");
    }

    @Test
    void a_crate_has_its_root_about_which_its_descriptor_is_and_each_file_with_its_digest() throws Exception {
        Map<String, JsonObject> graph = graph(Records.full());

        assertThat(graph.get("ro-crate-metadata.json")).isEqualTo(JsonParser.parseString("""
                        {"@id": "ro-crate-metadata.json", "@type": "CreativeWork",
                         "conformsTo": {"@id": "https://w3id.org/ro/crate/1.2"}, "about": {"@id": "./"}}
                        """));
        assertThat(graph.get("./").get("hasPart")).isEqualTo(JsonParser.parseString("""
                        [{"@id": "depth.csv"}, {"@id": "maps/%C3%BCber%20sicht.tif"}]
                        """));
        assertThat(graph.get("maps/%C3%BCber%20sicht.tif"))
                .isEqualTo(JsonParser.parseString("""
                        {"@id": "maps/%%C3%%BCber%%20sicht.tif", "@type": "File", "name": "maps/\u00fcber sicht.tif",
                         "contentSize": "5", "sha256": "%s"}
                        """.formatted("02".repeat(32))));
        assertThat(graph.get("#digest").get("value").getAsString()).isEqualTo("sha256:" + DIGEST);
    }

    @Test
    void every_entity_that_a_crate_refers_to_is_in_it() throws Exception {
        for (DatasetRecord dataset : List.of(Records.full(), Records.bare(), Records.hostile())) {
            Map<String, JsonObject> graph = graph(dataset);
            graph.get("./").asMap().values().forEach(value -> references(value)
                    .forEach(id -> assertThat(graph).containsKey(id)));
        }
    }

    @Test
    void a_crates_description_in_the_dataset_is_no_part_of_the_crate() throws Exception {
        DatasetRecord dataset = Records.bare().withFiles(List.of(file("ro-crate-metadata.json"), file("a:b/c?d#e")));

        assertThat(graph(dataset).get("./").get("hasPart")).hasToString("[{\"@id\":\"a%3Ab/c%3Fd%23e\"}]");
    }

    @Test
    void croissant_has_each_file_as_an_object_with_its_digest() throws Exception {
        JsonObject json = json(Metadata.CROISSANT, Records.full());

        assertThat(json.get("conformsTo").getAsString()).isEqualTo("http://mlcommons.org/croissant/1.0");
        assertThat(json.get("citeAs").getAsString()).startsWith("@dataset{digger2024");
        assertThat(json.getAsJsonArray("distribution").get(0))
                .isEqualTo(JsonParser.parseString("""
                        {"@type": "cr:FileObject", "@id": "depth.csv", "name": "depth.csv", "contentUrl": "depth.csv",
                         "contentSize": "7 B", "encodingFormat": "application/octet-stream", "sha256": "%s"}
                        """.formatted("01".repeat(32))));
    }

    @Test
    void strangers_texts_are_values_and_nothing_else() throws Exception {
        for (Metadata form : Metadata.values()) {
            assertThat(json(form, Records.hostile()).toString())
                    .as(form.label())
                    .contains("T</script>");
        }
    }

    private static List<String> references(JsonElement value) {
        return value instanceof JsonArray array
                ? array.asList().stream()
                        .flatMap(each -> references(each).stream())
                        .toList()
                : value instanceof JsonObject object && object.has("@id")
                        ? List.of(object.get("@id").getAsString())
                        : List.of();
    }

    private static TorrentFile file(String path) {
        return new TorrentFile(new DatasetPath(path), 1, 0, Optional.empty(), Optional.empty());
    }

    private static Map<String, JsonObject> graph(DatasetRecord dataset) throws Exception {
        Map<String, JsonObject> graph = new LinkedHashMap<>();
        for (JsonElement each : json(Metadata.RO_CRATE, dataset).getAsJsonArray("@graph")) {
            String id = each.getAsJsonObject().get("@id").getAsString();
            assertThat(graph.put(id, each.getAsJsonObject())).as(id).isNull();
        }
        return graph;
    }

    private static JsonObject json(Metadata form, DatasetRecord dataset) throws Exception {
        StringWriter out = new StringWriter();
        form.write(dataset, out);
        return JsonParser.parseString(out.toString()).getAsJsonObject();
    }
}
