package org.seedbank.node.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.SwarmKey;

class DatasetStoreTest {

    private static final Metainfo SOIL = SampleState.torrent("soil", "a", "b");
    private static final Metainfo WATER = SampleState.torrent("water", "a");
    private static final SwarmKey KEY = SwarmKey.of(SOIL);

    private record Kept(Metainfo torrent, DatasetRecord record) {}

    @TempDir
    Path folder;

    private DatasetStore store;
    private Path place;
    private DatasetRecord record;

    @BeforeEach
    void keep_two() {
        store = new DatasetStore(folder.resolve("datasets"));
        record = SampleState.record(folder.resolve("soil"));
        store.create(SOIL, record, Optional.empty());
        store.create(WATER, SampleState.record(folder.resolve("water")), Optional.empty());
        place = folder.resolve("datasets").resolve(KEY.hex());
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
    void nothing_was_kept_before_the_folder_was_made() {
        assertThat(new DatasetStore(folder.resolve("new")).load(Kept::new)).isEmpty();
    }

    @Test
    void without_its_record_a_dataset_does_not_count() throws Exception {
        Files.delete(place.resolve("record.json"));

        assertThat(names()).containsExactly("water");
    }

    @Test
    void a_record_that_cannot_be_understood_is_kept_under_another_name() throws Exception {
        Files.writeString(place.resolve("record.json"), "{\"schema\":1,\"root\":\"soil\"}");

        assertThat(names()).containsExactly("water");
        assertThat(place.resolve("record.json.unreadable")).hasContent("{\"schema\":1,\"root\":\"soil\"}");
        assertThat(place.resolve("torrent")).exists();
    }

    @Test
    void what_is_lost_is_told_at_each_start_until_it_is_taken_in_again() throws Exception {
        Files.writeString(place.resolve("record.json"), "{}");
        Files.delete(
                folder.resolve("datasets").resolve(SwarmKey.of(WATER).hex()).resolve("torrent"));
        names();
        assertThat(store.warnings())
                .containsExactlyInAnyOrder(
                        lost(KEY, "its record could not be understood", "'%s'".formatted(place.resolve("torrent"))),
                        lost(SwarmKey.of(WATER), "its torrent is gone", "its torrent"));

        store = new DatasetStore(folder.resolve("datasets"));
        names();
        store.create(WATER, record, Optional.empty());
        assertThat(store.warnings()).hasSize(1);
        store.create(SOIL, record, Optional.empty());
        assertThat(store.warnings()).isEmpty();
        names();
        assertThat(store.warnings()).isEmpty();
    }

    private String lost(SwarmKey key, String why, String torrent) {
        Path each = folder.resolve("datasets").resolve(key.hex());
        return ("what the node knew of a dataset is lost with '%s': %s; the dataset itself is as it was: take it in"
                        + " again with %s and its folder, or end the node and delete '%s'")
                .formatted(each, why, torrent, each);
    }

    @Test
    void of_many_that_are_lost_the_first_are_named() throws Exception {
        for (int i = 0; i < 12; i++) {
            Path each = Files.createDirectory(folder.resolve("datasets/%040d".formatted(i)));
            Files.writeString(each.resolve("record.json"), "{}");
        }

        names();

        assertThat(store.warnings()).hasSize(11);
        assertThat(store.warnings().get(10)).isEqualTo("2 more datasets were lost in the same way; the log names them");
    }

    @Test
    void without_its_torrent_or_with_a_broken_one_a_dataset_does_not_count() throws Exception {
        Files.write(place.resolve("torrent"), new byte[] {'d', '4'});
        assertThat(names()).containsExactly("water");

        Files.delete(place.resolve("torrent"));
        assertThat(names()).containsExactly("water");
        assertThat(place.resolve("record.json")).exists();
    }

    @Test
    void the_torrent_of_another_dataset_is_not_believed() throws Exception {
        Files.write(place.resolve("torrent"), WATER.bytes());

        assertThat(names()).containsExactly("water");
    }

    @Test
    void a_record_of_files_that_the_torrent_does_not_have_is_not_believed() throws Exception {
        String text = Files.readString(place.resolve("record.json"));
        for (String files : List.of("[2]", "[-1]", "[0,7]")) {
            Files.writeString(place.resolve("record.json"), text.replaceFirst("\\{", "{\"files\":" + files + ","));
            assertThat(names()).as(files).containsExactly("water");
        }
        Files.writeString(place.resolve("record.json"), text.replaceFirst("\\{", "{\"files\":[1],"));
        assertThat(store.load(Kept::new))
                .extracting(kept -> kept.record().files())
                .contains(Optional.of(Set.of(1)));
    }

    @Test
    void a_record_of_a_later_version_ends_it_all_and_stays_as_it_is() throws Exception {
        Path file = place.resolve("record.json");
        Files.writeString(file, "{\"schema\":2}");

        assertThatThrownBy(() -> store.load(Kept::new))
                .isInstanceOf(NodeException.NewerState.class)
                .hasMessage("'%s' was written by a later version of seedbank (schema 2)", file);
        assertThat(file).hasContent("{\"schema\":2}");
    }

    @Test
    void other_files_among_the_datasets_do_not_matter() throws Exception {
        Files.writeString(folder.resolve("datasets/.DS_Store"), "other");
        Files.createDirectories(folder.resolve("datasets/other/folder"));

        assertThat(names()).containsExactlyInAnyOrder("soil", "water");
    }

    @Test
    void what_a_killed_process_left_half_written_goes() throws Exception {
        Path left = Files.writeString(place.resolve(".seedbank-7.tmp"), "half");

        assertThat(names()).containsExactlyInAnyOrder("soil", "water");
        assertThat(left).doesNotExist();
    }

    @Test
    void forgets_a_dataset_and_leaves_what_others_have_put_there() throws Exception {
        Path other = Files.writeString(place.resolve("notes"), "mine");

        store.forget(KEY);

        assertThat(names()).containsExactly("water");
        assertThat(place).isDirectoryContaining(other::equals);
        assertThat(place.resolve("torrent")).doesNotExist();
    }

    @Test
    void stamps_that_are_not_whole_say_nothing() throws Exception {
        Stamps stamps = Stamps.take(SOIL, SampleState.files(folder, SOIL), Optional.empty());
        store.stamp(KEY, stamps);
        assertThat(store.stamps(KEY)).contains(stamps);

        Files.write(place.resolve("stamps"), new byte[7]);
        assertThat(store.stamps(KEY)).isEmpty();
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
