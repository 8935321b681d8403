package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A firewall that drops what comes in, a tracker that refuses, and both sides are told why nothing moves. */
@EnabledOnOs(OS.LINUX)
class WhyItStandsStillIT {

    private static final long SECONDS = 120;

    /** A tracker that knows nobody. */
    private static final String TRACKER = """
        import http.server
        class Refusing(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b'd14:failure reason24:soil is not welcome heree')
            def log_message(self, *arguments):
                pass
        http.server.HTTPServer(('127.0.0.1', 8000), Refusing).serve_forever()
        """;

    @TempDir
    Path folder;

    private final List<Machine> machines = new ArrayList<>();
    private Hosts hosts;
    private Machine anna;
    private Machine ben;
    private Machine lab;

    /** A home whose commands run on a machine. */
    private record Machine(ProcessBench bench, Host host) {

        Outcome run(String... arguments) throws IOException, InterruptedException {
            return bench.start(host.under(), Map.of(), arguments).end();
        }

        /** Asks again until it says so. */
        String until(String said, String... arguments) throws IOException, InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            String out = run(arguments).out();
            while (!out.contains(said)) {
                assertThat(System.nanoTime()).as(out).isLessThan(deadline);
                new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
                out = run(arguments).out();
            }
            return out;
        }
    }

    @BeforeEach
    void connect() throws Exception {
        hosts = Hosts.open();
        Hosts.Wire campus = hosts.wire("192.168.77");
        anna = machine("anna", campus);
        ben = machine("ben", campus);
        lab = machine("lab", campus);
        Soil.write(anna.bench().files());
    }

    private Machine machine(String name, Hosts.Wire wire) throws Exception {
        Machine machine =
                new Machine(new ProcessBench(Files.createDirectory(folder.resolve(name))), hosts.host(name, wire));
        machines.add(machine);
        return machine;
    }

    @AfterEach
    void disconnect() throws Exception {
        if (hosts == null) {
            return;
        }
        try {
            for (Machine each : machines) {
                each.bench().close();
            }
        } finally {
            hosts.close();
        }
    }

    @Test
    void a_closed_port_and_a_tracker_that_refuses_are_told_to_both_sides() throws Exception {
        anna.host().closePorts();
        anna.host().start("python3", "-c", TRACKER);
        Child server = lab.bench().start(lab.host().under(), Map.of(), "node", "run", "--connect-back");
        server.awaitErr("the node is ready");
        anna.run("node", "reach", "public");
        anna.run("node", "network", "--dht", "off", "--port-mapping", "off");
        Outcome publish = anna.run("publish", "BENCH/soil-2024", "--tracker", "http://127.0.0.1:8000/announce");
        assertThat(publish.exitCode()).as(publish.err()).isZero();

        assertThat(anna.until("tracker", "status"))
                .contains(
                        "    seeding, but its tracker refuses: http://127.0.0.1:8000/announce: soil is not welcome here");
        assertThat(anna.run("status", "1").out())
                .contains(
                        "tracker          http://127.0.0.1:8000/announce ",
                        "    soil is not welcome here\n",
                        "\nDHT              - ",
                        "    it is turned off\n",
                        "bad   tracker: http://127.0.0.1:8000/announce: soil is not welcome here");

        ben.run("node", "reach", "network");
        String torrent = folder.resolve("anna/home/data/catalog").toString();
        Outcome get = ben.run(
                "get",
                "1",
                "--catalog",
                "dir:" + torrent,
                "-d",
                "BENCH/copies",
                "--peer",
                anna.host().address() + ":6881",
                "--peer",
                "[" + anna.host().address6() + "]:6881");
        assertThat(get.exitCode()).as(get.err()).isZero();
        assertThat(ben.until("the one peer that is known does not answer", "doctor", "soil-2024"))
                .contains("bad   peers: the one peer that is known does not answer, and nobody has come in at port ")
                .contains("a relay peer: a node of the lab that both reach");

        Outcome closed = anna.run("doctor", "--from", "lab:6882");
        assertThat(closed.out())
                .contains("is closed from outside: lab:6882 says 'timeout' (it was asked to connect back just now)\n"
                        + "      open port ");
        assertThat(closed.exitCode()).isEqualTo(1);

        anna.host().rules("flush ruleset");
        Outcome open = anna.run("doctor", "--from", "lab:6882");
        assertThat(open.out())
                .contains("is open: lab:6882 connected back, and shook hands as peers do")
                .contains("is open for UDP too (a packet of lab:6882 was answered)");
        assertThat(open.exitCode()).as(open.out()).isZero();
        assertThat(ben.until("seeding", "status")).contains("soil-2024");
        // Whoever came in counts as soon as he has left, or has stayed for ten seconds.
        assertThat(anna.until("when another machine came in last", "doctor")).contains("ok    port: port ");
    }

    @Test
    void the_own_tracker_tells_whether_the_port_is_open() throws Exception {
        anna.host().closePorts();
        Child tracker = lab.bench()
                .start(lab.host().under(), Map.of(), "tracker", "--open", "--connect-back", "--listen", "0.0.0.0:6969");
        tracker.awaitErr("the tracker is ready");
        anna.run("node", "reach", "public");
        anna.run("node", "network", "--dht", "off", "--port-mapping", "off");
        String address = "http://" + lab.host().address() + ":6969/announce";
        Outcome publish = anna.run("publish", "BENCH/soil-2024", "--tracker", address);
        assertThat(publish.exitCode()).as(publish.err()).isZero();

        String closed = anna.until("is closed from outside", "doctor");
        assertThat(closed)
                .contains("is closed from outside: " + lab.host().address()
                        + ":6969 says 'timeout' (it was asked to connect back just now)")
                .doesNotContain("nobody of another machine has come in");
        assertThat(anna.run("status").err()).doesNotContain("closed");

        anna.host().rules("flush ruleset");
        assertThat(anna.until("connected back", "doctor", "1"))
                .contains("is open: " + lab.host().address() + ":6969 connected back, and shook hands as peers do");
    }

    /** It is connected to at two addresses, and the bridge to the web seed speaks BitTorrent as a peer does. */
    @Test
    void a_machine_with_two_addresses_beside_a_web_seed_is_one_peer() throws Exception {
        anna.bench().writeRandom("rocks/a.bin", 40_000_000);
        // It gives no parts of files, so what comes from it is read from the start of the file.
        lab.host()
                .start(
                        "python3",
                        "-m",
                        "http.server",
                        "8080",
                        "--bind",
                        "0.0.0.0",
                        "--directory",
                        anna.bench().path("rocks").getParent().toString());
        for (Machine each : List.of(anna, ben)) {
            each.run("node", "reach", "network");
            each.run("node", "network", "--encryption", "required", "--lsd", "off", "--pex", "off");
        }
        Outcome publish = anna.run(
                "publish", "BENCH/rocks", "--web-seed", "http://" + lab.host().address() + ":8080/");
        assertThat(publish.exitCode()).as(publish.err()).isZero();
        assertThat(ben.run("node", "start").exitCode()).isZero();
        assertThat(ben.run("limit", "--down", "100K").exitCode()).isZero();
        Outcome get = ben.run(
                "get",
                "1",
                "--catalog",
                "dir:" + folder.resolve("anna/home/data/catalog"),
                "-d",
                "BENCH/copies",
                "--allow-private",
                "--peer",
                anna.host().address() + ":6881",
                "--peer",
                "[" + anna.host().address6() + "]:6881");
        assertThat(get.exitCode()).as(get.err()).isZero();

        // Connections are compared a moment after they came about. At this limit the fetch lasts for minutes.
        String both = ben.until("peers     1, of which 1 have everything", "status", "rocks");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!isFromBoth(both) && System.nanoTime() < deadline) {
            both = ben.until("peers     1, of which 1 have everything", "status", "rocks");
        }
        assertThat(isFromBoth(both)).as(both).isTrue();
        assertThat(ben.run("doctor", "rocks").out()).contains("connected to 1 that has everything");
    }

    private static boolean isFromBoth(String status) {
        return status.matches("(?s).*\\nweb seed +http\\S+ +working.*")
                && status.matches("(?s).*\\npeer +192\\S+ +working.*")
                && status.matches("(?s).*\\npeer +\\[fd00\\S+ +working.*");
    }
}
