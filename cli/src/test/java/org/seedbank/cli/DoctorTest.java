package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.cli.screen.FindingText;
import org.seedbank.node.FakeNode;
import org.seedbank.node.FakeView;
import org.seedbank.node.examination.Finding;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.Source;

/** The doctor says what is wrong, how it knows, and what to do. */
@ExtendWith(Benches.class)
class DoctorTest {

    private static final String ICE = "1".repeat(64);

    @Test
    void without_a_node_it_looks_at_what_it_can(Bench bench) throws Exception {
        Outcome doctor = bench.run("doctor");

        // How much is free is another number each time.
        assertThat(doctor.out().replaceAll("has [0-9.]+ [kMGT]?B free", "has SOME free"))
                .isEqualTo("""
                    note  node: no node runs here, so nothing is seeded or fetched in the background (nobody has the lock of its folder)
                          start one with 'seedbank node start'
                    ok    signals: Java and libtorrent share their signals (libjsig is loaded)
                    ok    disk: 'BENCH' has SOME free (a mebibyte was written there)
                    ok    catalog: 'local' can be read, and has 0 entries (it was asked)
                    """);
        assertThat(doctor.exitCode()).isZero();
    }

    @Test
    void what_is_bad_ends_with_1_and_names_the_next_step(Bench bench) throws Exception {
        FakeNode node = bench.nodes().run(Network.PUBLIC);
        node.put(FakeView.named("ice", ICE, "1".repeat(40))
                .sources(Source.of(
                        Source.Kind.TRACKER, "http://a.example.org/", Source.State.FAILING, Optional.of("no")))
                .view());
        node.finds(Finding.of(Finding.Kind.UDP_BLOCKED, "udp://a\u001b[2J", "http://b"));

        Outcome doctor = bench.run("doctor", "ice");
        assertThat(doctor.out()).startsWith("""
            bad   UDP: UDP seems to be blocked: no answer from udp://a\\u{1b}[2J (over TCP, http://b does answer)
                  use trackers over http or https, and web seeds, which need no UDP; or have UDP let out of this network
            """);
        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(bench.run("doctor", "ice", "--json").out())
                .contains(
                        "\"kind\": \"UDP blocked\"".toLowerCase(java.util.Locale.ROOT),
                        "\"sources\": [",
                        "\"health\": \"bad\"");
    }

    @Test
    void udp_is_judged_by_its_own_line_alone(Bench bench) throws Exception {
        FakeNode node = bench.nodes().run(Network.PUBLIC);
        node.finds(
                Finding.of(Finding.Kind.UDP_WELL, "udp://a:80 answers"),
                Finding.of(Finding.Kind.DHT_EMPTY, "2024-05-01T12:00:00Z"));

        assertThat(bench.run("doctor").out()).startsWith("""
            ok    UDP: gets through: udp://a:80 answers (the node has heard it)
            bad   DHT: no node of the DHT is known since TIME (the node counts them)
                  enter it by a node of your lab with 'seedbank node network --dht-bootstrap HOST:PORT', or use a tracker
            """);
        node.finds(Finding.of(Finding.Kind.DHT_WELL, "1"));
        assertThat(bench.run("doctor").out()).startsWith("ok    DHT: 1 node is known (the node counts them)\n");
    }

    /** A node looks now and then; the command looks now. */
    @Test
    void what_was_looked_at_just_now_is_told_in_the_place_of_what_the_node_has_found(Bench bench) throws Exception {
        bench.nodes()
                .run(Network.PUBLIC)
                .finds(
                        Finding.of(Finding.Kind.CATALOG_UNREACHABLE, "local", "it was gone"),
                        Finding.of(Finding.Kind.CLOCK_WELL, "t.example.org"),
                        Finding.of(Finding.Kind.DISK_FULL, "/proc", "17"),
                        Finding.of(
                                Finding.Kind.DISK_FULL,
                                bench.path("home/state/node").toString(),
                                "18"));

        assertThat(bench.run("doctor").out())
                .contains(
                        "bad   disk: '/proc' has only 17 B free",
                        "ok    catalog: 'local' can be read, and has 0 entries")
                .contains("ok    clock: agrees with that of t.example.org")
                .doesNotContain("it was gone", "18 B");
    }

    /** One that refuses opens connections, too. */
    @Test
    void what_the_nodes_proxy_said_last_counts_more_than_that_it_lets_somebody_connect(Bench bench) throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            FakeNode node = bench.nodes().run(Network.PUBLIC);
            assertThat(bench.run("node", "network", "--proxy", "http://127.0.0.1:" + proxy.getLocalPort())
                            .exitCode())
                    .isZero();
            assertThat(bench.run("doctor").out()).contains("ok    proxy: somebody listens at the node's proxy");

            node.finds(Finding.of(Finding.Kind.PROXY_WRONG, Finding.OWN_PROXY, "it refuses (401 Unauthorized)"));
            Outcome doctor = bench.run("doctor");
            assertThat(doctor.out())
                    .contains("bad   proxy: cannot use the node's proxy: it refuses (401 Unauthorized)")
                    .doesNotContain("ok    proxy");
            assertThat(doctor.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void a_dataset_that_the_node_has_not_is_none(Bench bench) throws Exception {
        bench.nodes().run(Network.LOCAL);

        assertThat(bench.run("doctor", "snow").exitCode()).isEqualTo(4);
    }

    @Test
    void a_catalog_that_cannot_be_read_is_bad(Bench bench) throws Exception {
        Files.createDirectory(bench.path("lab"));
        assertThat(bench.run("catalog", "add", "lab", "dir:BENCH/lab").exitCode())
                .isZero();
        Files.delete(bench.path("lab"));
        bench.write("lab", "");

        Outcome doctor = bench.run("doctor");
        assertThat(doctor.out()).contains("bad   catalog: 'lab': cannot read catalog ");
        assertThat(doctor.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Finding.Kind.class)
    void each_finding_has_words_and_what_is_bad_a_next_step(Finding.Kind kind) {
        Finding finding = null;
        for (int facts = 0; finding == null; facts++) {
            String[] some = new String[facts];
            java.util.Arrays.fill(some, "7");
            try {
                finding = Finding.of(kind, some);
            } catch (IllegalArgumentException e) {
                assertThat(facts).isLessThan(5);
            }
        }
        FindingText text = FindingText.of(finding);
        assertThat(text.said()).isNotEmpty().doesNotContain("%");
        assertThat(text.how()).isNotEmpty();
        assertThat(text.step().isPresent()).isEqualTo(finding.health() != Finding.Health.GOOD);
    }
}
