package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.node.internal.store.SampleState;
import org.seedbank.swarm.SwarmKey;

/** What is known of the copies of a node that does not run. */
class StoredCopiesTest {

    private static final Instant VERIFIED = Instant.parse("2024-05-18T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void what_had_arrived_is_there_with_its_torrent_and_the_files_that_were_chosen() throws Exception {
        Metainfo soil = SampleState.torrent("soil", "ph.csv", "depth.csv");
        DatasetStore store = SampleState.store(folder);
        DatasetRecord record = new DatasetRecord(
                folder.resolve("soil"),
                Path.of("/"),
                false,
                Optional.of(Set.of(1)),
                true,
                "get",
                VERIFIED,
                SampleState.record(folder).wishes(),
                DatasetRecord.Progress.NONE.intact(VERIFIED));
        store.create(soil, record, Optional.empty());
        store.create(
                SampleState.torrent("lake", "a.csv"), SampleState.record(folder.resolve("lake")), Optional.empty());

        StoredCopies copies = StoredCopies.in(SampleState.folder(folder));

        DatasetView view = copies.datasets().stream()
                .filter(each -> each.name().equals("soil"))
                .findFirst()
                .orElseThrow();
        assertThat(view.hasArrived()).isTrue();
        assertThat(view.state()).isEqualTo(DatasetState.SEEDING);
        assertThat(view.path()).isEqualTo(folder.resolve("soil").toString());
        assertThat(view.amounts()).isEqualTo(new DatasetView.Amounts(3, 3, 6, 1, 2, 0));
        assertThat(copies.chosen(view.key())).contains(Set.of(1));
        assertThat(copies.torrent(view.key()).bytes()).isEqualTo(soil.bytes());
        assertThat(copies.datasets())
                .filteredOn(each -> each.name().equals("lake"))
                .singleElement()
                .satisfies(each -> assertThat(each.hasArrived()).isFalse());
        assertThat(copies.lost()).isEmpty();
    }

    @Test
    void one_whose_torrent_is_gone_is_told_and_keeps_no_other_from_being_found() throws Exception {
        DatasetStore store = SampleState.store(folder);
        Metainfo gone = SampleState.torrent("gone", "a");
        store.create(gone, SampleState.record(folder.resolve("gone")), Optional.empty());
        store.create(SampleState.torrent("here", "a"), SampleState.record(folder.resolve("here")), Optional.empty());
        Files.delete(SampleState.folder(folder).torrents().resolve(SwarmKey.of(gone) + ".torrent"));

        StoredCopies copies = StoredCopies.in(SampleState.folder(folder));

        assertThat(copies.datasets()).extracting(DatasetView::name).containsExactly("here");
        assertThat(copies.lost()).singleElement().asString().contains("'%s'".formatted(folder.resolve("gone")));
    }

    @Test
    void without_any_state_there_are_none() throws Exception {
        assertThat(StoredCopies.in(SampleState.folder(folder)).datasets()).isEqualTo(List.of());
    }
}
