package org.seedbank.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.cli.Bench;
import org.seedbank.cli.Benches;
import org.seedbank.swarm.Network;

/** How the node uses the network is said once, and kept. */
@ExtendWith(Benches.class)
class NodeNetworkTest {

    @Test
    void is_shown_as_it_is_set(Bench bench) throws Exception {
        assertThat(bench.run("node", "network", "--listen", "0.0.0.0:7000", "--dht", "off", "--encryption", "required")
                        .out())
                .isEqualTo("""
                    listen        0.0.0.0:7000
                    dht           off
                    lsd           on
                    pex           on
                    port-mapping  on
                    utp           on
                    encryption    required
                    dht-bootstrap public
                    proxy         environment
                    ranges        all private addresses
                    """);
        bench.run("node", "network", "--dht-bootstrap", "dht.lab.example:6881", "--dht-bootstrap", "[fd00::7]:6881");
        assertThat(bench.run(
                                "node",
                                "network",
                                "--listen",
                                "all",
                                "--lsd",
                                "off",
                                "--pex",
                                "off",
                                "--port-mapping",
                                "off",
                                "--utp",
                                "off")
                        .out())
                .isEqualTo("""
                    listen        all
                    dht           off
                    lsd           off
                    pex           off
                    port-mapping  off
                    utp           off
                    encryption    required
                    dht-bootstrap dht.lab.example:6881 [fd00::7]:6881
                    proxy         environment
                    ranges        all private addresses
                    """);
        assertThat(bench.run("node", "network", "--dht-bootstrap", "public").out())
                .contains("dht-bootstrap public\n");
    }

    @Test
    void a_node_that_runs_takes_it_up(Bench bench) throws Exception {
        bench.nodes().run(Network.PRIVATE);
        assertThat(bench.run("node", "network", "--encryption", "off").exitCode())
                .isZero();
        assertThat(bench.run("node", "status").out())
                .contains(" port mapping only with reach 'public', encryption off\n");
        assertThat(bench.run("node", "reach", "network", "141.20.0.0/16").out())
                .isEqualTo("network: the node reaches this network only, port PORT; this network is 141.20.0.0/16\n");
        assertThat(bench.nodes().node().network().ranges().orElseThrow()).containsExactly("141.20.0.0/16");
        assertThat(bench.run("node", "reach", "network").out())
                .isEqualTo("network: the node reaches this network only, port PORT\n");
    }

    @Test
    void the_password_of_a_proxy_is_shown_nowhere(Bench bench) throws Exception {
        assertThat(bench.run("node", "network", "--proxy", "socks5h://anna:s3cret%21@proxy.example:1080")
                        .out())
                .contains("proxy         socks5h://anna@proxy.example:1080\n");
        assertThat(bench.run("node", "network", "--json").out()).doesNotContain("s3cret");
        assertThat(bench.run("node", "network", "--proxy", "none").out()).contains("proxy         none\n");
        assertThat(bench.run("node", "network", "--proxy", "socks4://anna:s3cret@proxy.example")
                        .err())
                .startsWith("seedbank: error: the proxy cannot be used: it names a proxy of the kind 'socks4';")
                .doesNotContain("s3cret");
    }

    @Test
    void what_makes_no_sense_is_refused_and_changes_nothing(Bench bench) throws Exception {
        assertThat(bench.run("node", "network", "--listen", "fd00::2").err())
                .startsWith("seedbank: error: 'fd00::2' is neither an address of this machine nor an interface,");
        assertThat(bench.run("node", "network", "--encryption", "perhaps").err())
                .startsWith("seedbank: error: 'perhaps' is not off, on or required");
        assertThat(bench.run("node", "network", "--dht", "yes").err()).contains("'yes' is not on or off");
        assertThat(bench.run("node", "network", "--dht-bootstrap", "lab").err()).contains("'lab' is not HOST:PORT");
        assertThat(bench.run("node", "reach", "network", "10.1.2.0/16").err())
                .contains("'10.1.2.0/16' has bits behind its prefix; it would be '10.1.0.0/16'");
        assertThat(bench.run("node", "reach", "public", "10.1.0.0/16").err())
                .contains("only 'network' has ranges of addresses");
        assertThat(bench.run("node", "network", "--listen", "nowhere0").err())
                .isEqualTo(
                        "seedbank: warning: 'nowhere0' is no address or interface of this machine now; the node cannot"
                                + " listen until it is; --listen all takes that back\n");
        assertThat(bench.run("node", "network").out()).startsWith("listen        nowhere0\ndht           on\n");
    }
}
