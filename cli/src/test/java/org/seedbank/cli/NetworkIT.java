package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves a machine, as packets on its cable say, and ways around a network that lets little through. */
@EnabledOnOs(OS.LINUX)
class NetworkIT {

    private static final long DEADLINE_SECONDS = 60;

    @TempDir
    Path folder;

    private Hosts hosts;
    private final List<ProcessBench> benches = new ArrayList<>();

    @BeforeEach
    void connect() throws Exception {
        hosts = Hosts.open();
    }

    @AfterEach
    void disconnect() throws Exception {
        if (hosts == null) {
            return;
        }
        try {
            for (ProcessBench each : benches) {
                each.close();
            }
        } finally {
            hosts.close();
        }
    }

    /** A home whose commands run on a machine. */
    private record Machine(ProcessBench bench, Host host) {

        Outcome run(String... arguments) throws Exception {
            return bench.start(host.under(), Map.of(), arguments).end();
        }

        void runs(String... arguments) throws Exception {
            Outcome outcome = run(arguments);
            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        }

        Outcome publishes() throws Exception {
            Soil.write(bench.files());
            Outcome publish = run("publish", "BENCH/soil-2024");
            assertThat(publish.exitCode()).as(publish.err()).isZero();
            return publish;
        }
    }

    private Machine machine(String name, Host host) throws Exception {
        ProcessBench bench = new ProcessBench(Files.createDirectory(folder.resolve(name)));
        benches.add(bench);
        return new Machine(bench, host);
    }

    @Test
    void without_a_word_from_the_user_nothing_leaves_the_machine_and_the_port_stays() throws Exception {
        Host host = hosts.host("anna", hosts.wire("192.168.77"));
        hosts.nameServer(hosts.host("names", hosts.wire("192.168.78")));
        Machine anna = machine("anna", host);
        Machine ben = machine("ben", host);
        Capture capture = host.capture();

        anna.runs("node", "start", "--port", "7001");
        String magnet = anna.publishes().out().replaceAll("(?s).*magnet +(\\S+)\n.*", "$1");
        anna.runs("list");
        ben.runs("get", magnet, "-d", "BENCH/copies", "--wait", "--peer", "127.0.0.1:7001");
        ben.runs("status");
        anna.runs("node", "stop");
        anna.runs("node", "start");
        assertThat(host.run("ss", "-ltnH")).contains(":7001 ");
        ProcessHandle node = anna.bench().node().process().orElseThrow();
        node.destroyForcibly();
        node.onExit().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        // Its keeper starts another by itself, and may be the first to do so.
        anna.run("node", "start");
        anna.runs("status");
        assertThat(host.run("ss", "-ltnH")).contains(":7001 ");

        assertThat(capture.packets()).isEmpty();
    }

    /** Nobody listens there, which costs a warning; that it was tried is what counts. */
    @Test
    void a_web_seed_is_asked_by_the_word_of_who_names_it_and_nobody_else_is() throws Exception {
        Hosts.Wire wire = hosts.wire("192.168.77");
        Host host = hosts.host("anna", wire);
        String lab = hosts.host("lab", wire).address();
        Machine anna = machine("anna", host);
        Soil.write(anna.bench().files());
        anna.runs("node", "start", "--port", "7001");

        Capture silent = host.capture();
        anna.runs("publish", "BENCH/soil-2024", "--web-seed", "http://" + lab + ":8081/", "--check-web-seed=no");
        anna.runs("edit", "1", "--add-web-seed", "http://" + lab + ":8082/", "--check-web-seed=no");
        assertThat(silent.packets()).isEmpty();

        for (List<String> naming : List.of(
                List.of("publish", "--dry-run", "BENCH/soil-2024", "--title", "again", "--catalog", "dir:BENCH/other"),
                List.of("edit", "1"))) {
            Capture capture = host.capture();
            List<String> words = new ArrayList<>(naming);
            words.addAll(
                    List.of(naming.contains("edit") ? "--add-web-seed" : "--web-seed", "http://" + lab + ":8080/"));
            Outcome named = anna.run(words.toArray(String[]::new));
            assertThat(named.exitCode()).as(named.err()).isZero();
            assertThat(named.err()).contains("http://" + lab + ":8080/");
            assertThat(capture.packets()).isNotEmpty().allMatch(packet -> packet.contains(lab + ".8080"));
        }
    }

    /** The kinds that the manual lists; there is no way to the Internet, so nobody answers. */
    @Test
    void with_public_what_leaves_is_what_the_manual_says() throws Exception {
        Hosts.Wire wire = hosts.wire("192.168.77");
        Hosts.Wire lab = hosts.wire("10.9.9");
        hosts.nameServer(hosts.router("router", lab, wire, Hosts.Nat.NONE));
        Host host = hosts.host("anna", lab);
        Machine anna = machine("anna", host);
        Capture capture = host.capture();

        anna.runs("node", "reach", "public");
        anna.publishes();
        anna.runs("list");
        capture.await("what is said again and again is said once more", packets -> {
            List<String> kinds = kinds(packets);
            return Stream.of("local discovery", "UPnP", "PCP and NAT-PMP")
                    .allMatch(kind -> Collections.frequency(kinds, kind) > 1);
        });
        anna.runs("node", "stop");

        assertThat(kinds(capture.packets()))
                .contains("local discovery", "UPnP", "PCP and NAT-PMP")
                .isSubsetOf("local discovery", "UPnP", "PCP and NAT-PMP", "DNS", "groups of multicast");
    }

    /**
     * The other one stays on and has to be seen, so that what is not seen is what was switched off: the DHT by its packets, which are
     * dictionaries, and local discovery by its name.
     */
    @ParameterizedTest
    @ValueSource(strings = {"dht", "lsd"})
    void of_what_is_switched_off_no_packet_leaves_the_machine(String off) throws Exception {
        Hosts.Wire lab = hosts.wire("10.9.9");
        Machine anna = machine("anna", hosts.host("anna", lab));
        Machine ben = machine("ben", hosts.host("ben", lab));
        Capture capture = anna.host().captureText();

        for (Machine each : List.of(ben, anna)) {
            each.runs("node", "network", "--encryption", "off", "--dht-bootstrap", "10.9.9.2:7001");
            each.runs("node", "reach", "public");
            each.runs("node", "network", "--" + off, "off");
            each.runs("node", "start", "--port", "7001");
        }
        String magnet = anna.publishes().out().replaceAll("(?s).*magnet +(\\S+)\n.*", "$1");
        ben.runs("get", magnet, "-d", "BENCH/copies", "--wait", "--allow-private", "--peer", "10.9.9.1:7001");
        Map<String, String> signs = Map.of("dht", "1:y1:q", "lsd", "BT-SEARCH");
        capture.await("what is on is seen", packets -> signs.entrySet().stream()
                .filter(sign -> !sign.getKey().equals(off))
                .allMatch(sign -> packets.stream().anyMatch(packet -> packet.contains(sign.getValue()))));
        anna.runs("node", "stop");

        assertThat(capture.packets()).noneMatch(packet -> packet.contains(signs.get(off)));
    }

    private static List<String> kinds(List<String> packets) {
        return packets.stream()
                .filter(packet -> packet.matches("IP6? (10.9.9.1|f[de].*)\\..*"))
                .map(NetworkIT::kind)
                .toList();
    }

    private static String kind(String packet) {
        if (packet.contains(" > 239.192.152.143.6771:") || packet.contains(" > ff15::efc0:988f.6771:")) {
            return "local discovery";
        } else if (packet.contains(" > 239.255.255.250.1900:")) {
            return "UPnP";
        } else if (packet.matches("\\S+ \\S+ > \\S+\\.5351: .*")) {
            return "PCP and NAT-PMP";
        } else if (packet.matches("\\S+ \\S+ > \\S+\\.53: .*")) {
            return "DNS";
        } else if (packet.contains("igmp")
                || packet.contains("ICMP6, multicast listener")
                || packet.contains("HBH ICMP6")) {
            return "groups of multicast";
        }
        return packet;
    }

    /** Anna could go out directly, as her router forwards everything; whatever comes from her own address is a leak. */
    @Test
    void through_a_proxy_nothing_goes_around_it() throws Exception {
        Hosts.Wire street = hosts.wire("203.0.113");
        Host ben = hosts.host("ben", street);
        Hosts.Wire lab = hosts.wire("10.1.1");
        Host gate = hosts.router("gate", lab, street, Hosts.Nat.NONE);
        Host host = hosts.host("anna", lab);
        ben.run("ip", "route", "add", "10.1.1.0/24", "via", gate.address());
        hosts.nameServer(ben);
        socks(gate);
        http(gate);

        Machine seeder = machine("ben", ben);
        seeder.runs("node", "reach", "public");
        seeder.runs("node", "start", "--port", "7001");
        String magnet = seeder.publishes().out().replaceAll("(?s).*magnet +(\\S+)\n.*", "$1");
        Capture capture = host.capture();
        for (String proxy : List.of("socks5h://203.0.113.2:1080", "http://203.0.113.2:8888")) {
            Machine anna = machine("anna-" + proxy.substring(0, 4), host);
            anna.runs("node", "reach", "public");
            anna.runs("node", "network", "--proxy", proxy);
            Outcome get = anna.run(
                    "get",
                    magnet,
                    "-d",
                    "BENCH/copies",
                    "--wait",
                    "--timeout",
                    "300",
                    "--peer",
                    ben.address() + ":7001");
            assertThat(get.exitCode()).as(get.err()).isZero();
            assertThat(anna.bench().files().files("copies/soil-2024")).isEqualTo(Soil.files());
            assertThat(anna.run("node", "status").out()).contains("peers anywhere, through the proxy " + proxy);
        }
        assertThat(capture.packets())
                .isNotEmpty()
                .allMatch(
                        packet -> packet.matches(
                                "IP (10\\.1\\.1\\.1\\.[0-9]+ > 203\\.0\\.113\\.2\\.|203\\.0\\.113\\.2\\.(1080|8888|[0-9]+) > 10\\.1\\.1\\.1\\.).*"));
    }

    private void socks(Host gate) throws Exception {
        Path settings = Files.writeString(folder.resolve("danted.conf"), """
            logoutput: stderr
            internal: 203.0.113.2 port = 1080
            external: eth0
            clientmethod: none
            socksmethod: none
            user.privileged: root
            user.unprivileged: root
            client pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }
            socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }
            """);
        assumeProgram("/usr/sbin/danted");
        gate.start("danted", "-f", settings.toString());
        awaitPort(gate, 1080);
    }

    private void http(Host gate) throws Exception {
        Path settings = Files.writeString(folder.resolve("tinyproxy.conf"), """
            Port 8888
            Timeout 600
            MaxClients 50
            PidFile "%s/tinyproxy.pid"
            LogFile "%s/tinyproxy.log"
            """.formatted(folder, folder));
        assumeProgram("/usr/bin/tinyproxy");
        gate.start("tinyproxy", "-d", "-c", settings.toString());
        awaitPort(gate, 8888);
    }

    private static void assumeProgram(String program) {
        assumeThat(Files.exists(Path.of(program)))
                .as("'%s' is not installed, so no proxy of others can be tried", program)
                .isTrue();
    }

    private static void awaitPort(Host host, int port) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        String connects = "exec 3<>/dev/tcp/%s/%d".formatted(host.address(), port);
        while (host.start("bash", "-c", connects).waitFor() != 0) {
            assertThat(System.nanoTime()).as("port %d answers", port).isLessThan(deadline);
        }
    }
}
