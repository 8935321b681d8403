package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.node.FakeNode;
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
            seedbank: hint: use it as it is, or end it first with 'seedbank node stop'
            """));
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
