package org.seedbank.swarm.internal.announce;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.integrity.bencode.BencodeException;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Source;

/** When which tracker is told what, with a clock that the test turns. */
class AnnouncerTest {

    private static final InfoHash V1 = new InfoHash("a".repeat(40));
    private static final InfoHash V2 = new InfoHash("b".repeat(64));

    private final AtomicLong nanos = new AtomicLong(-5);
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, TrackerOutcome> outcomes = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<AnnounceRequest> asked = new ConcurrentLinkedQueue<>();
    private final Set<InfoHash> refused = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asking = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger networks = new AtomicInteger();
    private final Set<InetAddress> addresses = ConcurrentHashMap.newKeySet();
    private final Announcer announcer = announcer(new Random(7));

    private Announcer announcer(Random chance) {
        return new Announcer(
                new Announcer.Identity(Network.PUBLIC, "-SB0100-", "seedbank/0.1.0", () -> 6881),
                networks::incrementAndGet,
                this::answer,
                new Announcer.World(
                        nanos::get,
                        () -> Instant.EPOCH.plusNanos(nanos.get()),
                        chance,
                        () -> new HashSet<>(addresses)));
    }

    @AfterEach
    void close() {
        announcer.close();
    }

    @Test
    void a_tracker_hears_of_a_start_of_each_interval_and_of_the_end() throws Exception {
        Torrent torrent = new Torrent(V1);
        Announcing announcing = torrent.join("http://one.example/announce");
        answers.put("one.example", "d8:completei2e10:incompletei5e8:intervali600e12:min intervali60ee");

        pass(Duration.ZERO);
        pass(Duration.ofSeconds(599));
        assertThat(events()).containsExactly("started");
        pass(Duration.ofSeconds(40));
        assertThat(events()).containsExactly("started", "none");
        assertThat(announcing.sources()).singleElement().satisfies(source -> {
            assertThat(source.state()).isEqualTo(Source.State.WORKING);
            assertThat(source.seeders()).hasValue(2);
            assertThat(source.leechers()).hasValue(5);
            assertThat(source.word()).isEmpty();
            assertThat(source.answered()).isPresent();
            assertThat(source.next().orElseThrow())
                    .isAfter(source.answered().orElseThrow().plusSeconds(599));
        });

        announcing.end();
        pass(Duration.ofSeconds(1));
        pass(Duration.ofHours(2));

        assertThat(events()).containsExactly("started", "none", "stopped");
    }

    @Test
    void both_infohashes_of_a_hybrid_are_announced() throws Exception {
        new Torrent(V1, V2).join("http://one.example/announce");

        pass(Duration.ZERO);
        pass(Duration.ofSeconds(1));

        assertThat(asked).extracting(AnnounceRequest::infoHash).containsExactlyInAnyOrder(V1, V2);
        assertThat(asked)
                .extracting(AnnounceRequest::peer)
                .allMatch(asked.peek().peer()::equals);
    }

    @Test
    void a_hybrid_that_is_known_by_one_infohash_has_one_word_of_its_tracker() throws Exception {
        refused.add(V1);
        Torrent hybrid = new Torrent(V1, V2);
        Announcing announcing = hybrid.join("http://one.example/announce");

        pass(Duration.ZERO);
        assertThat(announcing.sources()).singleElement().satisfies(source -> assertThat(source.state())
                .as("the other infohash was not asked about")
                .isEqualTo(Source.State.WAITING));
        hybrid.told.clear();

        looks(2);
        assertThat(announcing.sources()).singleElement().satisfies(source -> {
            assertThat(source.state()).isEqualTo(Source.State.WORKING);
            assertThat(source.word()).contains("it takes one of the two infohashes, and not the other: not registered");
            assertThat(source.fault()).isEmpty();
        });
        pass(Duration.ofMinutes(1));
        assertThat(hybrid.told)
                .containsExactly("http://one.example/announce it takes one of the two infohashes, and not the other:"
                        + " not registered");
    }

    @Test
    void many_torrents_hear_of_a_network_one_after_the_other() throws Exception {
        addresses.add(InetAddress.getByName("192.0.2.1"));
        List<Torrent> torrents = new ArrayList<>();
        for (int i = 0; i < 2 * Announcer.TOLD_IN_A_LOOK + 1; i++) {
            Torrent torrent = new Torrent(V1);
            torrent.join();
            torrents.add(torrent);
        }
        List<Long> heard = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            looks(1);
            heard.add(torrents.stream().filter(each -> each.networksHeard == 1).count());
        }

        assertThat(heard).contains(25L, 50L).endsWith(51L);
        assertThat(torrents).allMatch(each -> each.networksHeard == 1);
    }

    @Test
    void completion_is_told_once_and_only_if_it_was_seen() throws Exception {
        Torrent fetch = new Torrent(V1);
        fetch.left = 100;
        fetch.join("http://one.example/announce");
        pass(Duration.ZERO);
        fetch.left = 0;
        pass(Duration.ofSeconds(6));
        pass(Duration.ofSeconds(6));
        pass(Duration.ofSeconds(6));

        assertThat(events()).containsExactly("started", "completed");
        assertThat(asked).extracting(each -> each.standing().left()).containsExactly(100L, 0L);
    }

    @Test
    void completion_is_told_though_the_torrent_leaves_at_once() throws Exception {
        Torrent fetch = new Torrent(V1);
        fetch.left = 100;
        fetch.join("http://one.example/announce");
        pass(Duration.ZERO);
        fetch.left = 0;
        fetch.announcing.end();

        looks(4);

        assertThat(events()).containsExactly("started", "completed", "stopped");
    }

    @Test
    void a_tracker_that_refuses_completion_hears_of_the_end_all_the_same() throws Exception {
        Torrent fetch = new Torrent(V1);
        fetch.left = 100;
        fetch.join("http://one.example/announce");
        pass(Duration.ZERO);
        fetch.left = 0;
        fetch.announcing.end();
        answers.put("one.example", "d14:failure reason2:noe");

        looks(4);

        assertThat(events()).containsExactly("started", "completed", "stopped");
    }

    @Test
    void a_paused_torrent_says_that_it_stopped_and_starts_again() throws Exception {
        Torrent torrent = new Torrent(V1);
        torrent.join("http://one.example/announce");
        pass(Duration.ZERO);
        torrent.active = false;
        pass(Duration.ofSeconds(1));
        pass(Duration.ofHours(1));
        assertThat(events()).containsExactly("started", "stopped");
        torrent.active = true;
        pass(Duration.ofSeconds(1));

        assertThat(events()).containsExactly("started", "stopped", "started");
    }

    @Test
    void all_tiers_are_told_and_of_a_tier_the_first_that_works() throws Exception {
        Torrent torrent = new Torrent(V1);
        Announcing announcing = torrent.join();
        for (int i = 0; i < 4; i++) {
            announcing.add("http://first%d.example/announce".formatted(i), 0);
            announcing.add("http://second%d.example/announce".formatted(i), 1);
        }

        pass(Duration.ZERO);
        pass(Duration.ofSeconds(1));

        assertThat(asked)
                .extracting(each -> each.tracker().uri().getHost().replaceAll("[0-9].*", ""))
                .containsExactlyInAnyOrder("first", "second");
        assertThat(announcing.sources())
                .filteredOn(each -> each.state() == Source.State.NOT_ASKED)
                .hasSize(6);
    }

    @Test
    void the_next_of_a_tier_is_told_at_once_when_one_fails_and_stays_in_front() throws Exception {
        Torrent torrent = new Torrent(V1);
        Announcing announcing = torrent.join();
        for (int i = 0; i < 4; i++) {
            announcing.add("http://t%d.example/announce".formatted(i), 0);
            if (i != 2) {
                outcomes.put("t%d.example".formatted(i), TrackerOutcome.failed(TrackerOutcome.Kind.REFUSED, "no"));
            }
        }
        for (int i = 0; i < 5; i++) {
            pass(Duration.ofMillis(250));
        }
        assertThat(asked)
                .last()
                .satisfies(each -> assertThat(each.tracker().uri().getHost()).isEqualTo("t2.example"));
        assertThat(announcing.sources().get(0).address()).isEqualTo("http://t2.example/announce");
        int before = asked.size();

        pass(Duration.ofMinutes(40));

        assertThat(asked).hasSize(before + 1);
    }

    @Test
    void a_tier_is_shuffled_once() {
        Map<String, Integer> first = new HashMap<>();
        for (int seed = 0; seed < 300; seed++) {
            try (Announcer other = announcer(new Random(seed))) {
                Announcing announcing = other.join(new Torrent(V1));
                for (int i = 0; i < 3; i++) {
                    announcing.add("http://t%d.example/announce".formatted(i), 0);
                }
                first.merge(announcing.sources().get(0).address(), 1, Integer::sum);
            }
        }
        assertThat(first).hasSize(3);
        assertThat(first.values()).allMatch(times -> times > 60);
    }

    @Test
    void a_refusal_is_told_in_its_own_words_and_the_pauses_grow_up_to_a_bound() throws Exception {
        Torrent torrent = new Torrent(V1);
        Announcing announcing = torrent.join("http://one.example/announce?passkey=geheim");
        answers.put("one.example", "d14:failure reason12:not for you!e");

        List<Long> times = times(Duration.ofHours(6), Duration.ofSeconds(5));

        assertThat(torrent.told).containsExactly("http://one.example/announce?passkey=geheim not for you!");
        assertThat(announcing.sources()).singleElement().satisfies(source -> {
            assertThat(source.state()).isEqualTo(Source.State.FAILING);
            assertThat(source.word()).contains("not for you!");
            assertThat(source.address()).isEqualTo("http://one.example/announce?passkey=…");
        });
        for (int i = 2; i < times.size(); i++) {
            long pause = times.get(i) - times.get(i - 1);
            assertThat(pause).isLessThan(2_200);
            assertThat(pause).isGreaterThan((times.get(i - 1) - times.get(i - 2)) * 7 / 10);
        }
        assertThat(times).hasSizeBetween(12, 25);
    }

    @Test
    void a_tracker_may_say_when_it_wants_to_be_asked_again_or_never() throws Exception {
        new Torrent(V1).join("http://one.example/announce", "http://two.example/announce");
        answers.put("one.example", "d14:failure reason4:busy8:retry ini10ee");
        answers.put("two.example", "d14:failure reason4:gone8:retry in5:nevere");

        pass(Duration.ZERO);
        pass(Duration.ofMinutes(9));
        assertThat(asked).hasSize(2);
        pass(Duration.ofMinutes(2));
        pass(Duration.ofDays(2));

        assertThat(asked)
                .extracting(each -> each.tracker().uri().getHost())
                .filteredOn("two.example"::equals)
                .hasSize(1);
        assertThat(asked)
                .extracting(each -> each.tracker().uri().getHost())
                .filteredOn("one.example"::equals)
                .hasSize(3);
    }

    @Test
    void a_host_that_cannot_be_reached_is_tried_by_one_torrent_for_all_and_all_are_told() throws Exception {
        List<Torrent> torrents = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            torrents.add(new Torrent(V1));
            torrents.get(i).join("http://one.example/announce");
        }
        outcomes.put("one.example", TrackerOutcome.failed(TrackerOutcome.Kind.UNREACHABLE, "nobody answers"));
        pass(Duration.ZERO);
        pass(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThat(asked).hasSize(1);
        assertThat(torrents).allMatch(each -> each.told.equals(List.of("http://one.example/announce nobody answers")));
        assertThat(torrents.get(49).announcing.sources().get(0).state()).isEqualTo(Source.State.FAILING);

        outcomes.clear();
        pass(Duration.ofSeconds(12));
        for (int i = 0; i < 60; i++) {
            pass(Duration.ofSeconds(1));
        }

        assertThat(asked).hasSize(51);
        assertThat(torrents).allMatch(each -> each.announcing.sources().get(0).state() == Source.State.WORKING);
        assertThat(networks).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"UNREACHABLE, UNREACHABLE", "BAD_PROXY, PROXY"})
    void a_host_that_is_down_is_told_from_a_proxy_before_it_that_is(TrackerOutcome.Kind kind, Source.Fault fault)
            throws Exception {
        Announcing announcing = new Torrent(V1).join("http://one.example/announce");
        outcomes.put("one.example", TrackerOutcome.failed(kind, "nobody answers"));

        pass(Duration.ZERO);

        assertThat(announcing.sources()).singleElement().satisfies(source -> assertThat(source.fault())
                .contains(fault));
    }

    @Test
    void an_address_that_says_nothing_keeps_no_other_of_its_host_from_being_asked() throws Exception {
        Torrent silent = new Torrent(V1);
        silent.join("http://one.example/silent");
        outcomes.put("/silent", TrackerOutcome.failed(TrackerOutcome.Kind.SILENT, "no answer came"));
        pass(Duration.ZERO);
        pass(Duration.ofSeconds(1));
        Torrent other = new Torrent(V1);
        other.join("http://one.example/announce");

        for (int i = 0; i < 20; i++) {
            pass(Duration.ofSeconds(1));
        }

        assertThat(silent.told).isEqualTo(List.of("http://one.example/silent no answer came"));
        assertThat(other.told).doesNotContain("http://one.example/announce no answer came");
        assertThat(other.announcing.sources().get(0).state()).isEqualTo(Source.State.WORKING);
    }

    @Test
    void without_a_network_a_try_costs_seconds() throws Exception {
        new Torrent(V1).join("http://one.example/announce");
        outcomes.put("one.example", TrackerOutcome.failed(TrackerOutcome.Kind.OFF_LINE, "no network"));

        List<Long> times = times(Duration.ofMinutes(10), Duration.ofMillis(250));

        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isLessThanOrEqualTo(37);
        }
        assertThat(times.get(3)).isLessThan(20);
    }

    @Test
    void a_network_that_came_back_is_noticed_at_the_next_look_at_addresses() throws Exception {
        Torrent torrent = new Torrent(V1);
        torrent.join("http://one.example/announce");
        outcomes.put("one.example", TrackerOutcome.failed(TrackerOutcome.Kind.UNREACHABLE, "nothing"));
        for (int i = 0; i < 200; i++) {
            pass(Duration.ofSeconds(10));
        }
        int before = asked.size();
        outcomes.clear();
        addresses.add(InetAddress.getByName("192.0.2.1"));

        for (int i = 0; i < 9; i++) {
            pass(Duration.ofMillis(250));
        }

        assertThat(asked).hasSize(before + 1);
        assertThat(torrent.announcing.sources().get(0).state()).isEqualTo(Source.State.WORKING);
        assertThat(networks.get()).isPositive();
    }

    @Test
    void trackers_that_work_are_told_of_new_addresses_only_when_all_are_new() throws Exception {
        addresses.add(InetAddress.getByName("192.0.2.1"));
        looks(9);
        new Torrent(V1).join("http://one.example/announce");
        looks(40);
        addresses.add(InetAddress.getByName("192.0.2.2"));
        looks(40);
        assertThat(asked).hasSize(1);

        addresses.clear();
        addresses.add(InetAddress.getByName("198.51.100.9"));
        looks(40);

        assertThat(asked).hasSize(2);
    }

    @Test
    void peers_are_handed_over_but_for_ourselves_and_the_private_ones_of_strangers() throws Exception {
        addresses.add(InetAddress.getByName("203.0.113.9"));
        looks(9);
        Torrent torrent = new Torrent(V1);
        torrent.join("http://one.example/announce");
        Torrent own = new Torrent(V2);
        own.allowsPrivate = true;
        own.join("http://one.example/announce");
        byte[] compact = {
            8,
            8,
            8,
            8,
            26,
            (byte) 225, // somebody
            (byte) 203,
            0,
            113,
            9,
            26,
            (byte) 225, // this machine and port
            (byte) 203,
            0,
            113,
            9,
            26,
            (byte) 226, // another program of this machine
            10,
            0,
            0,
            7,
            26,
            (byte) 225,
            127,
            0,
            0,
            1,
            26,
            (byte) 225, // this session
            127,
            0,
            0,
            1,
            26,
            (byte) 226,
            0,
            0,
            0,
            0,
            26,
            (byte) 225,
            (byte) 224,
            0,
            0,
            1,
            26,
            (byte) 225,
        };
        answers.put("one.example", "d5:peers48:" + new String(compact, StandardCharsets.ISO_8859_1) + "e");

        looks(9);

        assertThat(torrent.peers)
                .containsExactly(new InetSocketAddress("8.8.8.8", 6881), new InetSocketAddress("203.0.113.9", 6882));
        assertThat(own.peers)
                .containsExactly(
                        new InetSocketAddress("8.8.8.8", 6881),
                        new InetSocketAddress("203.0.113.9", 6882),
                        new InetSocketAddress("10.0.0.7", 6881),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 6882));
        assertThat(torrent.announcing.sources())
                .filteredOn(each -> each.kind() == Source.Kind.PEER)
                .containsExactly(
                        Source.notAsked(Source.Kind.PEER, "10.0.0.7:6881", NotAsked.PRIVATE),
                        Source.notAsked(Source.Kind.PEER, "127.0.0.1:6882", NotAsked.PRIVATE));
        assertThat(own.announcing.sources()).noneMatch(each -> each.kind() == Source.Kind.PEER);
    }

    @Test
    void a_tracker_that_leads_inwards_is_one_that_is_not_asked_until_that_is_allowed() throws Exception {
        Torrent torrent = new Torrent(V1);
        torrent.join("http://one.example/announce");
        outcomes.put("one.example", TrackerOutcome.failed(TrackerOutcome.Kind.FORBIDDEN, "inwards"));
        pass(Duration.ZERO);
        assertThat(torrent.announcing.sources())
                .containsExactly(Source.notAsked(Source.Kind.TRACKER, "http://one.example/announce", NotAsked.PRIVATE));
        outcomes.clear();

        torrent.announcing.add("http://one.example/announce", 0);
        pass(Duration.ofSeconds(6));

        assertThat(torrent.announcing.sources().get(0).state()).isEqualTo(Source.State.WORKING);
    }

    @Test
    void trackers_that_are_not_named_any_more_hear_that_it_leaves() throws Exception {
        Torrent torrent = new Torrent(V1);
        torrent.join("http://one.example/announce", "http://two.example/announce");
        pass(Duration.ZERO);

        torrent.announcing.keepOnly(Set.of("http://two.example/announce"));
        pass(Duration.ofSeconds(1));
        pass(Duration.ofHours(1));

        assertThat(asked)
                .extracting(each -> each.tracker().uri().getHost() + " " + each.event())
                .containsExactlyInAnyOrder(
                        "one.example STARTED", "two.example STARTED", "one.example STOPPED", "two.example NONE");
        assertThat(torrent.announcing.sources()).hasSize(1);
    }

    @Test
    void a_fetch_that_has_nobody_asks_as_early_as_it_may() throws Exception {
        Torrent torrent = new Torrent(V1);
        torrent.left = 5;
        torrent.wantsPeers = true;
        torrent.join("http://one.example/announce");
        answers.put("one.example", "d8:intervali1800e12:min intervali120ee");

        pass(Duration.ZERO);
        pass(Duration.ofSeconds(119));
        assertThat(asked).hasSize(1);
        pass(Duration.ofSeconds(2));

        assertThat(asked).hasSize(2);
    }

    @Test
    void thousands_of_torrents_do_not_flood_a_host_and_those_that_fetch_go_first() throws Exception {
        for (int i = 0; i < 2000; i++) {
            Torrent torrent = new Torrent(V1);
            torrent.wantsPeers = i >= 1990;
            torrent.left = i >= 1990 ? 5 : 0;
            torrent.join("http://one.example/announce");
        }
        answers.put("one.example", "d8:intervali86400ee");
        pass(Duration.ZERO);
        pass(Duration.ZERO);
        for (int i = 0; i < 40; i++) {
            pass(Duration.ofMillis(250));
        }

        assertThat(asked).hasSizeBetween(80, 130);
        // Four are asked at a time, and which of them is noted first is up to their threads.
        assertThat(asked.stream().limit(10 + 3).filter(each -> each.standing().wantsPeers()))
                .hasSize(10);
        assertThat(most).hasValueLessThanOrEqualTo(4);
    }

    @Test
    void hosts_that_keep_silent_do_not_hold_up_one_that_answers() throws Exception {
        CountDownLatch silence = new CountDownLatch(1);
        Torrent torrent = new Torrent(V1);
        Announcing announcing = torrent.join("http://one.example/announce");
        pass(Duration.ZERO);
        for (int i = 0; i < 90; i++) {
            announcing.add("http://silent%d.example/announce".formatted(i), i + 1);
        }
        this.silence = silence;
        announcer.look();
        new Torrent(V2).join("http://one.example/announce");

        announcer.look();

        awaitAsked(request -> request.infoHash().equals(V2));
        assertThat(asking).hasValueLessThanOrEqualTo(17);
        silence.countDown();
    }

    private volatile CountDownLatch silence = new CountDownLatch(0);

    private void awaitAsked(Predicate<AnnounceRequest> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (asked.stream().noneMatch(wanted) && System.nanoTime() < deadline) {
            synchronized (asked) {
                TimeUnit.MILLISECONDS.timedWait(asked, 20);
            }
        }
        assertThat(asked).anyMatch(wanted);
    }

    private TrackerOutcome answer(AnnounceRequest request) throws InterruptedException {
        most.accumulateAndGet(asking.incrementAndGet(), Math::max);
        try {
            String host = request.tracker().uri().getHost();
            if (host.startsWith("silent")) {
                silence.await();
            }
            asked.add(request);
            if (refused.contains(request.infoHash())) {
                return TrackerOutcome.failed(TrackerOutcome.Kind.REFUSED, "not registered");
            }
            TrackerOutcome outcome =
                    outcomes.getOrDefault(request.tracker().uri().getPath(), outcomes.get(host));
            return outcome != null
                    ? outcome
                    : TrackerOutcome.answered(AnnounceAnswer.parse(
                            answers.getOrDefault(host, "d8:intervali1800ee").getBytes(StandardCharsets.ISO_8859_1)));
        } catch (BencodeException e) {
            throw new AssertionError(e);
        } finally {
            asking.decrementAndGet();
            synchronized (asked) {
                asked.notifyAll();
            }
        }
    }

    private List<String> events() {
        return asked.stream().map(each -> each.event().text()).toList();
    }

    /** Lets time pass, and then what is to be asked be asked. */
    private void pass(Duration time) throws InterruptedException {
        nanos.addAndGet(time.toNanos());
        announcer.look();
        announcer.awaitIdle();
    }

    private void looks(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            pass(Duration.ofMillis(250));
        }
    }

    /** The seconds at which something was asked. */
    private List<Long> times(Duration whole, Duration step) throws InterruptedException {
        List<Long> times = new ArrayList<>();
        for (Duration past = Duration.ZERO; past.compareTo(whole) < 0; past = past.plus(step)) {
            int before = asked.size();
            pass(step);
            if (asked.size() > before) {
                times.add(past.toSeconds());
            }
        }
        return times;
    }

    private final class Torrent implements AnnouncedTorrent {

        private final List<InfoHash> hashes;
        private final List<String> told = new ArrayList<>();
        private final List<InetSocketAddress> peers = new ArrayList<>();
        private Announcing announcing;
        private boolean active = true;
        private int networksHeard;
        private boolean allowsPrivate;
        private boolean wantsPeers;
        private long left;

        Torrent(InfoHash... hashes) {
            this.hashes = List.of(hashes);
        }

        /** Each in a tier of its own. */
        Announcing join(String... urls) {
            announcing = announcer.join(this);
            for (int tier = 0; tier < urls.length; tier++) {
                announcing.add(urls[tier], tier);
            }
            return announcing;
        }

        @Override
        public List<InfoHash> infoHashes() {
            return hashes;
        }

        @Override
        public Standing standing() {
            return new Standing(active, 1, 2, left, wantsPeers);
        }

        @Override
        public boolean allowsPrivate() {
            return allowsPrivate;
        }

        @Override
        public void peers(List<InetSocketAddress> found) {
            peers.addAll(found);
        }

        @Override
        public void networkCame() {
            networksHeard++;
        }

        @Override
        public void answered(String tracker) {}

        @Override
        public void failed(String tracker, String reason) {
            told.add(tracker + " " + reason);
        }

        @Override
        public void warned(String tracker, String warning) {
            told.add(tracker + " " + warning);
        }
    }
}
