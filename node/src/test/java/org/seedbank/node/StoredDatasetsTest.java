package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.internal.store.DatasetStore;
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
        new DatasetStore(folder.resolve("datasets")).create(torrent, SampleState.record(root), Optional.empty());

        StoredDatasets stored = StoredDatasets.in(folder);

        assertThat(stored.find(SwarmKey.of(torrent)))
                .contains(new StoredDataset(
                        SwarmKey.of(torrent), root, false, DatasetState.FETCHING, 0, true, Optional.empty()));
        assertThat(stored.all()).hasSize(1);
        assertThat(stored.mayHave(OTHER)).isFalse();
        assertThat(stored.find(OTHER)).isEmpty();
    }

    @Test
    void without_any_state_there_is_nothing() {
        assertThat(StoredDatasets.in(folder).mayHave(OTHER)).isFalse();
        assertThat(StoredDatasets.in(folder).all()).isEmpty();
    }

    @Test
    void of_a_record_that_cannot_be_understood_or_is_of_a_later_version_it_says_that_there_may_be_something()
            throws Exception {
        Path record =
                Files.createDirectories(folder.resolve("datasets/" + OTHER)).resolve("record.json");
        for (String text : new String[] {"{", "{\"schema\": 99}", "{\"schema\": 1}", "[]"}) {
            Files.writeString(record, text);
            StoredDatasets stored = StoredDatasets.in(folder);

            assertThat(stored.mayHave(OTHER)).as(text).isTrue();
            assertThat(stored.find(OTHER)).as(text).isEmpty();
            assertThat(record).as("left as it is").hasContent(text);
        }
    }

    @Test
    void a_record_that_a_node_set_aside_may_be_of_something() throws Exception {
        Files.writeString(
                Files.createDirectories(folder.resolve("datasets/" + OTHER)).resolve("record.json.unreadable"), "{");

        assertThat(StoredDatasets.in(folder).mayHave(OTHER)).isTrue();
    }
}
