package org.seedbank.node.internal.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.SampleTorrents;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.OwnLimit;
import org.seedbank.node.internal.files.NodeResources;
import org.seedbank.node.internal.files.TorrentSummary;
import org.seedbank.node.internal.history.DatasetHistory;
import org.seedbank.node.internal.store.AtWork;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.node.internal.store.SampleState;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.Traffic;
import org.seedbank.swarm.Transfer;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;

/** A holding alone: what the keeper's look at it, once a second, costs, and what becomes of it when a task fails. */
class HeldDatasetTest {

    private static final Path NOWHERE = Path.of("/nowhere/at/all");

    private final Counting keeping = new Counting();

    /** Counts what would reach the disk, and answers each look with a transfer that seeds. */
    private static final class Counting implements HoldingContext {
        private final NodeResources means = new NodeResources(
                null, new DatasetStore(null, SampleState.folder(NOWHERE)), DatasetHistory.NONE, new AtWork(NOWHERE), 0);
        private int disk;
        private int shown;
        private boolean nextFails;
        private Transfer transfer;
        private TorrentBudget torrents = new TorrentBudget();

        @Override
        public TorrentBudget torrents() {
            return torrents;
        }

        @Override
        public NodeResources means() {
            return means;
        }

        @Override
        public void keep(SwarmKey key, Optional<DatasetRecord> record, Optional<Stamps> stamps) {
            disk++;
        }

        @Override
        public Optional<Stamps> stamps(SwarmKey key) {
            disk++;
            return Optional.empty();
        }

        @Override
        public void show(DatasetView view) {
            shown++;
        }

        @Override
        public Optional<Double> ratio(DatasetRecord record) {
            return Optional.of(2.0);
        }

        @Override
        public Optional<OwnLimit> receivesNothing(DatasetRecord record) {
            return Optional.empty();
        }

        @Override
        public List<HeldVersions.Copy> versions(TorrentSummary known, List<Sha256> told) {
            return List.of();
        }

        @Override
        public void post(Runnable task) {
            task.run();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Future<?> task(NodeThreads.Place place, Callable<T> task, BiConsumer<T, RuntimeException> outcome) {
            disk++;
            if (nextFails) {
                nextFails = false;
                outcome.accept(null, new IllegalStateException("the disk is on fire"));
                return CompletableFuture.completedFuture(false);
            }
            transfer = transfer();
            outcome.accept((T) new DatasetOpening.Outcome.Serves(transfer, Path.of("/")), null);
            return CompletableFuture.completedFuture(true);
        }

        private static Transfer transfer() {
            Transfer transfer = mock(Transfer.class);
            when(transfer.status())
                    .thenReturn(new TransferStatus(TransferState.SEEDING, 3, 3, Traffic.NONE, 4, 2, Optional.empty()));
            return transfer;
        }
    }

    @Test
    void a_thousand_that_seed_or_are_paused_leave_the_disk_alone() {
        List<HeldDataset> holdings = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            holdings.add(holding("dataset " + i, i % 10 == 0));
        }
        holdings.forEach(HeldDataset::tick);
        assertThat(holdings)
                .extracting(holding -> holding.view().state())
                .containsOnly(DatasetState.SEEDING, DatasetState.PAUSED);
        keeping.disk = 0;
        keeping.shown = 0;

        for (int second = 0; second < 10; second++) {
            holdings.forEach(HeldDataset::tick);
            assertThat(holdings).allMatch(holding -> holding.recount().isEmpty());
        }

        assertThat(keeping.disk).isZero();
        assertThat(keeping.shown).isEqualTo(10_000);
    }

    @Test
    void one_that_goes_on_already_calls_its_peers_when_it_is_resumed() {
        HeldDataset holding = holding("soil", false);
        holding.tick();

        holding.resume();

        verify(keeping.transfer).callPeers();
    }

    @Test
    void a_pause_whose_ending_fails_is_a_pause_all_the_same() {
        HeldDataset holding = holding("soil", false);
        holding.tick();
        keeping.nextFails = true;

        holding.pause();
        holding.tick();

        assertThat(holding.view().state()).isEqualTo(DatasetState.PAUSED);
        assertThat(holding.view().why()).contains("it could not go on: the disk is on fire");
    }

    @Test
    void one_that_was_paused_has_no_peers_any_more() {
        HeldDataset holding = holding("soil", false);
        holding.tick();
        assertThat(holding.view().traffic().peers()).isEqualTo(4);

        holding.pause();
        holding.tick();

        assertThat(holding.view().traffic().peers()).isZero();
        assertThat(holding.view().traffic().seeds()).isZero();
        assertThat(holding.view().secondsLeft()).isEmpty();
    }

    @Test
    void what_is_to_be_fetched_waits_while_the_memory_has_no_room_for_its_torrent() {
        keeping.torrents = new TorrentBudget(100, () -> 0);
        assertThat(keeping.torrents.take(new SwarmKey("a".repeat(40)), 100)).isTrue();
        HeldDataset fetched = unfinished("ice");
        HeldDataset seeded = holding("soil", false);
        fetched.tick();
        seeded.tick();
        assertThat(fetched.view().state()).isEqualTo(DatasetState.WAITING);
        assertThat(fetched.view().why())
                .hasValueSatisfying(why -> assertThat(why).startsWith("its turn has not come"));
        assertThat(seeded.view().state()).isEqualTo(DatasetState.SEEDING);

        keeping.torrents.release(new SwarmKey("a".repeat(40)));
        fetched.tick();
        assertThat(fetched.view().state()).isEqualTo(DatasetState.SEEDING);
    }

    @Test
    void one_that_is_paused_gives_its_room_back() {
        keeping.torrents = new TorrentBudget(100, () -> 0);
        HeldDataset first = unfinished("soil");
        HeldDataset second = unfinished("ice");
        first.tick();
        first.pause();
        first.tick();
        second.tick();

        assertThat(second.view().state()).isEqualTo(DatasetState.SEEDING);
    }

    private HeldDataset unfinished(String name) {
        return new HeldDataset(
                keeping,
                new TorrentSummary(keeping.means().store(), SampleTorrents.named(name), Optional.empty()),
                SampleState.record(NOWHERE.resolve(name)));
    }

    private HeldDataset holding(String name, boolean paused) {
        Metainfo torrent = SampleTorrents.named(name);
        DatasetRecord record = SampleState.record(NOWHERE.resolve(name)).paused(paused);
        DatasetRecord verified = record.with(record.progress()
                .intact(Instant.parse("2024-05-17T12:00:00Z"))
                .with(new DatasetRecord.Totals(3, 3, 0, 0, 0)));
        return new HeldDataset(
                keeping, new TorrentSummary(keeping.means().store(), torrent, Optional.empty()), verified);
    }
}
