package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NewMagnet;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Removed;
import org.seedbank.node.examination.Examination;
import org.seedbank.node.examination.Finding;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.SwarmKey;

/** A magnet link whose torrent nobody gives is a dataset that waits for it. */
class WaitingMagnetTest {

    private static final String NOBODYS = "magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567&dn=soil";
    private static final SwarmKey NOBODY = new SwarmKey("0123456789abcdef0123456789abcdef01234567");

    @TempDir
    private Path temp;

    @AutoClose
    private NodeBench bench;

    @BeforeEach
    void open() {
        bench = new NodeBench(temp);
    }

    @Test
    void it_waits_over_a_restart_until_it_is_removed() throws Exception {
        Node node = bench.node("home");
        DatasetView waiting = node.addMagnet(asked(NOBODYS));
        assertThat(waiting)
                .returns(NOBODY, DatasetView::key)
                .returns("soil", DatasetView::name)
                .returns(DatasetState.NO_TORRENT, DatasetView::state)
                .returns(bench.path("copies").toString(), DatasetView::path)
                .returns(Optional.empty(), DatasetView::otherName)
                .returns(Optional.of("nobody has given the torrent of this magnet link yet"), DatasetView::why);

        bench.close(node);
        Node again = bench.node("home");
        assertThat(again.datasets()).containsExactly(waiting);
        assertThat(again.resume(NOBODY).state()).isEqualTo(DatasetState.NO_TORRENT);
        assertThatThrownBy(() -> again.pause(NOBODY))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage("the torrent of 'soil' is not known yet");

        assertThat(again.remove(NOBODY, true)).isEqualTo(Removed.NOTHING);
        assertThat(again.datasets()).isEmpty();
        assertThatThrownBy(() -> again.dataset(NOBODY)).isInstanceOf(NodeException.UnknownDataset.class);
        bench.close(again);
        assertThat(bench.node("home").datasets()).isEmpty();
        assertThat(Files.exists(bench.path("copies"))).isFalse();
    }

    @Test
    void it_becomes_the_dataset_once_a_peer_has_it() throws Exception {
        Metainfo soil = soil();
        Node fetcher = bench.node("fetcher");
        // A link with the v2 infohash alone has another key than the dataset.
        Node seeder = bench.node("seeder");
        Magnet link = new Magnet(
                Optional.empty(), soil.infoHashV2(), Optional.of("soil"), List.of(), List.of(), List.of(at(seeder)));
        SwarmKey waiting = fetcher.addMagnet(asked(link.text())).key();
        SwarmKey key = SwarmKey.of(soil);
        assertThat(waiting).isNotEqualTo(key);

        seeder.add(NewDataset.published(soil, bench.path("soil")));

        awaitSeeding(fetcher, key);
        assertThat(fetcher.datasets())
                .singleElement()
                .returns(key, DatasetView::key)
                .returns(bench.path("copies/soil").toString(), DatasetView::path);
        assertThat(Files.readAllBytes(bench.path("copies/soil/depth.csv")))
                .isEqualTo(Files.readAllBytes(bench.path("soil/depth.csv")));
    }

    @Test
    void its_peers_are_asked_for_the_dataset_too() throws Exception {
        Metainfo soil = soil();
        Node seeder = bench.node("seeder");
        seeder.add(NewDataset.published(soil, bench.path("soil")));
        Magnet link = Magnet.parse(soil.magnetLink()).withPeers(List.of(at(seeder)));

        NewDataset wanted = asked(link.text()).of(soil);

        assertThat(wanted.peers()).singleElement().satisfies(peer -> assertThat(peer.getPort())
                .isEqualTo(seeder.facts().peerPort()));
        assertThat(wanted.files()).isEmpty();
    }

    @Test
    void others_may_ask_for_its_torrent_meanwhile_and_have_it_fetched_elsewhere() throws Exception {
        Metainfo soil = soil();
        Node fetcher = bench.node("fetcher");
        fetcher.addMagnet(asked(soil.magnetLink()));
        assertThatThrownBy(() -> fetcher.resolve(soil.magnetLink(), false, Duration.ofMillis(300)))
                .isInstanceOf(NodeException.NobodyHasIt.class);

        fetcher.add(NewDataset.fetched(soil, bench.path("elsewhere"), "add"));

        assertThat(fetcher.datasets())
                .singleElement()
                .returns(bench.path("elsewhere/soil").toString(), DatasetView::path);
        assertThat(fetcher.resolve(soil.magnetLink(), false, Duration.ZERO).bytes())
                .isEqualTo(soil.bytes());
        assertThatThrownBy(() -> fetcher.addMagnet(asked(soil.magnetLink())))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage("the node has the dataset of this magnet link");
    }

    @Test
    void many_may_ask_for_its_torrent_at_once_and_all_are_given_it() throws Exception {
        Metainfo soil = soil();
        Node fetcher = bench.node("fetcher");
        Node seeder = bench.node("seeder");
        Magnet link = Magnet.parse(soil.magnetLink()).withPeers(List.of(at(seeder)));
        List<CompletableFuture<Metainfo>> all = new ArrayList<>();
        ExecutorService askers = Executors.newFixedThreadPool(4);
        try {
            all.add(asks(fetcher, link, askers));
            all.add(asks(fetcher, link, askers));
            fetcher.addMagnet(asked(soil.magnetLink()));
            all.add(asks(fetcher, link, askers));
            all.add(asks(fetcher, link, askers));

            seeder.add(NewDataset.published(soil, bench.path("soil")));

            for (CompletableFuture<Metainfo> each : all) {
                assertThat(each.get(2, TimeUnit.MINUTES).datasetDigest()).isEqualTo(soil.datasetDigest());
            }
        } finally {
            askers.shutdownNow();
        }
        awaitSeeding(fetcher, SwarmKey.of(soil));
        assertThat(fetcher.datasets()).singleElement().returns(SwarmKey.of(soil), DatasetView::key);
    }

    private static CompletableFuture<Metainfo> asks(Node node, Magnet link, ExecutorService askers) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return node.resolve(link.text(), false, Duration.ofMinutes(2));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                askers);
    }

    @Test
    void a_place_that_is_taken_by_then_is_told_and_tried_again() throws Exception {
        Metainfo soil = soil();
        bench.write("copies/soil/depth.csv", "mine");
        Node fetcher = bench.node("fetcher");
        SwarmKey key = fetcher.addMagnet(asked(soil.magnetLink())).key();
        bench.node("seeder").add(NewDataset.published(soil, bench.path("soil")));

        DatasetView told = NodeBench.await(fetcher, key, view -> view.why()
                .filter(why -> !why.startsWith("nobody"))
                .isPresent());

        assertThat(told.state()).isEqualTo(DatasetState.NO_TORRENT);
        assertThat(told.why().orElseThrow()).contains("copies/soil");
        assertThat(Files.readString(bench.path("copies/soil/depth.csv"))).isEqualTo("mine");
    }

    @Test
    void only_so_many_wait_and_their_names_are_short() throws Exception {
        Node node = bench.node("home");
        for (int i = 0; i < 100; i++) {
            node.addMagnet(asked("magnet:?xt=urn:btih:%040x&dn=%s".formatted(i + 1, "x".repeat(10_000))));
        }
        node.addMagnet(asked("magnet:?xt=urn:btih:%040x&dn=again".formatted(7)));

        assertThatThrownBy(() -> node.addMagnet(asked(NOBODYS)))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage("the node waits for the torrents of 100 magnet links, which is the most");
        assertThat(node.datasets()).hasSize(100).allSatisfy(view -> assertThat(view.name())
                .hasSizeLessThan(210));
    }

    @Test
    void what_is_no_request_is_refused() {
        assertThatThrownBy(() -> asked("magnet:?dn=soil")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NewMagnet(
                        NOBODYS,
                        bench.path("copies"),
                        Optional.of("../up"),
                        Optional.empty(),
                        true,
                        false,
                        "get",
                        Optional.empty(),
                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void its_sources_are_shown_with_their_words_and_examined_as_those_of_any_dataset() throws Exception {
        Node node = bench.node("home");
        String link = NOBODYS + "&tr=http%3A%2F%2F127.0.0.1%3A1%2Fannounce&x.pe=127.0.0.1:1";
        DatasetView first = node.addMagnet(asked(link, Optional.of(true)));
        assertThat(first.sources())
                .extracting(Source::kind, Source::address, Source::state)
                .containsExactly(
                        tuple(Source.Kind.TRACKER, "http://127.0.0.1:1/announce", Source.State.WAITING),
                        tuple(Source.Kind.PEER, "127.0.0.1:1", Source.State.WAITING));

        NodeBench.await(node, NOBODY, view -> view.sources().stream()
                .allMatch(source -> source.state() == Source.State.FAILING));
        Examination found = node.examine(NOBODY);

        assertThat(found.sources())
                .extracting(Source::kind)
                .contains(
                        Source.Kind.TRACKER,
                        Source.Kind.PEER,
                        Source.Kind.DHT,
                        Source.Kind.LOCAL,
                        Source.Kind.LISTENING);
        assertThat(found.sources())
                .filteredOn(source -> source.kind() == Source.Kind.TRACKER)
                .singleElement()
                .returns(Optional.of("nobody answers at that address"), Source::word);
        assertThat(found.findings())
                .extracting(Finding::kind)
                .contains(
                        Finding.Kind.STATE,
                        Finding.Kind.NOBODY_ANSWERS,
                        Finding.Kind.TRACKER_FAILS,
                        Finding.Kind.PEER_FAILS);
    }

    @Test
    void why_nobody_gave_it_is_known_from_the_first_moment_where_it_was_asked_for_before() throws Exception {
        Node node = bench.node("home");
        String link = NOBODYS + "&x.pe=127.0.0.1:1";
        assertThatThrownBy(() -> node.resolve(link, false, Duration.ofSeconds(10)))
                .isInstanceOf(NodeException.NobodyHasIt.class)
                .hasMessageContaining("the peer that was named does not answer (127.0.0.1:1: ");

        assertThat(node.addMagnet(asked(link)).why().orElseThrow())
                .startsWith(
                        "nobody has given the torrent of this magnet link yet: the peer that was named does not answer"
                                + " (127.0.0.1:1: ");
    }

    @Test
    void its_private_trackers_are_asked_for_the_torrent_where_the_person_allows_that() throws Exception {
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        HttpServer tracker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tracker.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getRawPath());
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        tracker.start();
        try {
            String url = "http://127.0.0.1:" + tracker.getAddress().getPort();
            Node node = bench.open("home");
            String refused = "magnet:?xt=urn:btih:" + "1".repeat(40) + "&tr=" + url + "/refused";
            String resolved = "magnet:?xt=urn:btih:" + "2".repeat(40) + "&tr=" + url + "/resolved";
            String waiting = "magnet:?xt=urn:btih:" + "3".repeat(40) + "&tr=" + url + "/waiting";
            assertThatThrownBy(() -> node.resolve(refused, false, Duration.ofSeconds(1)))
                    .isInstanceOf(NodeException.NobodyHasIt.class);
            assertThatThrownBy(() -> node.resolve(resolved, true, Duration.ofSeconds(5)))
                    .isInstanceOf(NodeException.NobodyHasIt.class);
            assertThat(asked).contains("/resolved").doesNotContain("/refused");

            node.addMagnet(asked(waiting, Optional.of(true)));
            bench.close(node);
            asked.clear();
            bench.open("home");

            assertThat(asked.poll(30, TimeUnit.SECONDS)).isEqualTo("/waiting");
        } finally {
            tracker.stop(0);
        }
    }

    private static void awaitSeeding(Node node, SwarmKey key) throws InterruptedException {
        long seen = 0;
        while (node.datasets().stream()
                .noneMatch(view -> view.key().equals(key) && view.state() == DatasetState.SEEDING)) {
            seen = node.changes(seen, Duration.ofMinutes(1)).orElseThrow().number();
        }
    }

    private static HostPort at(Node node) {
        return new HostPort("127.0.0.1", node.facts().peerPort());
    }

    private Metainfo soil() throws Exception {
        bench.fill("soil/depth.csv", 100_000);
        bench.fill("soil/ph.csv", 5_000);
        return bench.torrent("soil");
    }

    private NewMagnet asked(String link) {
        return asked(link, Optional.empty());
    }

    private NewMagnet asked(String link, Optional<Boolean> allowPrivate) {
        return new NewMagnet(
                link,
                bench.path("copies"),
                Optional.empty(),
                Optional.empty(),
                true,
                false,
                "get",
                allowPrivate,
                Optional.empty());
    }
}
