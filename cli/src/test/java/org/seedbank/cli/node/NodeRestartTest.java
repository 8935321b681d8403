package org.seedbank.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.cli.Bench;
import org.seedbank.cli.Benches;
import org.seedbank.cli.Outcome;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.integrity.HostPort;
import org.seedbank.node.serving.HttpServing;
import org.seedbank.swarm.Network;

/** {@code seedbank node restart}: what it keeps of the node that ran. */
@ExtendWith(Benches.class)
class NodeRestartTest {

    private static final NodeStart ALL = new NodeStart(
            OptionalInt.of(7000),
            OptionalInt.of(8080),
            true,
            Optional.of(new HttpServing(
                    new HostPort("127.0.0.1", 6880), Optional.of("https://data.example.org/soil/"), true)),
            Optional.of(new NodeStart.Tracking(new HostPort("::", 6969), List.of("lab", "local"))),
            Optional.of(new HostPort("192.0.2.1", 6882)));

    @Test
    void every_option_is_kept_and_a_change_is_said(Bench bench) throws Exception {
        bench.nodes().allowStart();
        bench.nodes().run(Network.LOCAL);
        note(bench, ALL);

        Outcome restart = bench.run("node", "restart", "--serve-http", "off", "--control-port", "8081");

        assertThat(bench.nodes().started())
                .contains(new NodeStart(
                        OptionalInt.of(6881),
                        OptionalInt.of(8081),
                        true,
                        Optional.empty(),
                        ALL.tracker(),
                        ALL.connectBack()));
        assertThat(restart.err()).isEqualTo("""
                seedbank: from now on: --control-port PORT
                seedbank: no longer: --control-port PORT --serve-http 127.0.0.1:6880 --serve-url https://data.example.org/soil/ --serve-fetched
                """);
    }

    @Test
    void connecting_back_is_kept_until_it_is_turned_off(Bench bench) throws Exception {
        bench.nodes().allowStart();
        NodeStart usual = NodeStart.USUAL.connectingBack(Optional.of(new HostPort("0.0.0.0", 6882)));
        note(bench, usual);

        bench.run("node", "restart");
        assertThat(bench.nodes().started()).contains(usual);

        bench.nodes().stop();
        assertThat(bench.run("node", "restart", "--connect-back", "off").err())
                .isEqualTo("seedbank: no longer: --connect-back 0.0.0.0:6882\n");
        assertThat(bench.nodes().started()).contains(NodeStart.USUAL);
    }

    @Test
    void they_are_kept_of_a_node_that_died(Bench bench) throws Exception {
        bench.nodes().allowStart();
        note(bench, ALL);

        assertThat(bench.run("node", "restart").err()).isEmpty();

        assertThat(bench.nodes().started()).contains(ALL);
    }

    @Test
    void a_note_that_is_not_understood_is_passed_over(Bench bench) throws Exception {
        for (String text : List.of("[\"--port\", \"many\"]", "[null]", "{", "")) {
            bench.nodes().allowStart();
            bench.nodes().run(Network.LOCAL);
            bench.write("home/state/node/options.json", text);

            assertThat(bench.run("node", "restart").exitCode()).as(text).isZero();
        }
    }

    private static void note(Bench bench, NodeStart start) throws Exception {
        bench.write("home/state/node/options.json", new Gson().toJson(start.options()));
    }
}
