package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** A magnet link becomes the torrent that it names, or a message. */
class MagnetIT {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    /** Of what must succeed. */
    private static final Duration LONG = Duration.ofMinutes(2);

    private static final String NOBODYS = "magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567&dn=soil";

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void peers_give_the_whole_torrent(TorrentFormat format) throws Exception {
        Metainfo torrent = soil(format);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        Swarm fetcher = bench.swarm("fetcher");

        Metainfo resolved = fetcher.resolve(torrent.magnetLink(), List.of(SwarmBench.address(seeder)), LONG);

        assertThat(resolved.infoHashV1()).isEqualTo(torrent.infoHashV1());
        assertThat(resolved.infoHashV2()).isEqualTo(torrent.infoHashV2());
        assertThat(resolved.datasetDigest()).isEqualTo(torrent.datasetDigest());
        assertThat(
                        Files.exists(bench.path("fetcher/resume"))
                                ? SwarmBench.content(bench.path("fetcher/resume"))
                                : Map.of())
                .isEmpty();
        SwarmBench.land(fetcher.fetch(resolved, bench.path("copies/soil"), SwarmBench.from(seeder)));
        assertThat(SwarmBench.content(bench.path("copies/soil"))).isEqualTo(SwarmBench.content(bench.path("soil")));
    }

    @Test
    void the_v1_infohash_of_a_hybrid_torrent_is_enough() throws Exception {
        Metainfo torrent = soil(TorrentFormat.HYBRID);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        Magnet link = new Magnet(
                torrent.infoHashV1(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(new HostPort("127.0.0.1", seeder.port())));

        Metainfo resolved = bench.swarm("fetcher").resolve(link.text(), List.of(), LONG);

        assertThat(resolved.infoHashV2()).isEqualTo(torrent.infoHashV2());
    }

    @Test
    void processes_of_this_machine_are_asked_and_trackers_are_kept() throws Exception {
        Metainfo torrent = soil(TorrentFormat.HYBRID, "http://127.0.0.1:1/announce");
        SwarmSettings machine = bench.settings("machine");
        bench.open(machine).seed(torrent, bench.path("soil")).awaitSeeding(SwarmBench.PATIENCE);

        Metainfo resolved = bench.open(machine).resolve(torrent.magnetLink(), List.of(), LONG);

        assertThat(resolved.trackers()).containsExactly("http://127.0.0.1:1/announce");
        assertThat(resolved.infoHashV1()).isEqualTo(torrent.infoHashV1());
    }

    @Test
    void the_v2_infohash_alone_finds_a_hybrid_of_another_process_of_this_machine() throws Exception {
        Metainfo torrent = soil(TorrentFormat.HYBRID);
        SwarmSettings machine = bench.settings("machine");
        bench.open(machine).seed(torrent, bench.path("soil")).awaitSeeding(SwarmBench.PATIENCE);
        Magnet link =
                new Magnet(Optional.empty(), torrent.infoHashV2(), Optional.empty(), List.of(), List.of(), List.of());

        Metainfo resolved = bench.open(machine).resolve(link.text(), List.of(), LONG);

        assertThat(resolved.infoHashV1()).isEqualTo(torrent.infoHashV1());
    }

    @Test
    void what_is_asked_meanwhile_is_shown_with_its_last_word_and_is_the_reason_in_the_end() throws Exception {
        SwarmSettings settings = bench.settings("fetcher");
        Swarm swarm = bench.open(settings);
        SwarmKey key = new SwarmKey("0123456789abcdef0123456789abcdef01234567");
        String link = NOBODYS + "&tr=http%3A%2F%2F127.0.0.1%3A1%2Fannounce&x.pe=127.0.0.1:1&x.pe=192.0.2.7:6881";
        assertThat(swarm.search(key)).isEmpty();
        CompletableFuture<SwarmException> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                swarm.resolve(link, List.of(), LIMIT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (SwarmException e) {
                outcome.complete(e);
            }
        });
        thread.start();

        List<Source> sources = List.of();
        while (!outcome.isDone()
                && sources.stream()
                                .filter(each -> each.state() == Source.State.FAILING)
                                .count()
                        < 2) {
            sources = swarm.search(key).map(TorrentSearch::sources).orElse(sources);
            Thread.onSpinWait();
        }

        assertThat(sources)
                .extracting(Source::kind, Source::address, Source::state)
                .containsExactly(
                        tuple(Source.Kind.TRACKER, "http://127.0.0.1:1/announce", Source.State.FAILING),
                        tuple(Source.Kind.PEER, "127.0.0.1:1", Source.State.FAILING),
                        tuple(Source.Kind.PEER, "192.0.2.7:6881", Source.State.NOT_ASKED));
        assertThat(outcome.get(60, TimeUnit.SECONDS).getMessage())
                .startsWith("nobody gave the torrent of 'soil' within 15 seconds: its tracker does not help"
                        + " (http://127.0.0.1:1/announce: ")
                .contains(", and none of the 2 peers that were named answers (127.0.0.1:1: ");
        assertThat(swarm.search(key)).isEmpty();
    }

    @Test
    void a_link_that_nobody_answers_ends_at_its_limit_and_can_be_tried_again() throws Exception {
        Swarm swarm = bench.swarm("fetcher");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> swarm.resolve(NOBODYS, List.of(), Duration.ofMillis(500)))
                    .isInstanceOf(SwarmException.NobodyHasIt.class)
                    .hasMessage("nobody gave the torrent of 'soil' within 1 second");
        }
        assertThat(Files.exists(bench.path("fetcher/resume"))).isFalse();
    }

    @Test
    void waiting_for_a_link_can_be_interrupted() throws Exception {
        Swarm swarm = bench.swarm("fetcher");
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                swarm.resolve(NOBODYS, List.of(), LIMIT);
            } catch (InterruptedException | SwarmException e) {
                outcome.complete(e);
            }
        });
        thread.start();

        thread.interrupt();

        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void who_asks_for_what_is_searched_for_already_joins_that_search_with_the_peers_that_they_know() throws Exception {
        Metainfo torrent = soil(TorrentFormat.HYBRID);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        Swarm fetcher = bench.swarm("fetcher");
        Magnet v1 =
                new Magnet(torrent.infoHashV1(), Optional.empty(), Optional.empty(), List.of(), List.of(), List.of());
        Asker first = new Asker(fetcher, torrent.magnetLink(), List.of());
        first.awaitSearch(SwarmKey.of(torrent));
        Asker left = new Asker(fetcher, torrent.magnetLink(), List.of());
        left.thread.interrupt();
        assertThat(left.outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);

        Metainfo resolved = fetcher.resolve(v1.text(), List.of(SwarmBench.address(seeder)), LONG);

        SwarmBench.land(fetcher.fetch(resolved, bench.path("copies/soil"), SwarmBench.from(seeder)));
        assertThat(first.outcome.get(60, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Metainfo.class, given -> assertThat(given.infoHashV2()).isEqualTo(torrent.infoHashV2()));
        assertThat(fetcher.search(SwarmKey.of(torrent))).isEmpty();
    }

    @Test
    void the_search_goes_on_when_the_one_who_began_it_leaves() throws Exception {
        Metainfo torrent = soil(TorrentFormat.V1);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        Swarm fetcher = bench.swarm("fetcher");
        SwarmKey key = SwarmKey.of(torrent);
        Asker first = new Asker(fetcher, torrent.magnetLink(), List.of());
        first.awaitSearch(key);
        Asker second = new Asker(fetcher, torrent.magnetLink() + "&x.pe=192.0.2.7:6881", List.of());
        while (fetcher.search(key).orElseThrow().sources().isEmpty()) {
            Thread.onSpinWait();
        }

        first.thread.interrupt();
        assertThat(first.outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);

        assertThat(fetcher.search(key)).isPresent();
        fetcher.resolve(torrent.magnetLink(), List.of(SwarmBench.address(seeder)), LONG);
        assertThat(second.outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Metainfo.class);
    }

    @Test
    void a_torrent_can_be_added_while_it_is_searched_for_and_is_given_to_those_who_wait() throws Exception {
        Metainfo torrent = soil(TorrentFormat.HYBRID);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));
        Swarm fetcher = bench.swarm("fetcher");
        Asker first = new Asker(fetcher, torrent.magnetLink(), List.of());
        first.awaitSearch(SwarmKey.of(torrent));

        SwarmBench.land(fetcher.fetch(torrent, bench.path("copies/soil"), SwarmBench.from(seeder)));

        assertThat(first.outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Metainfo.class);
        assertThat(fetcher.search(SwarmKey.of(torrent))).isEmpty();
    }

    @Test
    void a_search_that_was_left_can_begin_anew_at_once_and_asks_the_trackers_of_all_who_join() throws Exception {
        Swarm swarm = bench.swarm("fetcher");
        SwarmKey key = new SwarmKey("0123456789abcdef0123456789abcdef01234567");
        for (int i = 0; i < 5; i++) {
            Asker asker = new Asker(swarm, NOBODYS, List.of());
            asker.awaitSearch(key);
            asker.thread.interrupt();
            assertThat(asker.outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        }
        Asker asker = new Asker(swarm, NOBODYS, List.of());
        asker.awaitSearch(key);

        Asker other = new Asker(swarm, NOBODYS + "&tr=http%3A%2F%2F127.0.0.1%3A1%2Fannounce", List.of());

        SwarmBench.await(() -> swarm.search(key).orElseThrow().sources().stream()
                .anyMatch(each ->
                        each.address().equals("http://127.0.0.1:1/announce") && each.state() == Source.State.FAILING));
        other.thread.interrupt();
        assertThat(other.outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(asker.outcome.isDone()).isFalse();
        asker.thread.interrupt();
        assertThat(asker.outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    /** Somebody who asks for a torrent in a thread of their own. */
    private static final class Asker {
        private final Swarm swarm;
        private final CompletableFuture<Object> outcome = new CompletableFuture<>();
        private final Thread thread;

        Asker(Swarm swarm, String link, List<InetSocketAddress> peers) {
            this.swarm = swarm;
            this.thread = new Thread(() -> {
                try {
                    outcome.complete(swarm.resolve(link, peers, LONG));
                } catch (InterruptedException | SwarmException e) {
                    outcome.complete(e);
                }
            });
            thread.start();
        }

        void awaitSearch(SwarmKey key) {
            while (swarm.search(key).isEmpty() && !outcome.isDone()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void what_is_no_link_or_is_there_already_is_refused() throws Exception {
        Metainfo torrent = soil(TorrentFormat.V1);
        Swarm seeder = bench.seeding("seeder", torrent, bench.path("soil"));

        assertThatThrownBy(() -> seeder.resolve("magnet:?dn=soil", List.of(), LIMIT))
                .isInstanceOf(IntegrityException.BadMagnet.class);
        assertThatThrownBy(() -> seeder.resolve(torrent.magnetLink(), List.of(), LIMIT))
                .isInstanceOf(SwarmException.TorrentRefused.class);
    }

    /** Pieces enough for layers, in files with and without. */
    private Metainfo soil(TorrentFormat format, String... trackers) throws Exception {
        bench.write("soil/depth.csv", SwarmBench.bytes(20_000_000));
        bench.write("soil/deep/ph.csv", SwarmBench.bytes(100_000));
        bench.write("soil/empty", new byte[0]);
        bench.write("soil/short", new byte[7]);
        return bench.torrent(bench.path("soil"), format, trackers);
    }
}
