package org.seedbank.node.internal.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.EditionChange;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.export.CatalogExport;
import org.seedbank.catalog.export.Look;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;
import org.seedbank.swarm.SwarmKey;

class FollowTaskTest {

    @TempDir
    Path home;

    private Bench bench;
    private Catalog catalog;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(home);
        catalog = bench.catalog();
    }

    private void follow(String match) throws Exception {
        bench.orders.order(new Order.Follow(
                Optional.empty(), Optional.of(match).filter(text -> !text.isEmpty()), bench.folder("mirror")));
    }

    private Entry post(String dataset) throws Exception {
        Metainfo torrent = bench.torrent(dataset);
        Entry draft = Entry.builder(torrent.datasetDigest().orElseThrow())
                .title(dataset)
                .bytes(torrent.totalLength())
                .files(torrent.files().size())
                .pieceLength(torrent.pieceLength())
                .infohashV1(torrent.infoHashV1().orElse(null))
                .infohashV2(torrent.infoHashV2().orElse(null))
                .build();
        return catalog.post(draft, torrent).listed().entry();
    }

    @Test
    void fetches_what_is_listed_and_then_what_is_posted() throws Exception {
        post("soil");
        follow("");
        bench.orders.poll();
        post("rain");
        bench.wait(Bench.POLL);
        assertThat(bench.node.names()).containsExactly("soil");

        bench.wait(Bench.ASK);

        assertThat(bench.news())
                .containsExactly("fetching 'rain', 2 in the catalog", "fetching 'soil', 1 in the catalog");
        DatasetView soil = bench.node.datasets().get(0);
        assertThat(soil.path()).isEqualTo(bench.home.resolve("mirror/soil").toString());
        assertThat(soil.origin()).isEqualTo("follow-1");
        assertThat(bench.problem()).isEmpty();
    }

    @Test
    void asks_as_often_as_was_said_and_says_when() throws Exception {
        post("soil");
        follow("");
        bench.orders.poll();
        Instant looked = bench.only().looked().orElseThrow();
        assertThat(bench.only().next()).contains(looked.plus(Bench.ASK));

        bench.orders.order(new Order.Follow(
                Optional.empty(), Optional.empty(), bench.folder("mirror"), Optional.of(Duration.ofMinutes(1))));
        post("rain");
        bench.wait(Duration.ofMinutes(1));

        assertThat(bench.node.names()).containsExactly("soil", "rain");
        assertThat(bench.only().next()).contains(looked.plus(Duration.ofMinutes(2)));
    }

    @Test
    void asks_at_once_when_it_is_told_to_also_after_failures() throws Exception {
        post("soil");
        follow("");
        bench.node.refuse(new NodeException.Refused("there is no room", "make room"));
        bench.orders.poll();
        bench.node.accept();
        bench.wait(Bench.POLL);
        assertThat(bench.node.names()).isEmpty();

        assertThat(bench.orders.look("follow-1").next()).isEmpty();
        bench.wait(Bench.POLL);

        assertThat(bench.node.names()).containsExactly("soil");
        assertThat(bench.problem()).isEmpty();
    }

    @Test
    void chooses_another_name_where_something_else_is_in_the_way_and_says_so() throws Exception {
        Entry soil = post("soil");
        Files.writeString(bench.folder("mirror").resolve("soil"), "a file of mine");
        follow("");
        bench.orders.poll();

        String name = "soil-" + soil.digest().hex().substring(0, 8);
        assertThat(bench.news()).containsExactly("fetching 'soil' as '%s', 1 in the catalog".formatted(name));
        assertThat(bench.node.datasets().get(0).path())
                .isEqualTo(bench.home.resolve("mirror").resolve(name).toString());
    }

    @Test
    void takes_only_what_matches_and_was_not_withdrawn() throws Exception {
        post("soil north");
        catalog.withdraw(post("soil south").digest());
        post("rain");
        follow("soil");
        bench.orders.poll();

        assertThat(bench.node.names()).containsExactly("soil north");
    }

    @Test
    void does_not_bring_back_what_a_person_removed() throws Exception {
        post("soil");
        follow("");
        bench.orders.poll();
        bench.node.remove(bench.node.datasets().get(0).key(), false);
        bench.open();
        bench.wait(Bench.ASK);

        assertThat(bench.node.names()).isEmpty();
    }

    @Test
    void leaves_what_the_node_has_already() throws Exception {
        post("soil");
        bench.node.add(NewDataset.fetched(bench.torrent("soil"), bench.folder("elsewhere"), "get"));
        follow("");
        bench.orders.poll();

        assertThat(bench.node.requests()).hasSize(1);
        assertThat(bench.news()).isEmpty();
        assertThat(bench.problem()).isEmpty();
    }

    @Test
    void takes_over_what_was_edited_and_only_once() throws Exception {
        Entry soil = post("soil");
        follow("");
        bench.orders.poll();
        SwarmKey key = bench.node.datasets().get(0).key();

        catalog.edit(soil.digest(), adding("udp://192.0.2.1:6969"));
        bench.wait(Bench.ASK);
        assertThat(bench.node.torrent(key).trackers()).containsExactly("udp://192.0.2.1:6969");
        assertThat(bench.news())
                .containsExactly(
                        "took over what was edited of 'soil', 1 in the catalog", "fetching 'soil', 1 in the catalog");

        bench.open();
        bench.wait(Bench.ASK);
        assertThat(bench.news()).hasSize(2);

        catalog.edit(soil.digest(), adding("udp://192.0.2.2:6969"));
        bench.wait(Bench.ASK);
        assertThat(bench.node.torrent(key).trackers()).containsExactly("udp://192.0.2.1:6969", "udp://192.0.2.2:6969");
        assertThat(bench.news())
                .containsExactly(
                        "took over what was edited of 'soil', 1 in the catalog", "fetching 'soil', 1 in the catalog");
    }

    @Test
    void takes_over_what_an_exported_catalog_has_since_an_edit_and_drops_what_is_gone() throws Exception {
        Entry soil = post("soil");
        catalog.edit(soil.digest(), having("https://192.0.2.1/announce?passkey=0123456789abcdef0123456789abcdef"));
        Path exported = home.resolve("exported");
        CatalogExport.run(catalog, Look.PLAIN, exported, (done, total, entry) -> {});
        bench.orders.order(new Order.Follow(Optional.of("dir:" + exported), Optional.empty(), bench.folder("mirror")));
        bench.orders.poll();
        SwarmKey key = bench.node.datasets().get(0).key();
        assertThat(bench.node.torrent(key).trackers()).hasSize(1);

        catalog.edit(soil.digest(), having("udp://192.0.2.2:6969"));
        CatalogExport.run(catalog, Look.PLAIN, exported, (done, total, entry) -> {});
        bench.wait(Bench.ASK);

        assertThat(bench.node.torrent(key).trackers()).containsExactly("udp://192.0.2.2:6969");
    }

    @Test
    void takes_over_what_was_edited_before_it_followed_too() throws Exception {
        Entry soil = post("soil");
        bench.node.add(NewDataset.fetched(bench.torrent("soil"), bench.folder("elsewhere"), "get"));
        catalog.edit(soil.digest(), adding("udp://192.0.2.1:6969"));
        follow("");
        bench.orders.poll();

        assertThat(bench.node.torrent(bench.node.datasets().get(0).key()).trackers())
                .containsExactly("udp://192.0.2.1:6969");
    }

    @Test
    void an_edit_does_not_bring_back_what_a_person_removed() throws Exception {
        Entry soil = post("soil");
        follow("");
        bench.orders.poll();
        bench.node.remove(bench.node.datasets().get(0).key(), false);

        catalog.edit(soil.digest(), adding("udp://192.0.2.1:6969"));
        bench.wait(Bench.ASK);

        assertThat(bench.node.names()).isEmpty();
        assertThat(bench.problem()).isEmpty();
    }

    @Test
    void what_was_published_from_here_stays_as_its_publisher_has_it() throws Exception {
        Entry soil = post("soil");
        bench.node.add(NewDataset.published(bench.torrent("soil"), bench.folder("soil")));
        catalog.edit(soil.digest(), adding("udp://192.0.2.1:6969"));
        follow("");
        bench.orders.poll();

        assertThat(bench.node.torrent(bench.node.datasets().get(0).key()).trackers())
                .isEmpty();
        assertThat(bench.news())
                .containsExactly(
                        "'soil', 1 in the catalog was edited there; it was published from here, and stays as it is"
                                + " until it is published again");
    }

    private static EditionChange adding(String tracker) {
        return changing(now -> {
            List<List<String>> tiers = new ArrayList<>(now);
            tiers.add(List.of(tracker));
            return tiers;
        });
    }

    private static EditionChange having(String tracker) {
        return changing(now -> List.of(List.of(tracker)));
    }

    private static EditionChange changing(UnaryOperator<List<List<String>>> tiers) {
        return new EditionChange() {
            @Override
            public Entry entry(Entry now) {
                return now;
            }

            @Override
            public Metainfo torrent(Metainfo now) {
                return now.withUrls(tiers.apply(now.trackerTiers()), now.webSeeds());
            }
        };
    }

    @Test
    void goes_on_past_a_broken_entry() throws Exception {
        Entry soil = post("soil");
        post("rain");
        Files.write(
                bench.catalogs().local().resolve(soil.digest() + ".torrent"),
                bench.torrent("wind").bytes());
        follow("");
        bench.orders.poll();

        assertThat(bench.node.names()).containsExactly("rain");
        assertThat(bench.problem()).hasValueSatisfying(text -> assertThat(text)
                .startsWith("1 in the catalog is not fetched: the torrent of '%s' is not the one"
                        .formatted(soil.digest())));

        Files.write(
                bench.catalogs().local().resolve(soil.digest() + ".torrent"),
                bench.torrent("soil").bytes());
        bench.wait(Bench.ASK);
        assertThat(bench.node.names()).containsExactly("rain", "soil");
        assertThat(bench.problem()).isEmpty();
    }

    @Test
    void tries_again_what_the_node_refused() throws Exception {
        post("soil");
        follow("");
        bench.node.refuse(new NodeException.Refused("there is no room", "make room"));
        bench.orders.poll();
        bench.wait(Bench.POLL);
        assertThat(bench.problem()).contains("1 in the catalog is not fetched: there is no room");

        bench.node.accept();
        bench.wait(Bench.ASK);
        assertThat(bench.news()).containsExactly("fetching 'soil', 1 in the catalog");
        assertThat(bench.problem()).isEmpty();
    }

    @Test
    void asks_a_catalog_that_cannot_be_read_less_and_less_often() throws Exception {
        post("soil");
        Path local = bench.catalogs().local();
        bench.orders.order(new Order.Follow(Optional.of("dir:" + local), Optional.empty(), bench.folder("mirror")));
        Path away = local.resolveSibling("away");
        Files.move(local, away);
        Files.writeString(local, "in the way");
        bench.orders.poll();
        bench.wait(Bench.ASK);
        assertThat(bench.problem()).hasValueSatisfying(text -> assertThat(text)
                .startsWith("cannot read catalog 'dir:%s'".formatted(local)));

        Files.delete(local);
        Files.move(away, local);
        bench.wait(Bench.ASK);
        assertThat(bench.node.names()).isEmpty();
        bench.wait(Bench.ASK.plus(Duration.ofSeconds(1)));
        assertThat(bench.node.names()).isEqualTo(List.of("soil"));
        assertThat(bench.problem()).isEmpty();
    }
}
