package org.seedbank.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.folder.DirectoryCatalog;
import org.seedbank.catalog.names.CatalogListener;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.Found;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.catalog.serials.SerialMemory;

/** A serial never moves, whatever becomes of the files of a folder. */
final class SerialsTest {

    private static final Instant NOON = Instant.parse("2024-05-17T12:00:00Z");
    private static final SampleDataset A = SampleDataset.number(1);
    private static final SampleDataset B = SampleDataset.number(2);
    private static final SampleDataset C = SampleDataset.number(3);
    private static final SampleDataset D = SampleDataset.number(4);

    @TempDir
    Path root;

    private Catalog catalog(String folder) {
        return catalog(folder, NOON);
    }

    /** A machine that remembers what it has seen. */
    private Catalog catalog(String folder, Instant now) {
        return new DirectoryCatalog(
                root.resolve(folder),
                Clock.fixed(now, ZoneOffset.UTC),
                Duration.ofSeconds(5),
                SerialMemory.in(root.resolve("state-" + folder)));
    }

    /** A machine that sees the folder for the first time. */
    private List<String> newcomer(String folder) throws InterruptedException {
        return shown(new DirectoryCatalog(root.resolve(folder)));
    }

    private static List<String> shown(Catalog catalog) throws InterruptedException {
        return catalog.list().entries().stream()
                .map(each -> each.reference() + " " + each.entry().title())
                .toList();
    }

    private static Posted post(Catalog catalog, SampleDataset dataset) throws InterruptedException {
        return catalog.post(dataset.draft(), dataset.metainfo());
    }

    private Path file(String folder, SampleDataset dataset, String ending) {
        return root.resolve(folder).resolve(dataset.digest() + ending);
    }

    private void sync(String from, String to) throws IOException {
        Files.createDirectories(root.resolve(to));
        try (Stream<Path> files = Files.list(root.resolve(from))) {
            for (Path each : files.toList()) {
                Path target = root.resolve(to).resolve(each.getFileName());
                if (!Files.exists(target)) {
                    Files.copy(each, target);
                }
            }
        }
    }

    @Test
    void what_was_lost_gets_its_serial_again_when_it_is_posted_once_more() throws Exception {
        post(catalog("soil"), A);
        post(catalog("soil"), B);
        Files.delete(file("soil", A, ".json"));
        assertThat(shown(catalog("soil"))).containsExactly("2 Soil depth, depth-2.csv");

        assertThat(post(catalog("soil"), A).listed().reference()).isEqualTo("1");
        assertThat(shown(catalog("soil"))).containsExactly("1 Soil depth, depth-1.csv", "2 Soil depth, depth-2.csv");
    }

    @Test
    void whatever_is_lost_broken_or_half_there_leaves_a_gap() throws Exception {
        for (SampleDataset dataset : List.of(A, B, C, D)) {
            post(catalog("soil"), dataset);
        }
        Files.delete(file("soil", A, ".json"));
        Files.delete(file("soil", A, ".torrent"));
        Files.delete(file("soil", B, ".torrent"));
        Files.writeString(file("soil", C, ".json"), "{");
        Files.write(file("soil", C, ".torrent"), C.torrent());

        assertThat(shown(catalog("soil"))).containsExactly("4 Soil depth, depth-4.csv");
        assertThat(newcomer("soil")).containsExactly("4 Soil depth, depth-4.csv");
        assertThat(post(new DirectoryCatalog(root.resolve("soil")), SampleDataset.number(5))
                        .listed()
                        .reference())
                .isEqualTo("5");
    }

    @Test
    void the_serial_of_the_last_dataset_is_not_given_again_when_that_is_deleted() throws Exception {
        post(catalog("soil"), A);
        post(catalog("soil"), B);
        Files.delete(file("soil", B, ".json"));
        Files.delete(file("soil", B, ".torrent"));

        assertThat(post(new DirectoryCatalog(root.resolve("soil")), C).listed().reference())
                .isEqualTo("3");
    }

    @Test
    void of_copies_of_the_file_with_the_highest_serial_the_highest_counts_and_losing_it_does_no_harm()
            throws Exception {
        post(catalog("soil"), A);
        Files.writeString(root.resolve("soil/.seedbank-serials (conflicted copy)"), "17\n");
        assertThat(post(catalog("soil"), B).listed().reference()).isEqualTo("18");

        Files.delete(root.resolve("soil/.seedbank-serials"));
        Files.writeString(root.resolve("soil/.seedbank-serials (conflicted copy)"), "not a number");
        assertThat(post(catalog("soil"), C).listed().reference()).isEqualTo("19");
    }

    @Test
    void a_torn_entry_is_read_from_its_torrent_and_mended_by_the_next_change() throws Exception {
        Listed before = post(catalog("soil"), A).listed();
        Files.writeString(file("soil", A, ".json"), "{\"schema\": 1, ");

        Listing torn = catalog("soil").list();
        assertThat(torn.entries()).containsExactly(before);
        assertThat(torn.warnings())
                .containsExactly(new CatalogWarning(
                        A.digest() + ".json",
                        "its JSON ends too early at line 1 column 15; what its torrent says of it is shown"));

        Entry withdrawn = catalog("soil").withdraw(A.digest());
        assertThat(withdrawn.serial()).contains(Serial.of(1));
        assertThat(catalog("soil").list().warnings()).isEmpty();
    }

    @Test
    void of_two_who_took_one_number_the_earlier_keeps_it_for_everybody() throws Exception {
        post(catalog("here", NOON.plusSeconds(5)), A);
        post(catalog("there", NOON), B);
        sync("here", "there");
        sync("there", "here");

        List<String> all = List.of("1 Soil depth, depth-2.csv", "1b Soil depth, depth-1.csv");
        assertThat(shown(catalog("here"))).isEqualTo(all);
        assertThat(shown(catalog("there"))).isEqualTo(all);
        assertThat(newcomer("there")).isEqualTo(all);
    }

    @Test
    void a_serial_that_meant_another_dataset_here_is_refused_and_its_letter_and_digest_are_not() throws Exception {
        post(catalog("here", NOON.plusSeconds(5)), A);
        post(catalog("there", NOON), B);
        sync("there", "here");
        Listing listing = catalog("here").list();

        assertThatThrownBy(() -> listing.require("1"))
                .isInstanceOf(CatalogException.ContestedSerial.class)
                .hasMessageEndingWith("has meant another dataset on this machine than it means now")
                .extracting(e -> ((CatalogException) e).remedy())
                .asString()
                .contains(A.digest().hex().substring(0, 12), B.digest().hex().substring(0, 12), "listed as 1b");
        assertThat(listing.require("1b").entry().digest()).isEqualTo(A.digest());
        assertThat(listing.require(B.digest().hex()).reference()).isEqualTo("1");
        CatalogSet set = CatalogSet.of(Map.of("soil", catalog("here")), CatalogListener.NONE);
        assertThat(set.find("soil/1b")).isInstanceOf(Found.Dataset.class);
        assertThatThrownBy(() -> set.find("soil/1")).isInstanceOf(CatalogException.ContestedSerial.class);
    }

    @Test
    void the_letter_stays_when_the_first_is_lost() throws Exception {
        post(catalog("here", NOON.plusSeconds(5)), A);
        post(catalog("there", NOON), B);
        sync("here", "there");
        assertThat(shown(catalog("there"))).hasSize(2);
        Files.delete(file("there", B, ".json"));
        Files.delete(file("there", B, ".torrent"));

        assertThat(shown(catalog("there"))).containsExactly("1b Soil depth, depth-1.csv");
        assertThat(catalog("there").list().find("1")).isEqualTo(new Lookup.None());
        catalog("there").describe(A.digest(), entry -> entry.title("Described"));
        assertThat(newcomer("there")).containsExactly("1b Described");
    }

    @Test
    void entries_without_serials_have_those_of_their_order_and_the_next_post_writes_them_down() throws Exception {
        for (SampleDataset dataset : List.of(A, B, C)) {
            post(catalog("soil", NOON.plusSeconds(dataset.digest().hex().charAt(0))), dataset);
        }
        for (SampleDataset dataset : List.of(A, B, C)) {
            Path json = file("soil", dataset, ".json");
            Entry entry = Entry.parse(Files.readString(json));
            Files.writeString(json, entry.toBuilder().serial(null).build().toJson());
        }
        List<String> before = newcomer("soil");
        assertThat(before).extracting(line -> line.charAt(0)).containsExactly('1', '2', '3');

        assertThat(post(new DirectoryCatalog(root.resolve("soil")), D).listed().reference())
                .isEqualTo("4");
        Files.delete(file("soil", B, ".json"));
        Files.delete(file("soil", B, ".torrent"));

        List<String> after = newcomer("soil");
        assertThat(after).hasSize(3).endsWith("4 Soil depth, depth-4.csv");
        assertThat(before).containsAll(after.subList(0, 2));
    }

    @Test
    void the_publishers_clock_counts_also_when_another_is_far_ahead() throws Exception {
        post(catalog("soil", Instant.parse("2099-01-01T00:00:00Z")), A);

        Listed second = post(catalog("soil", NOON), B).listed();

        assertThat(second.published()).isEqualTo(NOON);
        assertThat(second.reference()).isEqualTo("2");
    }
}
