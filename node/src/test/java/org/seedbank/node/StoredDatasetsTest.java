package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.internal.store.SampleState;
import org.seedbank.swarm.SwarmKey;

class StoredDatasetsTest {

    private static final SwarmKey OTHER = new SwarmKey("f".repeat(40));

    @TempDir
    Path folder;

    @Test
    void tells_what_a_node_has_written_down_and_knows_nothing_of_others() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "ph.csv");
        Path root = folder.resolve("soil");
        SampleState.store(folder).create(torrent, SampleState.record(root), Optional.empty());

        StoredDatasets stored = StoredDatasets.in(SampleState.folder(folder));

        assertThat(stored.find(SwarmKey.of(torrent)))
                .contains(new StoredDataset(
                        SwarmKey.of(torrent), root, false, DatasetState.FETCHING, 0, true, Optional.empty()));
        assertThat(stored.all()).hasSize(1);
        assertThat(folder).isDirectoryNotContaining("glob:**/datasets");
        assertThat(stored.mayHave(OTHER)).isFalse();
        assertThat(stored.find(OTHER)).isEmpty();
    }

    @Test
    void without_any_state_there_is_nothing() throws Exception {
        assertThat(StoredDatasets.in(SampleState.folder(folder)).mayHave(OTHER)).isFalse();
        assertThat(StoredDatasets.in(SampleState.folder(folder)).all()).isEmpty();
    }

    @Test
    void of_a_record_that_cannot_be_understood_or_is_of_a_later_version_it_says_that_there_may_be_something()
            throws Exception {
        Path record =
                Files.createDirectories(folder.resolve("datasets/" + OTHER)).resolve("record.json");
        for (String text : new String[] {"{", "{\"schema\": 99}", "{\"schema\": 1}", "[]"}) {
            Files.writeString(record, text);
            StoredDatasets stored = StoredDatasets.in(SampleState.folder(folder));

            assertThat(stored.mayHave(OTHER)).as(text).isTrue();
            assertThat(stored.find(OTHER)).as(text).isEmpty();
            assertThat(record).as("left as it is").hasContent(text);
        }
    }

    @Test
    void a_record_that_a_node_set_aside_may_be_of_something() throws Exception {
        Files.writeString(
                Files.createDirectories(folder.resolve("datasets/" + OTHER)).resolve("record.json.unreadable"), "{");

        assertThat(StoredDatasets.in(SampleState.folder(folder)).mayHave(OTHER)).isTrue();
    }

    @Test
    void of_a_database_that_cannot_be_read_it_says_that_there_may_be_something() throws Exception {
        Path database = Files.writeString(
                folder.resolve("node.db"),
                "no database at all, but long enough for a header of " + "one, which has a hundred bytes and more");

        StoredDatasets stored = StoredDatasets.in(SampleState.folder(folder));

        assertThat(stored.mayHave(OTHER)).isTrue();
        assertThat(stored.all()).isEmpty();
        assertThat(database).content().startsWith("no database at all");
    }

    @Test
    void what_no_node_has_taken_over_yet_is_there_beside_what_one_has() throws Exception {
        Metainfo soil = SampleState.torrent("soil", "ph.csv");
        SampleState.store(folder).create(soil, SampleState.record(folder.resolve("soil")), Optional.empty());
        EarlierNode.write(folder, SampleState.torrent("water", "a"), folder.resolve("water"));

        assertThat(StoredDatasets.in(SampleState.folder(folder)).all())
                .extracting(StoredDataset::root)
                .containsExactlyInAnyOrder(folder.resolve("soil"), folder.resolve("water"));
    }
}
