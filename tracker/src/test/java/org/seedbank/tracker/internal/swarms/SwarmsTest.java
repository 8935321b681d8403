package org.seedbank.tracker.internal.swarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.tracker.api.TrackedDataset;
import org.seedbank.tracker.api.TrackerBounds;

/** Swarms over time, without sockets. */
class SwarmsTest {

    private static final InfoHash V1 = new InfoHash("00112233445566778899aabbccddeeff00112233");
    private static final InfoHash V2 = new InfoHash("ff".repeat(32));
    private static final TrackedDataset SOIL = new TrackedDataset(
            "lab", "1", "Soil", 1_000, new TrackedDataset.Infohashes(Optional.of(V1), Optional.of(V2)));
    private static final Hash20 FIRST = Hash20.of(V1);
    private static final Hash20 SECOND = Hash20.of(V2);
    private static final long SECONDS = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5 * SECONDS);
    private final Refusals refusals = new Refusals();

    private Swarms swarms(TrackerBounds bounds) {
        Swarms swarms = new Swarms(bounds, false, refusals, Clock.systemUTC(), nanos::get);
        swarms.allow(List.of(SOIL));
        return swarms;
    }

    private static Answer announce(Swarms swarms, Hash20 hash, int host, long left, Event event) {
        PeerAddress address = new PeerAddress(0, 0xc633_6400L + host, false);
        return swarms.announce(new Announce(hash, address, 6_881, event, left, -1), 200, 200);
    }

    @Test
    void a_peer_that_is_silent_for_two_intervals_is_forgotten() {
        Swarms swarms = swarms(TrackerBounds.USUAL);
        announce(swarms, FIRST, 1, 0, Event.STARTED);
        announce(swarms, FIRST, 2, 0, Event.STARTED);

        nanos.addAndGet(1_199 * SECONDS);
        swarms.expire();
        assertThat(swarms.places()).isEqualTo(2);
        announce(swarms, FIRST, 2, 0, Event.NONE);
        nanos.addAndGet(SECONDS);
        swarms.expire();

        assertThat(swarms.places()).isEqualTo(1);
        assertThat(swarms.scrape(FIRST)).contains(new Swarms.Scraped(1, 0, 0));
    }

    @Test
    void who_announces_both_infohashes_of_a_hybrid_torrent_is_one_peer() {
        Swarms swarms = swarms(TrackerBounds.USUAL);
        announce(swarms, FIRST, 1, 0, Event.STARTED);
        announce(swarms, SECOND, 1, 0, Event.STARTED);
        announce(swarms, FIRST, 2, 250, Event.STARTED);
        announce(swarms, SECOND, 2, 250, Event.STARTED);
        announce(swarms, SECOND, 3, 750, Event.STARTED);

        PeerCount count = swarms.count(SOIL);

        assertThat(count.seeders()).isEqualTo(1);
        assertThat(count.leechers()).isEqualTo(2);
        assertThat(count.left()).isEqualTo(1_000);
        assertThat(count.copies()).isEqualTo(2.0);
        assertThat(swarms.places()).isEqualTo(5);
    }

    @Test
    void who_lies_about_what_is_left_has_nothing_at_most_or_everything() {
        Swarms swarms = swarms(TrackerBounds.USUAL);
        announce(swarms, FIRST, 1, Long.MAX_VALUE, Event.STARTED);
        announce(swarms, FIRST, 2, Long.MIN_VALUE, Event.STARTED);
        announce(swarms, FIRST, 3, 5, Event.COMPLETED);

        PeerCount count = swarms.count(SOIL);

        assertThat(count.left()).isEqualTo(1_000 + 1_000 + 5);
        assertThat(count.copies()).isBetween(0.99, 1.0);
        assertThat(swarms.tally(SOIL).completed()).isZero();
    }

    @Test
    void a_paused_peer_lacks_something_and_fetches_nothing() {
        Swarms swarms = swarms(TrackerBounds.USUAL);
        announce(swarms, FIRST, 1, 5, Event.PAUSED);
        assertThat(swarms.count(SOIL).paused()).isEqualTo(1);

        announce(swarms, FIRST, 1, 5, Event.NONE);
        assertThat(swarms.count(SOIL).paused()).isZero();
    }

    @Test
    void the_interval_grows_with_the_number_of_peers_and_has_an_end() {
        TrackerBounds bounds = TrackerBounds.USUAL;
        assertThat(bounds.intervalFor(0)).isEqualTo(600);
        assertThat(bounds.intervalFor(60_000)).isEqualTo(600);
        assertThat(bounds.intervalFor(100_000)).isEqualTo(1_000);
        assertThat(bounds.intervalFor(Integer.MAX_VALUE)).isEqualTo(7_200);
    }

    @Test
    void what_could_not_be_kept_is_kept_the_next_time() {
        Tally tally = new Tally(3, 0);
        tally.complete();
        Tally.Change change = tally.takeChange();
        assertThat(change.completed()).isEqualTo(1);
        assertThat(tally.takeChange().isOne()).isFalse();

        tally.giveBack(change);

        assertThat(tally.takeChange()).isEqualTo(new Tally.Change(1, 0, true));
        assertThat(tally.completed()).isEqualTo(4);
    }

    @Test
    void an_address_is_remembered_while_it_has_asked_or_has_places() {
        AddressLimits limits = new AddressLimits(2, 0, 10_000, nanos::get);
        PeerAddress one = new PeerAddress(0, 1, false);
        assertThat(limits.admits(one)).isTrue();
        assertThat(limits.admits(one)).isTrue();
        assertThat(limits.admits(one)).isFalse();
        nanos.addAndGet(31 * SECONDS);
        assertThat(limits.admits(one)).isTrue();
        assertThat(limits.admits(one)).isFalse();
        assertThat(limits.take(one)).isTrue();

        nanos.addAndGet(120 * SECONDS);
        limits.sweep();
        assertThat(limits.size()).isEqualTo(1);
        limits.giveBack(one);
        limits.sweep();
        assertThat(limits.size()).isZero();
    }

    @Test
    void addresses_beyond_the_most_share_one_allowance_and_a_network_of_ipv6_is_one() {
        AddressLimits limits = new AddressLimits(2, 0, 3_000, nanos::get);
        for (int i = 0; i < 3_000; i++) {
            assertThat(limits.admits(new PeerAddress(0x2001_0db8_0000_0000L + i, 1, true)))
                    .isTrue();
        }
        assertThat(limits.admits(new PeerAddress(0x2001_0db8_0000_0000L, 2, true)))
                .isTrue();
        assertThat(limits.admits(new PeerAddress(0x2001_0db8_0000_0000L, 3, true)))
                .isFalse();

        assertThat(limits.admits(new PeerAddress(1, 1, true))).isTrue();
        assertThat(limits.admits(new PeerAddress(2, 1, true))).isTrue();
        assertThat(limits.admits(new PeerAddress(3, 1, true))).isFalse();
        assertThat(limits.size()).isEqualTo(3_001);
    }

    @Test
    void places_of_peers_are_given_back_whoever_announces_and_is_withdrawn_at_once() throws Exception {
        Swarms swarms = swarms(new TrackerBounds(100, 1_000, 0, 0, Duration.ofMinutes(10)));
        CountDownLatch done = new CountDownLatch(2);
        for (int thread = 0; thread < 2; thread++) {
            int first = thread * 100;
            Thread announcing = new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    announce(swarms, i % 2 == 0 ? FIRST : SECOND, first + i % 50, i % 3, Event.NONE);
                }
                done.countDown();
            });
            announcing.start();
        }
        while (done.getCount() > 0) {
            swarms.allow(List.of());
            swarms.allow(List.of(SOIL));
        }
        swarms.allow(List.of());

        assertThat(swarms.places()).isZero();
        swarms.allow(List.of(SOIL));
        assertThat(swarms.scrape(FIRST).orElseThrow().seeders()).isZero();
    }

    @Test
    void a_swarm_that_two_threads_close_tells_of_each_peer_once() {
        Swarm swarm = new Swarm(new Tally(0, 0));
        swarm.add(new Announce(FIRST, new PeerAddress(0, 0xc633_6401L, false), 6_881, Event.NONE, 1, -1));
        swarm.add(new Announce(FIRST, new PeerAddress(0x2001_0db8_0000_0000L, 1, true), 6_881, Event.NONE, 1, -1));
        List<PeerAddress> gone = new ArrayList<>();
        swarm.close(gone::add);
        swarm.close(gone::add);
        swarm.expire(Integer.MAX_VALUE, gone::add);

        assertThat(gone).hasSize(2);
        assertThat(swarm.size()).isZero();
    }

    @Test
    void an_infohash_is_its_bytes() {
        byte[] bytes = HexFormat.of().parseHex("00ff".repeat(10));
        assertThat(Hash20.of(bytes)).isEqualTo(Hash20.of(bytes)).hasToString("00ff".repeat(10));
        assertThat(Hash20.of(bytes).bytes()).isEqualTo(bytes);
        assertThat(SECOND).isGreaterThan(FIRST);
    }
}
