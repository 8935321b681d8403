package org.seedbank.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.cli.Bench;
import org.seedbank.cli.Benches;
import org.seedbank.cli.Outcome;
import org.seedbank.swarm.Network;

/** The way into the node's page. */
@ExtendWith(Benches.class)
class OpenCommandTest {

    private static final String ADDRESS = "http://127.0.0.1:8080/#key=" + "0".repeat(64) + "\n";

    @Test
    void prints_the_address_alone_on_standard_output(Bench bench) throws Exception {
        bench.nodes().run(Network.LOCAL);
        Outcome expected = new Outcome(
                0, ADDRESS, "seedbank: open it in a browser of this machine; its key works once, within 5 min\n");
        assertThat(bench.run("open", "--print")).isEqualTo(expected);
        assertThat(bench.run("open")).as("without a screen").isEqualTo(expected);
    }
}
