package org.seedbank.node.internal.magnets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NewMagnet;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.swarm.Availability;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.TorrentSearch;

/** Magnet links that wait, while the network of their machine comes and goes. */
class WaitingMagnetsTest {

    private static final String NOBODY = "nobody has given the torrent of this magnet link yet";

    private static final TorrentSearch SEARCH = new TorrentSearch(
            List.of(Source.of(Source.Kind.PEER, "192.0.2.1:6881", Source.State.FAILING, Optional.of("timed out"))),
            new Availability(0, 0, 1, Optional.empty(), OptionalDouble.empty(), Optional.empty()));

    @TempDir
    private Path folder;

    @Test
    void what_waited_for_a_network_is_asked_for_again_once_there_is_one() throws Exception {
        Machine machine = new Machine();
        try (NodeDatabase database = NodeDatabase.open(new NodeFolder(folder, folder));
                WaitingMagnets magnets =
                        WaitingMagnets.open(database, machine, new LongLivedThreads(), Clock.systemUTC())) {
            magnets.add(link());
            machine.awaitWhy(NOBODY + ": this machine has no network");

            machine.onLine.set(true);

            machine.awaitWhy(NOBODY);
            assertThat(machine.askedOnLine.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void what_a_peer_said_last_stands_until_another_turn_hears_something_else_of_it() throws Exception {
        Machine machine = new Machine();
        machine.onLine.set(true);
        Source silent = peer(Source.State.FAILING, Optional.of("timed out"));
        machine.search = Optional.of(search(1, silent));
        try (NodeDatabase database = NodeDatabase.open(new NodeFolder(folder, folder));
                WaitingMagnets magnets =
                        WaitingMagnets.open(database, machine, new LongLivedThreads(), Clock.systemUTC())) {
            magnets.add(link());
            assertThat(machine.awaitPeers(1)).containsExactly(silent);

            machine.search = Optional.of(search(2, peer(Source.State.WAITING, Optional.empty())));
            assertThat(machine.awaitPeers(2)).containsExactly(silent);

            Source answers = peer(Source.State.WORKING, Optional.empty());
            machine.search = Optional.of(search(3, answers));
            assertThat(machine.awaitPeers(3)).containsExactly(answers);
        }
    }

    private static Source peer(Source.State state, Optional<String> word) {
        return Source.of(Source.Kind.PEER, "192.0.2.9:6881", state, word);
    }

    private static TorrentSearch search(int peers, Source source) {
        return new TorrentSearch(
                List.of(source),
                new Availability(peers, 0, peers, Optional.empty(), OptionalDouble.empty(), Optional.empty()));
    }

    /** Who has asked in vain is told why at once. */
    @Test
    void a_link_that_is_left_behind_has_what_the_search_for_it_has_found() throws Exception {
        NewMagnet link = link();
        try (NodeDatabase database = NodeDatabase.open(new NodeFolder(folder, folder));
                WaitingMagnets magnets =
                        WaitingMagnets.open(database, new Machine(), new LongLivedThreads(), Clock.systemUTC())) {
            assertThatThrownBy(() -> magnets.resolve(link.magnet(), false, Duration.ofSeconds(1)))
                    .isInstanceOf(SwarmException.NobodyHasIt.class);

            assertThat(magnets.add(link).sources()).isEqualTo(SEARCH.sources());
            assertThat(magnets.availability(link.key())).contains(SEARCH.availability());
        }
    }

    private NewMagnet link() {
        return new NewMagnet(
                "magnet:?xt=urn:btih:" + "ab".repeat(20),
                folder,
                Optional.empty(),
                Optional.empty(),
                true,
                false,
                "get",
                Optional.empty(),
                Optional.empty());
    }

    /** A machine off line, whose first search ends at once and whose others last until somebody ends them. */
    private static final class Machine implements WaitingMagnets.Holdings {

        final AtomicBoolean onLine = new AtomicBoolean();
        final CountDownLatch askedOnLine = new CountDownLatch(1);
        private final AtomicBoolean asked = new AtomicBoolean();
        private final BlockingQueue<DatasetView> told = new LinkedBlockingQueue<>();
        volatile Optional<TorrentSearch> search = Optional.empty();

        @Override
        public Metainfo resolve(String magnet, boolean allowPrivate, Duration limit) throws InterruptedException {
            if (asked.compareAndSet(false, true)) {
                throw SwarmException.NobodyHasIt.offLine("soil", limit, SEARCH);
            }
            if (onLine.get()) {
                askedOnLine.countDown();
            }
            new CountDownLatch(1).await();
            throw new AssertionError("nobody counts down");
        }

        @Override
        public Optional<TorrentSearch> search(SwarmKey key) {
            return search;
        }

        @Override
        public boolean isOnLine() {
            return onLine.get();
        }

        @Override
        public DatasetView add(NewDataset request) {
            throw new AssertionError("no torrent is known");
        }

        @Override
        public void show(DatasetView view) {
            told.add(view);
        }

        @Override
        public void hide(SwarmKey key) {}

        void awaitWhy(String why) throws InterruptedException {
            await(view -> view.why().equals(Optional.of(why)));
        }

        /** The sources that are shown once so many peers are connected. */
        List<Source> awaitPeers(int peers) throws InterruptedException {
            return await(view -> view.traffic().peers() == peers).sources();
        }

        private DatasetView await(Predicate<DatasetView> awaited) throws InterruptedException {
            DatasetView now = told.poll(60, TimeUnit.SECONDS);
            while (now != null && !awaited.test(now)) {
                now = told.poll(60, TimeUnit.SECONDS);
            }
            assertThat(now).isNotNull();
            return now;
        }
    }
}
