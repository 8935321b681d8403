package org.seedbank.node.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.SwarmKey;

class DatasetStoreTest {

    private static final Metainfo SOIL = SampleState.torrent("soil", "a", "b");
    private static final Metainfo WATER = SampleState.torrent("water", "a");
    private static final SwarmKey KEY = SwarmKey.of(SOIL);

    private record Kept(Metainfo torrent, DatasetRecord record) {}

    @TempDir
    Path folder;

    private NodeDatabase database;
    private DatasetStore store;
    private Path file;
    private DatasetRecord record;

    @BeforeEach
    void keep_two() throws Exception {
        database = SampleState.database(folder);
        store = new DatasetStore(database, SampleState.folder(folder));
        record = SampleState.record(folder.resolve("soil"));
        store.create(SOIL, record, Optional.empty());
        store.create(WATER, SampleState.record(folder.resolve("water")), Optional.empty());
        file = folder.resolve("torrents/" + KEY + ".torrent");
    }

    /** As a minute later. */
    private void settle() {
        store.settle();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void has_what_was_kept() {
        assertThat(store.load(Kept::new))
                .extracting(kept -> kept.torrent().name())
                .containsExactlyInAnyOrder("soil", "water");
        assertThat(store.load(Kept::new)).extracting(Kept::record).contains(record);
        assertThat(store.torrent(KEY).bytes()).isEqualTo(SOIL.bytes());
        assertThat(store.stamps(KEY)).isEmpty();
    }

    @Test
    void who_was_seen_is_kept_until_the_dataset_is_forgotten() {
        assertThat(store.seen(KEY)).isEqualTo(SeedSeen.NOBODY);
        SeedSeen seen = new SeedSeen(
                Optional.of(Instant.parse("2024-05-17T12:00:00.123Z")),
                OptionalDouble.of(0.75),
                Optional.of(Instant.parse("2024-05-17T12:01:00Z")));
        store.keepSeen(KEY, seen);
        store = new DatasetStore(database, SampleState.folder(folder));

        assertThat(store.seen(KEY)).isEqualTo(seen);
        assertThat(SeedSeen.parse("2024-05-17T12:00:00.123Z 0.75"))
                .isEqualTo(new SeedSeen(seen.seed(), seen.copies(), Optional.empty()));
        assertThat(SeedSeen.parse("nonsense")).isEqualTo(SeedSeen.NOBODY);
        store.forget(KEY);
        assertThat(store.seen(KEY)).isEqualTo(SeedSeen.NOBODY);
    }

    @Test
    void without_its_record_a_torrent_does_not_count() {
        database.write(connection -> new DatasetTable(connection).delete(KEY));

        assertThat(names()).containsExactly("water");
        assertThat(store.warnings()).isEmpty();
    }

    @Test
    void what_is_lost_is_told_at_each_start_until_it_is_taken_in_again() throws Exception {
        settle();
        SwarmKey water = SwarmKey.of(WATER);
        database.write(connection -> new DatasetTable(connection).delete(KEY));
        store.keepLost(KEY, "its record could not be understood");
        Files.delete(folder.resolve("torrents/" + water + ".torrent"));
        names();
        assertThat(store.warnings())
                .containsExactlyInAnyOrder(
                        lost(KEY, "its record could not be understood", "'%s'".formatted(file)),
                        lost(water, "its torrent is gone", "its torrent"));

        store = new DatasetStore(database, SampleState.folder(folder));
        names();
        store.create(WATER, record, Optional.empty());
        assertThat(store.warnings()).hasSize(1);
        store.create(SOIL, record, Optional.empty());
        assertThat(store.warnings()).isEmpty();
        names();
        assertThat(store.warnings()).isEmpty();
    }

    private static String lost(SwarmKey key, String why, String torrent) {
        return ("what the node knew of the dataset %s is lost: %s; the dataset itself is as it was: take it in again with"
                        + " %s and its folder, or remove it from the node")
                .formatted(key, why, torrent);
    }

    @Test
    void what_is_lost_can_be_forgotten() {
        store.keepLost(KEY, "it could not be understood");
        names();
        assertThat(store.isLost(KEY)).isTrue();

        store.forget(KEY);

        assertThat(store.isLost(KEY)).isFalse();
        assertThat(names()).containsExactly("water");
        assertThat(store.warnings()).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void of_many_that_are_lost_the_first_are_named() {
        for (int i = 0; i < 12; i++) {
            store.keepLost(new SwarmKey("%040d".formatted(i)), "it could not be understood");
        }

        names();

        assertThat(store.warnings()).hasSize(11);
        assertThat(store.warnings().get(10)).isEqualTo("2 more datasets were lost in the same way; the log names them");
    }

    @Test
    void without_its_torrent_or_with_a_broken_one_a_dataset_does_not_count() throws Exception {
        settle();
        Files.write(file, new byte[] {'d', '4'});
        assertThat(names()).containsExactly("water");

        Files.delete(file);
        assertThat(names()).containsExactly("water");
        assertThat(store.record(KEY)).contains(record);
    }

    @Test
    void the_torrent_of_another_dataset_is_not_believed() throws Exception {
        settle();
        Files.write(file, WATER.bytes());

        assertThat(names()).containsExactly("water");
        assertThat(store.warnings()).singleElement().asString().contains("its torrent is of another dataset");
    }

    @Test
    void a_record_of_files_that_the_torrent_does_not_have_is_not_believed() {
        for (Set<Integer> files : List.of(Set.of(2), Set.of(0, 7))) {
            store.update(KEY, Optional.of(choosing(files)), Optional.empty());
            assertThat(names()).as("%s", files).containsExactly("water");
        }
        store.update(KEY, Optional.of(choosing(Set.of(1))), Optional.empty());
        assertThat(store.load(Kept::new))
                .extracting(kept -> kept.record().files())
                .contains(Optional.of(Set.of(1)));
    }

    private DatasetRecord choosing(Set<Integer> files) {
        return new DatasetRecord(
                record.root(),
                record.mount(),
                false,
                Optional.of(files),
                true,
                record.origin(),
                record.added(),
                record.wishes(),
                record.progress());
    }

    @Test
    void other_files_among_the_torrents_do_not_matter() throws Exception {
        Files.writeString(folder.resolve("torrents/.DS_Store"), "other");
        Files.writeString(folder.resolve("torrents/mine.torrent"), "other");

        assertThat(names()).containsExactlyInAnyOrder("soil", "water");
        assertThat(TorrentFile.keys(folder.resolve("torrents"))).hasSize(2);
    }

    @Test
    void forgets_a_dataset_with_its_stamps_and_its_torrent() throws Exception {
        Stamps stamps = Stamps.take(SOIL, SampleState.files(folder, SOIL), Optional.empty());
        store.update(KEY, Optional.empty(), Optional.of(stamps));
        assertThat(store.stamps(KEY)).contains(stamps);

        store.forget(KEY);

        assertThat(names()).containsExactly("water");
        assertThat(store.stamps(KEY)).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void stamps_that_are_not_whole_say_nothing() throws Exception {
        store.update(
                KEY,
                Optional.empty(),
                Optional.of(Stamps.take(SOIL, SampleState.files(folder, SOIL), Optional.empty())));

        database.write(connection -> Sql.change(connection, "UPDATE stamps SET marks = ?", new byte[7]));

        assertThat(store.stamps(KEY)).isEmpty();
    }

    @Test
    void records_of_which_only_counters_have_changed_are_kept_together() {
        DatasetRecord counted = record.with(record.progress().with(new DatasetRecord.Totals(1, 2, 3, 4, 5)));

        store.count(Map.of(KEY, counted));

        assertThat(store.record(KEY)).contains(counted);
    }

    @Test
    void of_what_belongs_together_nothing_is_kept_when_some_of_it_fails() {
        assertThatThrownBy(() -> store.together(() -> {
                    store.update(KEY, Optional.of(record.paused(true)), Optional.empty());
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(store.record(KEY)).contains(record);
    }

    @Test
    void a_torrent_that_a_power_cut_has_taken_comes_back_until_it_is_settled() throws Exception {
        Files.write(file, new byte[0]);
        assertThat(names()).containsExactlyInAnyOrder("soil", "water");
        assertThat(file).hasBinaryContent(SOIL.bytes());

        store.settle();
        Files.write(file, new byte[0]);

        assertThat(names()).containsExactly("water");
    }

    private List<String> names() {
        return store.load(Kept::new).stream().map(kept -> kept.torrent().name()).toList();
    }

    @Test
    void reads_a_torrent_only_once_the_one_before_was_taken() {
        List<String> taken = store.load((torrent, record) -> {
            store.forget(KEY);
            store.forget(SwarmKey.of(WATER));
            return torrent.name();
        });

        assertThat(taken).hasSize(1);
    }
}
