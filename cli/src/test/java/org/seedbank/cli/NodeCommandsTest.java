package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.integrity.HostPort;
import org.seedbank.node.FakeNode;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.serving.HttpServed;
import org.seedbank.node.serving.HttpServing;
import org.seedbank.node.tracking.TrackerFacts;
import org.seedbank.swarm.Network;

/** {@code seedbank node} and {@code follow}: the node as a whole, and its orders. */
@ExtendWith(Benches.class)
class NodeCommandsTest {

    @Test
    void is_started_as_far_reaching_as_asked(Bench bench) throws Exception {
        bench.nodes().allowStart();

        Outcome start = bench.run("node", "start", "--public", "--port", "0", "--control-port", "8080");

        assertThat(start).isEqualTo(new Outcome(0, "the node runs: peers anywhere, port PORT, process 4711\n", ""));
        assertThat(bench.nodes().started()).contains(new NodeStart(OptionalInt.of(0), OptionalInt.of(8080)));
        assertThat(bench.run("node", "start")).isEqualTo(new Outcome(1, "", """
            seedbank: error: a node is running already, process 4711
            seedbank: hint: use it as it is, end it first with 'seedbank node stop', or start it anew with 'seedbank node restart', which takes the same options
            """));
    }

    @Test
    void lets_torrents_name_private_addresses_only_when_told_to(Bench bench) throws Exception {
        bench.nodes().allowStart();

        bench.run("node", "start", "--allow-private");

        assertThat(bench.nodes().started())
                .contains(new NodeStart(OptionalInt.empty(), OptionalInt.empty(), true))
                .get()
                .extracting(NodeStart::options)
                .isEqualTo(List.of("--allow-private"));
    }

    @Test
    void serves_over_http_where_it_is_told_to_and_a_restart_keeps_that(Bench bench) throws Exception {
        bench.nodes().allowStart();
        bench.run("node", "start", "--serve-http");
        HttpServing usual = new HttpServing(new HostPort("127.0.0.1", 6880), Optional.empty(), false);
        assertThat(bench.nodes().started()).contains(start(Optional.of(usual)));
        bench.nodes().node().serve(new HttpServed(usual, "4a", 1_500_000, 1, 2, 0, 0));
        assertThat(bench.run("node", "status").out()).contains("""
                http      http://127.0.0.1:6880/, published datasets
                          1.50 MB sent, 1 answer, to 2 addresses
                """);

        bench.run("node", "restart", "--serve-url", "https://data.example.org/soil", "--serve-fetched");
        HttpServing named = new HttpServing(usual.listen(), Optional.of("https://data.example.org/soil/"), true);
        assertThat(bench.nodes().started().orElseThrow().http()).contains(named);
        assertThat(bench.nodes().started().orElseThrow().options())
                .containsSubsequence(
                        "--serve-http",
                        "127.0.0.1:6880",
                        "--serve-url",
                        "https://data.example.org/soil/",
                        "--serve-fetched");
        bench.nodes().node().serve(new HttpServed(named, "4a", 0, 0, 0, 0, 0));
        bench.run("node", "restart", "--serve-http", "[::1]:8080");
        assertThat(bench.nodes().started().orElseThrow().http())
                .contains(new HttpServing(new HostPort("::1", 8080), named.url(), true));
        bench.nodes().node().serve(new HttpServed(named, "4a", 0, 0, 0, 0, 0));
        bench.run("node", "restart", "--serve-http", "off");
        assertThat(bench.nodes().started().orElseThrow().http()).isEmpty();
    }

    private static NodeStart start(Optional<HttpServing> http) {
        return new NodeStart(OptionalInt.empty(), OptionalInt.empty()).serving(http);
    }

    @Test
    void is_a_tracker_too_where_it_is_told_to(Bench bench) throws Exception {
        bench.nodes().allowStart();

        bench.run("node", "start", "--tracker", "[::]:6969", "--tracker-catalog", "lab", "--tracker-catalog", "local");

        assertThat(bench.nodes().started())
                .contains(new NodeStart(OptionalInt.empty(), OptionalInt.empty())
                        .tracking(
                                Optional.of(new NodeStart.Tracking(new HostPort("::", 6969), List.of("lab", "local")))))
                .get()
                .extracting(NodeStart::options)
                .isEqualTo(List.of("--tracker", "[::]:6969", "--tracker-catalog", "lab", "--tracker-catalog", "local"));
    }

    @Test
    void shows_its_tracker_and_a_restart_keeps_that_and_what_torrents_may_name(Bench bench) throws Exception {
        bench.nodes().allowStart();
        bench.nodes().run(Network.LOCAL);
        TrackerFacts tracker =
                new TrackerFacts(List.of(new HostPort("::", 6969)), List.of("lab", "local"), 12, false, false);
        bench.nodes().node().track(tracker);
        bench.nodes().node().allowPrivate();
        assertThat(bench.run("node", "status").out()).contains("""
                tracker   [::]:6969, for everybody, 12 datasets of lab, local
                private   any torrent may name trackers and web seeds in private networks
                """);

        bench.run("node", "restart");
        NodeStart.Tracking kept = new NodeStart.Tracking(new HostPort("::", 6969), List.of("lab", "local"));
        NodeStart restarted = bench.nodes().started().orElseThrow();
        assertThat(restarted.tracker()).contains(kept);
        assertThat(restarted.allowPrivate()).isTrue();
        assertThat(bench.run("node", "restart", "--no-allow-private", "--allow-private")
                        .exitCode())
                .isEqualTo(2);
        bench.run("node", "restart", "--no-allow-private");
        assertThat(bench.nodes().started().orElseThrow().allowPrivate()).isFalse();

        bench.nodes().node().track(tracker);
        bench.run("node", "restart", "--tracker-catalog", "lab");
        assertThat(bench.nodes().started().orElseThrow().tracker())
                .contains(new NodeStart.Tracking(kept.listen(), List.of("lab")));

        bench.nodes().node().track(tracker);
        bench.run("node", "restart", "--tracker", "off");
        assertThat(bench.nodes().started().orElseThrow().tracker()).isEmpty();
    }

    @Test
    void what_is_no_place_to_serve_at_is_wrong_usage(Bench bench) throws Exception {
        for (String[] wrong : new String[][] {
            {"--serve-http", "a b"},
            {"--serve-http", "host:99999"},
            {"--serve-url", "http://data.example.org/"},
            {"--serve-http", "--serve-url", "ftp://data.example.org/"},
            {"--serve-http", "off", "--serve-fetched"}
        }) {
            List<String> words = new ArrayList<>(List.of("node", "start"));
            words.addAll(List.of(wrong));
            assertThat(bench.run(words.toArray(String[]::new)).exitCode())
                    .as(words.toString())
                    .isEqualTo(2);
        }
    }

    @Test
    void is_stopped(Bench bench) throws Exception {
        bench.nodes().run(Network.LOCAL);

        assertThat(bench.run("node", "stop")).isEqualTo(new Outcome(0, "the node has ended\n", ""));
        assertThat(bench.run("node", "stop").exitCode()).isEqualTo(1);
    }

    @Test
    void restarts_as_it_was_unless_something_else_is_said(Bench bench) throws Exception {
        bench.nodes().allowStart();
        bench.nodes().run(Network.PUBLIC);

        assertThat(bench.run("node", "restart").out()).startsWith("the node runs: peers anywhere, port");
        assertThat(bench.nodes().started()).contains(new NodeStart(OptionalInt.of(6881), OptionalInt.empty()));

        assertThat(bench.run("node", "restart", "--local", "--port", "7000").out())
                .startsWith("the node runs: this machine only, port");
        assertThat(bench.nodes().started()).contains(new NodeStart(OptionalInt.of(7000), OptionalInt.empty()));
    }

    @Test
    void goes_on_when_it_could_not_listen_where_a_restart_says(Bench bench) throws Exception {
        FakeNode node = bench.nodes().run(Network.LOCAL);
        bench.nodes()
                .refuseListening(new NodeException.CannotServe(
                        new HostPort("nosuch.example.org", 6880), new IOException("this name leads to no address")));

        assertThat(bench.run("node", "restart", "--serve-http", "nosuch.example.org:6880"))
                .isEqualTo(new Outcome(1, "", """
                    seedbank: error: cannot serve at 'nosuch.example.org:6880': this name leads to no address
                    seedbank: hint: choose another address or port with --serve-http, or end what uses this one
                    """));
        assertThat(bench.nodes().node()).isSameAs(node);
    }

    /** Two installations may share a home: the earlier one could end the node of the later, and not start its own. */
    @Test
    void goes_on_when_a_later_version_wrote_what_a_restart_would_read(Bench bench) throws Exception {
        FakeNode node = bench.nodes().run(Network.LOCAL);
        bench.run("node", "reach", "machine");
        Path database = bench.path("home/state/node/node.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 99");
        }

        assertThat(bench.run("node", "restart").err()).matches("""
                    seedbank: error: the database '.*' has version 99 of its tables, and this seedbank knows [0-9]+
                    seedbank: hint: use the later version of seedbank that wrote it
                    """);
        assertThat(bench.nodes().node()).isSameAs(node);
    }

    @Test
    void is_started_as_it_was_when_a_restart_fails(Bench bench) throws Exception {
        bench.nodes().allowStart();
        bench.nodes().run(Network.LOCAL);
        HttpServing usual = HttpServing.usual();
        bench.nodes().node().serve(new HttpServed(usual, "4a", 0, 0, 0, 0, 0));
        bench.nodes().failNextStart(new NodeException.Unreachable("it ended at once", null));

        Outcome restart = bench.run("node", "restart", "--port", "7000");

        assertThat(restart.exitCode()).isEqualTo(1);
        assertThat(restart.err()).startsWith("""
                        seedbank: warning: the node does not start so: it is started as it was before
                        seedbank: error: the node does not answer: it ended at once
                        """);
        assertThat(bench.nodes().started())
                .contains(new NodeStart(OptionalInt.of(6881), OptionalInt.empty()).serving(Optional.of(usual)));
    }

    @Test
    void says_how_it_was_started_when_it_does_not_start_again(Bench bench) throws Exception {
        bench.nodes().allowStart();
        bench.nodes().run(Network.LOCAL);
        bench.nodes().node().serve(new HttpServed(HttpServing.usual(), "4a", 0, 0, 0, 0, 0));
        bench.nodes().failNextStart(new NodeException.Unreachable("it ended at once", null));

        assertThat(bench.run("node", "restart").err())
                .startsWith("seedbank: to start the node as it was:"
                        + " seedbank node start --port PORT --serve-http 127.0.0.1:6880\n");
    }

    @Test
    void takes_orders_with_absolute_paths_and_shows_what_became_of_them(Bench bench) throws Exception {
        FakeNode node = bench.nodes().run(Network.LOCAL);
        bench.run("catalog", "add", "soil", "dir:BENCH/soil", "--no-check");

        assertThat(bench.run("node", "watch", "BENCH/in", "-d", "BENCH/out").out())
                .isEqualTo("watch-1  watch 'BENCH/in' -d 'BENCH/out'\n");
        assertThat(bench.run("node", "drop", "BENCH/in/../drop", "--catalog", "soil")
                        .out())
                .isEqualTo("drop-2  drop 'BENCH/drop' --catalog 'soil'\n");
        assertThat(bench.run("follow", "dir:BENCH/x/../c", "--match", "ph", "-d", "BENCH/out")
                        .out())
                .isEqualTo("follow-3  follow 'dir:BENCH/c' --match 'ph' -d 'BENCH/out'\n");
        node.tells("drop-2", "published 'run-7'", "cannot read 'BENCH/drop': no such folder");
        bench.run("schedule", "add", "08:00-18:00 daily up 100K");
        assertThat(bench.run("node", "cancel", "watch-1").out()).isEqualTo("cancelled watch-1\n");

        assertThat(bench.run("node", "status").out()).isEqualTo("""
            running   since TIME, process 4711
            version   0.1.0
            reach     this machine only, port PORT
            network   DHT only with reach 'public', local discovery only with reach 'network' or 'public', peer exchange only with reach 'network' or 'public', port mapping only with reach 'public', encryption on
            control   127.0.0.1, port PORT
            datasets  0, 0 B/s down, 0 B/s up
            limits    up none, down none, ratio none
            log       BENCH/home/state/node/log
            schedule  1  08:00-18:00 daily up 100K down none
            orders    drop-2  drop 'BENCH/drop' --catalog 'soil'
                        problem: cannot read 'BENCH/drop': no such folder
                        waits for 'run-8' to be quiet for 60 s
                        looked TIME, next TIME
                        published 'run-7'
                      follow-3  follow 'dir:BENCH/c' --match 'ph' -d 'BENCH/out'
            """);
        assertThat(bench.run("node", "cancel", "watch-1").exitCode()).isEqualTo(1);
    }

    @Test
    void takes_times_within_bounds_and_the_same_order_once_more(Bench bench) throws Exception {
        bench.nodes().run(Network.LOCAL);
        bench.run("catalog", "add", "soil", "dir:BENCH/soil", "--no-check");

        assertThat(bench.run("node", "drop", "BENCH/drop", "--quiet-for", "90s").out())
                .isEqualTo("drop-1  drop 'BENCH/drop' --quiet-for 90s\n");
        assertThat(bench.run("follow", "soil", "-d", "BENCH/out", "--every", "120m")
                        .out())
                .isEqualTo("follow-2  follow 'soil' -d 'BENCH/out' --every 2h\n");
        assertThat(bench.run("node", "drop", "BENCH/drop", "--quiet-for", "1s").err())
                .startsWith("seedbank: error: --quiet-for: '1s' is not from 5s to 1d\n");
        assertThat(bench.run("follow", "soil", "-d", "BENCH/out", "--every", "8d")
                        .err())
                .startsWith("seedbank: error: --every: '8d' is not from 1m to 7d\n");
        assertThat(bench.run("follow", "soil", "-d", "BENCH/out", "--every", "often")
                        .exitCode())
                .isEqualTo(2);
        assertThat(bench.run("follow", "soil").exitCode()).isEqualTo(2);
    }

    @Test
    void catalogs_that_are_followed_are_asked_at_once(Bench bench) throws Exception {
        bench.nodes().run(Network.LOCAL);
        bench.run("catalog", "add", "soil", "dir:BENCH/soil", "--no-check");
        assertThat(bench.run("follow", "--now").err()).startsWith("seedbank: error: the node follows no catalog\n");
        bench.run("follow", "soil", "-d", "BENCH/out");

        assertThat(bench.run("follow", "--now")).isEqualTo(new Outcome(0, """
            follow-1  follow 'soil' -d 'BENCH/out'
              looked TIME, next TIME
            """, ""));
        assertThat(bench.run("follow", "rain", "--now").err())
                .startsWith("seedbank: error: the node does not follow 'rain'\n");
    }
}
