package org.seedbank.node.internal.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seedbank.swarm.Source.Fault.NO_RANGES;
import static org.seedbank.swarm.Source.Fault.PROXY;
import static org.seedbank.swarm.Source.Fault.REFUSED;
import static org.seedbank.swarm.Source.Fault.WRONG_BYTES;
import static org.seedbank.swarm.Source.Kind.PEER;
import static org.seedbank.swarm.Source.Kind.TRACKER;
import static org.seedbank.swarm.Source.Kind.WEB_SEED;
import static org.seedbank.swarm.Source.State.FAILING;
import static org.seedbank.swarm.Source.State.WAITING;
import static org.seedbank.swarm.Source.State.WORKING;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.seedbank.node.FakeView;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.Limits;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;
import org.seedbank.node.internal.rates.InForce;
import org.seedbank.swarm.Availability;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Source;

/** What is known of a dataset becomes what a person should know. */
class DatasetProbesTest {

    private static final Instant SEEN = Instant.parse("2024-05-01T12:00:00.5Z");

    private static FakeView ice(DatasetState state) {
        return FakeView.named("ice", "1".repeat(64), "1".repeat(40)).state(state);
    }

    private static List<Finding> found(DatasetState state, Source... sources) {
        return new DatasetProbes(
                        ice(state).sources(sources).view(),
                        InForce.NOTHING,
                        Optional.empty(),
                        OptionalInt.empty(),
                        false)
                .findings();
    }

    private static List<Finding> found(DatasetState state, Availability availability) {
        return new DatasetProbes(
                        ice(state).view(), InForce.NOTHING, Optional.of(availability), OptionalInt.empty(), false)
                .findings();
    }

    private static Availability peers(int peers, int seeds, int known, Instant seen, OptionalDouble copies) {
        return new Availability(peers, seeds, known, Optional.ofNullable(seen), copies, Optional.empty());
    }

    private static Source source(Source.Kind kind, String address, Source.State state, String word) {
        return Source.of(kind, address, state, Optional.of(word));
    }

    @Test
    void a_tracker_that_refuses_is_bad_unless_another_answers() {
        Source refuses = source(TRACKER, "http://a/", FAILING, "not registered");
        Source answers = new Source(
                TRACKER,
                "http://b/",
                WORKING,
                Optional.empty(),
                Optional.of(SEEN),
                Optional.empty(),
                OptionalInt.of(3),
                OptionalInt.empty());

        assertThat(found(DatasetState.SEEDING, refuses))
                .containsExactly(Finding.of(Kind.TRACKER_FAILS, "http://a/", "not registered"));
        assertThat(found(DatasetState.SEEDING, refuses, answers))
                .containsExactly(
                        Finding.of(Kind.TRACKER_FAILS_ALONE, "http://a/", "not registered"),
                        Finding.of(Kind.TRACKER_WELL, "http://b/", "3 have it, an unknown number fetch it"));
        assertThat(found(DatasetState.SEEDING, source(TRACKER, "http://a/", WAITING, "")))
                .isEmpty();
        assertThat(found(DatasetState.SEEDING, refuses, source(TRACKER, "http://b/", WAITING, "")))
                .as("the other may still help")
                .containsExactly(Finding.of(Kind.TRACKER_FAILS_FIRST, "http://a/", "not registered"));
    }

    @Test
    void an_address_that_is_not_asked_says_why() {
        assertThat(found(DatasetState.FETCHING, Source.notAsked(WEB_SEED, "http://10.0.0.1/", NotAsked.PRIVATE)))
                .containsExactly(Finding.of(
                        Kind.NOT_ASKED_PRIVATE, "http://10.0.0.1/", "it leads to this machine or a private network"));
    }

    @Test
    void a_peer_of_a_tracker_that_is_not_asked_says_why() {
        assertThat(found(DatasetState.FETCHING, Source.notAsked(PEER, "10.0.0.7:6881", NotAsked.PRIVATE)))
                .containsExactly(Finding.of(
                        Kind.NOT_ASKED_PRIVATE, "10.0.0.7:6881", "it leads to this machine or a private network"));
        assertThat(found(
                        DatasetState.FETCHING,
                        Source.notAsked(TRACKER, "http://t/", NotAsked.BEYOND_REACH),
                        Source.notAsked(TRACKER, "udp://t:80/", NotAsked.NO_UDP)))
                .extracting(Finding::kind)
                .containsExactly(Kind.NOT_ASKED_BEYOND, Kind.NOT_ASKED);
    }

    @Test
    void who_seeds_is_not_told_that_a_web_seed_is_not_asked() {
        assertThat(found(DatasetState.SEEDING, Source.notAsked(WEB_SEED, "http://10.0.0.1/", NotAsked.PRIVATE)))
                .isEmpty();
    }

    @Test
    void a_web_seed_is_well_or_dead_or_without_ranges_or_has_wrong_bytes() {
        assertThat(found(DatasetState.FETCHING, source(WEB_SEED, "http://w/", WORKING, "")))
                .containsExactly(Finding.of(Kind.WEB_SEED_WELL, "http://w/"));
        assertThat(found(DatasetState.FETCHING, source(WEB_SEED, "http://w/", FAILING, "HTTP status 404")))
                .containsExactly(Finding.of(Kind.WEB_SEED_DEAD, "http://w/", "HTTP status 404"));
        assertThat(webSeed(FAILING, "in whole", NO_RANGES))
                .containsExactly(Finding.of(Kind.WEB_SEED_WITHOUT_RANGES, "http://w/", "in whole"));
        assertThat(webSeed(FAILING, "piece 3", WRONG_BYTES))
                .containsExactly(Finding.of(Kind.WEB_SEED_WRONG, "http://w/", "piece 3"));
        assertThat(webSeed(WORKING, "piece 3", WRONG_BYTES))
                .containsExactly(Finding.of(Kind.WEB_SEED_WRONG, "http://w/", "piece 3"));
    }

    @Test
    void what_a_proxy_keeps_from_being_reached_is_no_fault_of_its_own() {
        assertThat(webSeed(FAILING, "the proxy does not answer", PROXY))
                .containsExactly(Finding.of(Kind.BEHIND_BAD_PROXY, "http://w/", "the proxy does not answer"));
        assertThat(found(
                        DatasetState.FETCHING,
                        source(TRACKER, "http://t/", FAILING, "the proxy does not answer")
                                .with(Optional.of(PROXY))))
                .containsExactly(Finding.of(Kind.BEHIND_BAD_PROXY, "http://t/", "the proxy does not answer"));
    }

    @Test
    void nobody_is_blamed_whom_the_nodes_own_proxy_keeps_away() {
        DatasetView fetched = ice(DatasetState.FETCHING)
                .sources(
                        source(PEER, "198.51.100.1:6881", FAILING, "SOCKS general failure"),
                        source(PEER, "198.51.100.2:6881", FAILING, "paused").with(Optional.of(REFUSED)))
                .view();

        for (int known : List.of(0, 2)) {
            Optional<Availability> alone = Optional.of(peers(0, 0, known, null, OptionalDouble.empty()));
            assertThat(new DatasetProbes(fetched, InForce.NOTHING, alone, OptionalInt.of(6881), true).findings())
                    .containsExactly(
                            Finding.of(Kind.BEHIND_BAD_PROXY, "198.51.100.1:6881", "SOCKS general failure"),
                            Finding.of(Kind.PEER_DECLINES, "198.51.100.2:6881"));
        }
    }

    /** A server can say anything. */
    @Test
    void words_of_a_web_seed_decide_nothing() {
        assertThat(webSeed(FAILING, "it is not what was published, in a range", REFUSED))
                .extracting(Finding::kind)
                .containsExactly(Kind.WEB_SEED_DEAD);
    }

    private static List<Finding> webSeed(Source.State state, String word, Source.Fault fault) {
        return found(
                DatasetState.FETCHING,
                source(WEB_SEED, "http://w/", state, word).with(Optional.of(fault)));
    }

    @Test
    void nobody_is_found_nobody_answers_nobody_has_all_of_it_or_somebody_has() {
        assertThat(found(DatasetState.FETCHING, peers(0, 0, 0, null, OptionalDouble.empty())))
                .containsExactly(Finding.of(Kind.NOBODY_FOUND, "never"));
        assertThat(found(DatasetState.FETCHING, peers(0, 0, 2, SEEN, OptionalDouble.empty())))
                .containsExactly(Finding.of(Kind.NOBODY_ANSWERS, "2", "2024-05-01T12:00:00Z"));
        assertThat(found(DatasetState.FETCHING, peers(2, 0, 2, null, OptionalDouble.of(0.5))))
                .containsExactly(Finding.of(Kind.NOBODY_SEEDS, "2", "0.50", "never"));
        assertThat(found(DatasetState.FETCHING, peers(2, 0, 2, null, OptionalDouble.of(0.9991))))
                .as("what lacks a piece is no copy")
                .containsExactly(Finding.of(Kind.NOBODY_SEEDS, "2", "0.99", "never"));
        assertThat(found(DatasetState.FETCHING, peers(2, 1, 2, SEEN, OptionalDouble.empty())))
                .containsExactly(Finding.of(Kind.SEEDED, "1"));
    }

    @Test
    void who_reaches_nobody_and_is_reached_by_nobody_is_told_of_both() {
        DatasetView fetched = ice(DatasetState.FETCHING).view();
        Optional<Availability> alone = Optional.of(peers(0, 0, 2, null, OptionalDouble.empty()));

        assertThat(new DatasetProbes(fetched, InForce.NOTHING, alone, OptionalInt.of(6881), false).findings())
                .containsExactly(Finding.of(Kind.BOTH_CLOSED, "2", "6881", "never"));
        assertThat(new DatasetProbes(fetched, InForce.NOTHING, alone, OptionalInt.empty(), false).findings())
                .containsExactly(Finding.of(Kind.NOBODY_ANSWERS, "2", "never"));
    }

    @Test
    void a_publisher_whom_nobody_asks_is_told() {
        assertThat(found(DatasetState.SEEDING, peers(0, 0, 0, null, OptionalDouble.empty())))
                .containsExactly(Finding.of(Kind.NOBODY_ASKS));
        assertThat(found(DatasetState.SEEDING, peers(1, 0, 1, null, OptionalDouble.empty())))
                .isEmpty();
    }

    @Test
    void a_private_torrent_without_a_tracker_is_bad_unless_something_else_leads_to_it() {
        Optional<Availability> one = Optional.of(peers(1, 0, 1, null, OptionalDouble.empty()));
        FakeView hidden = ice(DatasetState.SEEDING).ofPrivateTorrent();
        Finding bad = Finding.of(Kind.PRIVATE_WITHOUT_TRACKER);

        assertThat(bad.health()).isEqualTo(Finding.Health.BAD);
        assertThat(new DatasetProbes(hidden.view(), InForce.NOTHING, one, OptionalInt.empty(), false).findings())
                .containsExactly(bad);
        assertThat(new DatasetProbes(hidden.view(), InForce.NOTHING, Optional.empty(), OptionalInt.empty(), false)
                        .findings())
                .isEmpty();
        for (Source.Kind kind : List.of(TRACKER, WEB_SEED, PEER)) {
            FakeView reached = hidden.sources(source(kind, "http://a/", WAITING, ""));
            assertThat(new DatasetProbes(reached.view(), InForce.NOTHING, one, OptionalInt.empty(), false).findings())
                    .isEmpty();
        }
    }

    @Test
    void a_disk_without_room_and_other_obstacles_are_told_as_they_are() {
        assertThat(new DatasetProbes(
                                ice(DatasetState.NO_ROOM)
                                        .why("3 GB are missing")
                                        .view(),
                                InForce.NOTHING,
                                Optional.empty(),
                                OptionalInt.empty(),
                                false)
                        .findings())
                .containsExactly(Finding.of(Kind.STATE, "no room", "3 GB are missing"));
        assertThat(found(DatasetState.SEEDING)).isEmpty();
    }

    @Test
    void a_named_peer_that_does_not_answer_is_told() {
        assertThat(found(DatasetState.FETCHING, source(PEER, "10.0.0.1:6881", FAILING, "Connection refused")))
                .containsExactly(Finding.of(Kind.PEER_FAILS, "10.0.0.1:6881", "Connection refused"));
        assertThat(found(DatasetState.FETCHING, source(PEER, "10.0.0.1:6881", WORKING, "")))
                .isEmpty();
    }

    @Test
    void a_named_peer_that_does_not_offer_it_or_sent_wrong_bytes_is_told_of_as_that() {
        Source declines = source(PEER, "10.0.0.1:6881", FAILING, "paused").with(Optional.of(REFUSED));
        Source banned = source(PEER, "10.0.0.2:6881", FAILING, "banned").with(Optional.of(WRONG_BYTES));

        assertThat(found(DatasetState.FETCHING, declines, banned))
                .containsExactly(
                        Finding.of(Kind.PEER_DECLINES, "10.0.0.1:6881"), Finding.of(Kind.PEER_WRONG, "10.0.0.2:6881"));
    }

    @Test
    void peers_that_answer_and_do_not_offer_it_are_not_among_those_that_do_not_answer() {
        assertThat(found(DatasetState.FETCHING, declining(2, 2)))
                .containsExactly(Finding.of(Kind.NOBODY_OFFERS, "2", "never"));
        assertThat(found(DatasetState.FETCHING, declining(3, 2)))
                .containsExactly(Finding.of(Kind.NOBODY_ANSWERS, "1", "never"));
    }

    private static Availability declining(int known, int declining) {
        return new Availability(
                0,
                0,
                OptionalInt.empty(),
                known,
                declining,
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void peers_that_are_connected_and_send_nothing_any_more_are_told_even_where_they_have_everything() {
        Availability silent = new Availability(
                1,
                1,
                OptionalInt.of(1),
                1,
                0,
                Optional.of(SEEN),
                OptionalDouble.empty(),
                Optional.of(SEEN),
                Optional.empty(),
                Optional.empty());

        assertThat(found(DatasetState.FETCHING, silent))
                .containsExactly(Finding.of(Kind.PEERS_SILENT, "1", SessionProbes.time(SEEN)));
    }

    /** As a seed does that may send nothing, or one who has no more than is here, however much that is. */
    @Test
    void who_shows_nothing_of_what_is_missing_is_not_said_to_lack_it() {
        assertThat(found(DatasetState.FETCHING, showing(0, 0)))
                .containsExactly(Finding.of(Kind.NOTHING_OFFERED, "2", "never"));
        assertThat(found(DatasetState.FETCHING, showing(0, 0.5)))
                .containsExactly(Finding.of(Kind.NOTHING_OFFERED, "2", "never"));
        assertThat(found(DatasetState.FETCHING, showing(1, 0.5)))
                .containsExactly(Finding.of(Kind.NOBODY_SEEDS, "2", "0.50", "never"));
        assertThat(found(DatasetState.NO_TORRENT, showing(0, 0)))
                .extracting(Finding::kind)
                .containsExactly(Kind.STATE);
    }

    private static Availability showing(int offering, double copies) {
        return new Availability(
                2,
                0,
                OptionalInt.of(offering),
                2,
                0,
                Optional.empty(),
                OptionalDouble.of(copies),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void seeds_that_send_nothing_for_so_long_that_the_node_says_why_are_not_well() {
        DatasetView silent = ice(DatasetState.FETCHING)
                .why("connected to 1 that has it and sends nothing just now")
                .view();

        assertThat(new DatasetProbes(
                                silent,
                                InForce.NOTHING,
                                Optional.of(peers(1, 1, 1, SEEN, OptionalDouble.empty())),
                                OptionalInt.empty(),
                                false)
                        .findings())
                .containsExactly(Finding.of(Kind.SEEDS_SEND_NOTHING, "1"));
    }

    @Test
    void while_bytes_come_in_nobody_is_missed() {
        DatasetView flowing = ice(DatasetState.FETCHING)
                .traffic(new DatasetView.Moves(1_000, 0, 5_000, 0, 1, 0, 0, 0))
                .view();

        assertThat(new DatasetProbes(
                                flowing,
                                InForce.NOTHING,
                                Optional.of(peers(1, 0, 1, null, OptionalDouble.of(0.55))),
                                OptionalInt.empty(),
                                false)
                        .findings())
                .containsExactly(Finding.of(Kind.PEERS_SEND, "1", "0.55"));
    }

    @Test
    void an_own_limit_of_nothing_is_told_and_blamed_on_nobody() {
        Limits deaf = new Limits(Optional.empty(), Optional.of(0L), Optional.empty());
        Limits mute = new Limits(Optional.of(0L), Optional.empty(), Optional.empty());
        Availability nobody = peers(0, 0, 1, null, OptionalDouble.empty());

        assertThat(new DatasetProbes(
                                ice(DatasetState.FETCHING).view(),
                                new InForce(deaf, true),
                                Optional.of(nobody),
                                OptionalInt.empty(),
                                false)
                        .findings())
                .containsExactly(Finding.of(Kind.DOWN_IS_ZERO, "a rule of the schedule says so just now"));
        assertThat(new DatasetProbes(
                                ice(DatasetState.FETCHING).limits(deaf).view(),
                                InForce.NOTHING,
                                Optional.of(nobody),
                                OptionalInt.empty(),
                                false)
                        .findings())
                .containsExactly(Finding.of(Kind.DOWN_IS_ZERO, "its own limit is 0"));
        assertThat(new DatasetProbes(
                                ice(DatasetState.SEEDING).view(),
                                new InForce(mute, false),
                                Optional.empty(),
                                OptionalInt.empty(),
                                false)
                        .findings())
                .containsExactly(Finding.of(Kind.UP_IS_ZERO, "the limit for all together is 0"));
    }

    @Test
    void what_is_paused_is_said_to_be() {
        assertThat(found(DatasetState.PAUSED)).containsExactly(Finding.of(Kind.PAUSED));
    }

    /** An original that is handed out piece by piece (BEP 16) looks like one who has a few pieces. */
    @Test
    void who_gave_bytes_and_never_said_that_it_has_all_is_told_of() {
        String came = SessionProbes.time(SEEN.plusSeconds(90));

        assertThat(found(DatasetState.FETCHING, given(Optional.empty())))
                .containsExactly(Finding.of(
                        Kind.NOBODY_SEEDS,
                        "1",
                        "0.50",
                        "never, as far as they say; bytes last came from a peer: " + came));
        assertThat(found(DatasetState.FETCHING, given(Optional.of(SEEN))))
                .containsExactly(Finding.of(
                        Kind.NOBODY_SEEDS,
                        "1",
                        "0.50",
                        SessionProbes.time(SEEN) + "; bytes last came from a peer: " + came));
        assertThat(found(DatasetState.FETCHING, given(Optional.of(SEEN.plusSeconds(60)))))
                .containsExactly(Finding.of(Kind.NOBODY_SEEDS, "1", "0.50", SessionProbes.time(SEEN.plusSeconds(60))));
    }

    private static Availability given(Optional<Instant> seed) {
        return new Availability(
                1,
                0,
                OptionalInt.of(1),
                1,
                0,
                seed,
                OptionalDouble.of(0.5),
                Optional.empty(),
                Optional.of(SEEN.plusSeconds(90)),
                Optional.empty());
    }

    @Test
    void a_stranger_cannot_make_it_long() {
        Source[] many = new Source[150];
        for (int i = 0; i < many.length; i++) {
            many[i] = source(TRACKER, "http://" + i + "/", FAILING, "no");
        }
        assertThat(found(DatasetState.FETCHING, many)).hasSize(20);
    }
}
