package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Withdrawal;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;
import org.seedbank.node.api.WantedDataset;
import org.seedbank.node.desk.CatalogName;
import org.seedbank.node.desk.EntryPage;
import org.seedbank.node.desk.ListedFiles;
import org.seedbank.node.desk.PublicationLook;
import org.seedbank.node.desk.PublicationView;
import org.seedbank.node.desk.WantedPublication;
import org.seedbank.node.detail.DatasetEntry;
import org.seedbank.swarm.SwarmKey;

/** What a node tells of the catalogs of its home, and fetches of them; asked over HTTP. */
class NodeDeskTest {

    private static final String LOCAL = "local";
    private static final Sha256 UNKNOWN = new Sha256("0".repeat(64));

    @TempDir
    Path folder;

    private NodeBench bench;
    private Catalogs catalogs;
    private Catalog local;
    private Metainfo soil;
    private Sha256 digest;
    private NodeControl reader;
    private Path copies;

    @BeforeEach
    void open() throws Exception {
        bench = new NodeBench(folder);
        catalogs = new Catalogs(bench.catalogs("reader"));
        local = catalogs.own();
        bench.write("soil/depth.csv", "10\n");
        bench.write("soil/ph.csv", "6.5\n");
        soil = bench.torrent("soil");
        digest = soil.datasetDigest().orElseThrow();
        local.post(entry(soil, "Soil of 2024"), soil);
        bench.node("reader");
        reader = NodeClient.connect(bench.path("reader/node"));
        copies = Files.createDirectories(folder.resolve("copies")).toRealPath();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static Entry entry(Metainfo torrent, String title) {
        return Entry.builder(torrent.datasetDigest().orElseThrow())
                .title(title)
                .license("CC-BY-4.0")
                .bytes(torrent.totalLength())
                .files(torrent.files().size())
                .pieceLength(torrent.pieceLength())
                .infohashV1(torrent.infoHashV1().orElse(null))
                .infohashV2(torrent.infoHashV2().orElse(null))
                .build();
    }

    private Metainfo post(Catalog catalog, String name, String title) throws Exception {
        bench.write(name + "/data.csv", name);
        Metainfo torrent = bench.torrent(name);
        catalog.post(entry(torrent, title), torrent);
        return torrent;
    }

    /** An order to fetch there makes a folder one of those that are known. */
    private void fetchesInto(Path target) throws Exception {
        Path watched = Files.createDirectories(folder.resolve("watched"));
        reader.order(new Order.Watch(watched, target));
    }

    private WantedDataset wanted(Path into, Optional<Set<Integer>> files) {
        return new WantedDataset(
                Optional.of(LOCAL),
                Optional.of(digest),
                Optional.empty(),
                into,
                Optional.empty(),
                Optional.empty(),
                files,
                Optional.of(true),
                Optional.empty());
    }

    private static WantedDataset byLink(String link, Path into) {
        return new WantedDataset(
                Optional.empty(),
                Optional.empty(),
                Optional.of(link),
                into,
                Optional.of("by-link"),
                Optional.of(ExistingFiles.Policy.ADOPT),
                Optional.empty(),
                Optional.of(false),
                Optional.empty());
    }

    @Test
    void entries_are_listed_page_by_page_with_what_a_person_types_for_them() throws Exception {
        post(local, "rain", "Rain of 2025");

        EntryPage first = reader.entries(LOCAL, "", 0, 1);
        EntryPage second = reader.entries(LOCAL, "", 1, 1000);

        assertThat(first.total()).isEqualTo(2);
        assertThat(first.entries()).singleElement().satisfies(line -> {
            assertThat(line.reference()).isEqualTo("1");
            assertThat(line.digest()).isEqualTo(digest);
            assertThat(line.key()).isEqualTo(SwarmKey.of(soil));
            assertThat(line.title()).isEqualTo("Soil of 2024");
            assertThat(line.bytes()).isEqualTo(7);
            assertThat(line.files()).isEqualTo(2);
            assertThat(line.license()).contains("CC-BY-4.0");
            assertThat(line.withdrawn()).isFalse();
        });
        assertThat(second.entries()).extracting(EntryPage.EntryLine::reference).containsExactly("2");
        assertThat(reader.entries(LOCAL, "", 2, 10).entries()).isEmpty();
        assertThat(reader.entries(LOCAL, "", Integer.MAX_VALUE, 1000).entries()).isEmpty();
    }

    @Test
    void a_search_finds_what_the_command_finds() throws Exception {
        post(local, "rain", "Rain of 2025");

        assertThat(reader.entries(LOCAL, "rain 20", 0, 10).entries())
                .extracting(EntryPage.EntryLine::title)
                .containsExactly("Rain of 2025");
        assertThat(reader.entries(LOCAL, "ain & #%", 0, 10).total()).isZero();
    }

    @Test
    void where_there_are_several_catalogs_the_name_is_before_the_serial() throws Exception {
        Path other = Files.createDirectories(folder.resolve("group"));
        post(Catalogs.in(other), "snow", "Snow");
        catalogs.registry().add("group", catalogs.location(other.toString()));

        assertThat(reader.catalogs()).extracting(CatalogName::name).containsExactly(LOCAL, "group");
        assertThat(reader.entries("group", "", 0, 10).entries())
                .extracting(EntryPage.EntryLine::reference)
                .containsExactly("group/1");
        assertThat(reader.entries(LOCAL, "", 0, 10).entries())
                .extracting(EntryPage.EntryLine::reference)
                .containsExactly("local/1");
    }

    @Test
    void what_is_withdrawn_and_what_was_left_out_is_said() throws Exception {
        local.withdraw(digest, new Withdrawal(Optional.of("a sensor was broken"), Optional.empty()));
        bench.write("reader/data/catalog/notes.json", "{}");

        EntryPage page = reader.entries(LOCAL, "", 0, 10);

        assertThat(page.entries()).extracting(EntryPage.EntryLine::withdrawn).containsExactly(true);
        assertThat(page.warned()).isEqualTo(1);
        assertThat(page.warnings())
                .containsExactly(new EntryPage.LeftOutThing("notes.json", "its name is not a dataset digest"));
        DatasetEntry entry = reader.entry(LOCAL, digest);
        assertThat(entry.reference()).contains("1");
        assertThat(entry.entry().orElseThrow().withdrawal().reason()).contains("a sensor was broken");
        assertThat(entry.citations()).isNotEmpty();
    }

    @Test
    void files_are_those_of_the_torrent_of_the_catalog() throws Exception {
        assertThat(reader.listedFiles(LOCAL, digest, 0, 1))
                .isEqualTo(new ListedFiles(2, 0, List.of(new ListedFiles.ListedFile("depth.csv", 3))));
        assertThat(reader.listedFiles(LOCAL, digest, 1, 10).files())
                .extracting(ListedFiles.ListedFile::path)
                .containsExactly("ph.csv");
    }

    @Test
    void a_dataset_is_fetched_into_a_folder_that_is_known() throws Exception {
        fetchesInto(copies);
        bench.node("station").add(NewDataset.published(soil, bench.path("soil")));

        DatasetView view = reader.fetch(wanted(copies, Optional.empty()));
        NodeBench.await(reader, view.key(), DatasetState.SEEDING);

        assertThat(copies.resolve("soil/ph.csv")).hasContent("6.5");
        assertThat(reader.fetchFolders()).contains(copies);
        assertThat(reader.history(Optional.of(view.key()), Optional.empty(), 10).entries())
                .extracting(HistoryEntry::serial)
                .contains(Optional.of("1"));
    }

    @Test
    void only_the_files_that_were_chosen_are_fetched() throws Exception {
        fetchesInto(copies);
        bench.node("station").add(NewDataset.published(soil, bench.path("soil")));

        DatasetView view = reader.fetch(wanted(copies, Optional.of(Set.of(1))));
        NodeBench.await(reader, view.key(), DatasetState.SEEDING);

        assertThat(copies.resolve("soil/ph.csv")).hasContent("6.5");
        assertThat(copies.resolve("soil/depth.csv")).doesNotExist();
    }

    @Test
    void a_magnet_link_is_waited_for_in_a_folder_that_is_known() throws Exception {
        fetchesInto(copies);

        DatasetView view = reader.fetch(byLink(soil.magnetLink(), copies));

        assertThat(view.state()).isEqualTo(DatasetState.NO_TORRENT);
        assertThat(reader.waiting(view.key()).place()).isEqualTo(copies);
        assertThat(reader.waiting(view.key()).name()).contains("by-link");
        assertThat(reader.waiting(view.key()).seed()).isFalse();
    }

    @Test
    void an_infohash_alone_is_as_good_as_a_magnet_link() throws Exception {
        fetchesInto(copies);
        bench.write("peat/data.csv", "peat");
        Metainfo peat = bench.torrent("peat");
        String hash = peat.infoHashV1().orElseThrow().hex();

        DatasetView view = reader.fetch(byLink(hash.toUpperCase(Locale.ROOT), copies));

        assertThat(view.state()).isEqualTo(DatasetState.NO_TORRENT);
        assertThat(reader.waiting(view.key()).link().v1()).isEqualTo(peat.infoHashV1());
    }

    @Test
    void a_digest_or_an_infohash_that_a_catalog_lists_has_its_torrent_from_there() throws Exception {
        fetchesInto(copies);

        DatasetView byDigest = reader.fetch(byLink(digest.hex(), copies));
        reader.remove(byDigest.key(), false);
        DatasetView byHash = reader.fetch(byLink(soil.infoHashV1().orElseThrow().hex(), copies));

        assertThat(List.of(byDigest, byHash))
                .allSatisfy(view -> assertThat(view.key()).isEqualTo(SwarmKey.of(soil)))
                .extracting(DatasetView::state)
                .doesNotContain(DatasetState.NO_TORRENT);
        assertThat(byHash.path()).isEqualTo(copies.resolve("by-link").toString());
        assertThat(reader.torrent(byHash.key()).datasetDigest()).contains(digest);
    }

    @Test
    void a_torrent_is_had_from_its_address() throws Exception {
        fetchesInto(copies);
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/soil.torrent", exchange -> {
            exchange.sendResponseHeaders(200, soil.bytes().length);
            exchange.getResponseBody().write(soil.bytes());
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
        try {
            DatasetView view = reader.fetch(byLink(address + "soil.torrent", copies));

            assertThat(view.key()).isEqualTo(SwarmKey.of(soil));
            assertThat(view.path()).isEqualTo(copies.resolve("by-link").toString());
            assertThatThrownBy(() -> reader.fetch(byLink(address + "peat.torrent", copies)))
                    .isInstanceOf(NodeException.Refused.class)
                    .hasMessageContaining("404");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nothing_is_fetched_into_a_folder_that_nobody_has_named() {
        assertThatThrownBy(() -> reader.fetch(wanted(copies, Optional.empty())))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage("'%s' is none of the folders that the page fetches into", copies);
        assertThatThrownBy(() -> reader.fetch(byLink(soil.magnetLink(), copies)))
                .isInstanceOf(NodeException.Refused.class);
    }

    @Test
    void a_torrent_that_is_not_the_one_of_the_entry_is_refused() throws Exception {
        fetchesInto(copies);
        Metainfo rain = post(local, "rain", "Rain");
        Path listed = bench.path("reader/data/catalog");
        Files.write(listed.resolve(digest.hex() + ".torrent"), rain.bytes());

        assertThatThrownBy(() -> reader.fetch(wanted(copies, Optional.empty())))
                .isInstanceOf(NodeException.Refused.class);
        assertThatThrownBy(() -> reader.listedFiles(LOCAL, digest, 0, 10)).isInstanceOf(NodeException.Refused.class);
        assertThat(reader.datasets()).isEmpty();
    }

    private PublicationView ended(String id) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            PublicationView view = reader.publications().stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            if (view.state().compareTo(PublicationView.State.PUBLISHED) >= 0) {
                return view;
            }
            assertThat(System.nanoTime()).as("%s", view).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static WantedPublication publication(Path path, Optional<Description> description) {
        return new WantedPublication(path, Optional.of(LOCAL), description);
    }

    @Test
    void a_look_at_what_is_to_be_published_shares_nothing_and_says_what_is_from_where() throws Exception {
        fetchesInto(copies);
        bench.write("copies/rain/r.csv", "1\n");
        bench.write("copies/rain/.git/config", "x");
        bench.write(
                "copies/rain/CITATION.cff",
                "cff-version: 1.2.0\nmessage: cite\ntitle: Rain\nauthors:\n  - name: Lab\n");

        PublicationLook look = reader.look(publication(copies.resolve("rain"), Optional.empty()));

        assertThat(look.name()).isEqualTo("rain");
        assertThat(look.description().title()).contains("Rain");
        assertThat(look.sources()).contains(new PublicationLook.FieldSource("title", "CITATION.cff"));
        assertThat(look.warnings()).isNotEmpty();
        assertThat(reader.datasets()).isEmpty();
        assertThat(local.list().entries()).hasSize(1);
    }

    @Test
    void a_dataset_is_published_with_what_was_said_of_it() throws Exception {
        fetchesInto(copies);
        bench.write("copies/rain/r.csv", "1\n");
        Description said = Description.NONE.withTitle("Rain of 2025").withLicense("CC0-1.0");

        PublicationView begun = reader.publish(publication(copies.resolve("rain"), Optional.of(said)));
        PublicationView end = ended(begun.id());

        assertThat(end.state()).isEqualTo(PublicationView.State.PUBLISHED);
        assertThat(end.hashed()).isEqualTo(2);
        PublicationView.Outcome outcome = end.outcome().orElseThrow();
        assertThat(outcome.reference()).isEqualTo("2");
        assertThat(outcome.alreadyThere()).isFalse();
        assertThat(reader.dataset(outcome.key()).state()).isEqualTo(DatasetState.SEEDING);
        Entry listed = local.list().byDigest(outcome.digest()).orElseThrow().entry();
        assertThat(listed.title()).isEqualTo("Rain of 2025");
        assertThat(listed.license()).contains("CC0-1.0");
        reader.stopPublication(begun.id());
        assertThat(reader.publications()).isEmpty();
    }

    private static WantedPublication withTorrent(Path path, WantedPublication.WantedTorrent torrent) {
        return new WantedPublication(path, Optional.empty(), Optional.empty(), Optional.of(torrent), Optional.empty());
    }

    @Test
    void a_dataset_is_published_with_the_torrent_that_was_asked_for() throws Exception {
        fetchesInto(copies);
        bench.write("copies/rain/r.csv", "1\n");
        WantedPublication.WantedTorrent wanted = new WantedPublication.WantedTorrent(
                List.of("http://127.0.0.1:9/announce"), List.of(), true, Optional.of(TorrentFormat.V2));

        PublicationView begun = reader.publish(withTorrent(copies.resolve("rain"), wanted));
        PublicationView.Outcome outcome = ended(begun.id()).outcome().orElseThrow();

        Metainfo torrent = reader.torrent(outcome.key());
        assertThat(torrent.trackers()).containsExactly("http://127.0.0.1:9/announce");
        assertThat(torrent.isPrivate()).isTrue();
        assertThat(outcome.infohashV1()).isEmpty();
        assertThat(outcome.infohashV2()).isPresent();
    }

    @Test
    void a_torrent_that_cannot_be_is_refused_before_anything_is_hashed() throws Exception {
        fetchesInto(copies);
        bench.write("copies/rain/r.csv", "1\n");
        WantedPublication.WantedTorrent noTracker =
                new WantedPublication.WantedTorrent(List.of("udp://127.0.0.1"), List.of(), false, Optional.empty());
        WantedPublication.WantedTorrent noWebSeed = new WantedPublication.WantedTorrent(
                List.of(), List.of("ftp://127.0.0.1/rain"), false, Optional.empty());
        WantedPublication.WantedTorrent foundByNobody =
                new WantedPublication.WantedTorrent(List.of(), List.of(), true, Optional.empty());

        assertThatThrownBy(() -> reader.publish(withTorrent(copies.resolve("rain"), noTracker)))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage("the tracker 'udp://127.0.0.1' needs a port, as in udp://HOST:PORT");
        assertThatThrownBy(() -> reader.publish(withTorrent(copies.resolve("rain"), noWebSeed)))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage("the web seed 'ftp://127.0.0.1/rain' is not a URL of http, https");
        assertThatThrownBy(() -> reader.publish(withTorrent(copies.resolve("rain"), foundByNobody)))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessageContaining("a private torrent needs a tracker");
        assertThat(reader.publications()).isEmpty();
    }

    private static WantedPublication asSeen(Path path, PublicationLook look) {
        return new WantedPublication(
                path, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(look.seen()));
    }

    @Test
    void a_folder_that_has_changed_since_it_was_looked_at_is_refused() throws Exception {
        fetchesInto(copies);
        Path rain = copies.resolve("rain");
        bench.write("copies/rain/r.csv", "1\n");
        PublicationLook before = reader.look(publication(rain, Optional.empty()));
        bench.write("copies/rain/more.csv", "2\n");

        assertThatThrownBy(() -> reader.publish(asSeen(rain, before)))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage("'rain' has changed since it was looked at");
        assertThat(reader.publications()).isEmpty();

        PublicationLook now = reader.look(publication(rain, Optional.empty()));
        assertThat(ended(reader.publish(asSeen(rain, now)).id()).state()).isEqualTo(PublicationView.State.PUBLISHED);
    }

    @Test
    void a_publication_that_is_stopped_is_neither_served_nor_listed() throws Exception {
        fetchesInto(copies);
        Path large = Files.createDirectories(copies.resolve("large")).resolve("zeros.bin");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(64L << 30); // It takes no room, and a minute to hash.
        }

        PublicationView begun = reader.publish(publication(copies.resolve("large"), Optional.empty()));
        reader.stopPublication(begun.id());

        assertThat(ended(begun.id()).state()).isEqualTo(PublicationView.State.STOPPED);
        assertThat(reader.datasets()).isEmpty();
        assertThat(local.list().entries()).hasSize(1);
    }

    @Test
    void bytes_that_are_listed_already_keep_their_entry() throws Exception {
        fetchesInto(copies);
        bench.write("copies/soil/depth.csv", "10\n");
        bench.write("copies/soil/ph.csv", "6.5\n");

        PublicationView begun =
                reader.publish(publication(copies.resolve("soil"), Optional.of(Description.NONE.withTitle("Another"))));
        PublicationView.Outcome outcome = ended(begun.id()).outcome().orElseThrow();

        assertThat(outcome.alreadyThere()).isTrue();
        assertThat(outcome.reference()).isEqualTo("1");
        assertThat(local.list().entries())
                .extracting(each -> each.entry().title())
                .containsExactly("Soil of 2024");
    }

    @Test
    void what_has_no_effect_on_bytes_that_are_listed_already_is_told_without_keys() throws Exception {
        fetchesInto(copies);
        bench.write("copies/soil/depth.csv", "10\n");
        bench.write("copies/soil/ph.csv", "6.5\n");
        WantedPublication.WantedTorrent torrent = new WantedPublication.WantedTorrent(
                List.of("http://127.0.0.1:9/announce"),
                List.of("http://u:secret@127.0.0.1:9/soil/"),
                true,
                Optional.empty());
        Description said = Description.NONE.withTitle("Another").withLicense("CC-BY-4.0");

        PublicationView begun = reader.publish(new WantedPublication(
                copies.resolve("soil"), Optional.empty(), Optional.of(said), Optional.of(torrent), Optional.empty()));
        PublicationView end = ended(begun.id());

        assertThat(end.outcome().orElseThrow().untaken())
                .contains(Map.of(
                        "title", List.of("Another"),
                        "trackers", List.of("http://127.0.0.1:9/announce"),
                        "webSeeds", List.of("http://…@127.0.0.1:9/soil/")));
        assertThat(end.warnings())
                .containsExactly(
                        "the catalog's torrent of these bytes is not private, and it is the one that is seeded");
    }

    @Test
    void a_web_seed_is_asked_as_the_command_does_before_it_is_named() throws Exception {
        fetchesInto(copies);
        bench.write("copies/rain/r.csv", "1\n");
        WantedPublication.WantedTorrent torrent = new WantedPublication.WantedTorrent(
                List.of(), List.of("http://127.0.0.1:9/rain/"), false, Optional.empty());

        PublicationLook look = reader.look(withTorrent(copies.resolve("rain"), torrent));
        PublicationView begun = reader.publish(withTorrent(copies.resolve("rain"), torrent));

        assertThat(ended(begun.id()).warnings())
                .isEqualTo(look.warnings())
                .containsExactly("web seed 'http://127.0.0.1:9/rain/': nobody answers at that address; it is named all"
                        + " the same, and others can fetch from it when that is mended");
    }

    @Test
    void a_web_seed_that_has_files_of_other_lengths_is_refused_before_anything_is_hashed() throws Exception {
        fetchesInto(copies);
        bench.write("copies/rain/r.csv", "1\n");
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/rain/r.csv", exchange -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-0/9");
            exchange.sendResponseHeaders(206, 1);
            exchange.getResponseBody().write('1');
            exchange.close();
        });
        server.start();
        WantedPublication.WantedTorrent torrent = new WantedPublication.WantedTorrent(
                List.of(),
                List.of("http://127.0.0.1:%d/".formatted(server.getAddress().getPort())),
                false,
                Optional.empty());
        try {
            assertThatThrownBy(() -> reader.look(withTorrent(copies.resolve("rain"), torrent)))
                    .isInstanceOf(NodeException.Refused.class)
                    .hasMessageContaining("it has 9 bytes of 'r.csv', of which 2 were published");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void what_is_refused_before_hashing_is_refused_at_once() throws Exception {
        fetchesInto(copies);
        bench.write("copies/rain/r.csv", "1\n");
        bench.write("copies/keys/id_rsa", "-----BEGIN OPENSSH PRIVATE KEY-----\n");
        Files.createSymbolicLink(copies.resolve("out"), bench.path("soil"));
        Description doi = Description.NONE.withDoi("none");

        for (Path outside : List.of(bench.path("soil"), copies.resolve("out"), copies.resolve("../soil"))) {
            assertThatThrownBy(() -> reader.publish(publication(outside, Optional.empty())))
                    .as(outside.toString())
                    .isInstanceOf(NodeException.Refused.class)
                    .hasMessageContaining("lies in none of the folders that the page knows");
        }
        assertThatThrownBy(() -> reader.publish(publication(copies, Optional.empty())))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage("'%s' is itself one of the folders that the page knows", copies);
        assertThatThrownBy(() -> reader.publish(publication(copies.resolve("gone"), Optional.empty())))
                .isInstanceOf(NodeException.Refused.class);
        assertThatThrownBy(() -> reader.publish(publication(copies.resolve("keys"), Optional.empty())))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessageContaining("id_rsa");
        assertThatThrownBy(() -> reader.publish(publication(copies.resolve("rain"), Optional.of(doi))))
                .isInstanceOf(NodeException.Refused.class);
        assertThat(reader.publications()).isEmpty();
        assertThat(reader.datasets()).isEmpty();
    }

    @Test
    void catalogs_and_entries_that_are_not_there_are_refused_with_what_to_do() {
        assertThatThrownBy(() -> reader.entries("nowhere", "", 0, 10))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage("'nowhere' is not the name of a catalog");
        assertThatThrownBy(() -> reader.entries("../node", "", 0, 10)).isInstanceOf(NodeException.class);
        assertThatThrownBy(() -> reader.entry(LOCAL, UNKNOWN))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessageContaining(UNKNOWN.hex());
        assertThatThrownBy(() -> reader.entries(LOCAL, "", 0, 1001))
                .isInstanceOf(NodeException.BadRequest.class)
                .hasMessageContaining("'count' must be from 1 to 1000");
        assertThatThrownBy(() -> reader.listedFiles(LOCAL, digest, -1, 1))
                .isInstanceOf(NodeException.BadRequest.class)
                .hasMessageContaining("'from' must be from 0 to");
    }
}
