package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of the first page: two people on two machines in one network, with nothing between them but a magnet link. The
 * machines are two network namespaces with a cable between them, which needs no administrator where the system allows it.
 */
@EnabledOnOs(OS.LINUX)
class TwoMachinesIT {

    private static final String CABLE = """
        set -e
        ip link set lo up
        ip link add anna type veth peer name ben
        unshare -n sleep 3600 &
        ben=$!
        while [ "$(readlink /proc/$ben/ns/net)" = "$(readlink /proc/$$/ns/net)" ]; do sleep 0.1; done
        ip link set ben netns $ben
        nsenter -t $ben -n sh -c 'ip link set lo up; ip addr add 192.168.77.2/24 dev ben; ip link set ben up
            ip route add default via 192.168.77.1'
        ip addr add 192.168.77.1/24 dev anna
        ip link set anna up
        ip route add default via 192.168.77.2
        echo "$$ $ben"
        read end || true
        kill $ben
        """;

    @TempDir
    Path folder;

    private Process network;
    private Machine anna;
    private Machine ben;

    /** A home whose commands run in a namespace. */
    private record Machine(ProcessBench bench, List<String> under) {

        static Machine in(Path home, String process) throws IOException {
            return new Machine(
                    new ProcessBench(Files.createDirectory(home)),
                    List.of("nsenter", "-t", process, "-U", "--preserve-credentials", "-n"));
        }

        Outcome run(String... arguments) throws IOException, InterruptedException {
            return bench.start(under, Map.of(), arguments).end();
        }
    }

    @BeforeEach
    void connect() throws Exception {
        ProcessBuilder cable = new ProcessBuilder("unshare", "-r", "-n", "sh", "-c", CABLE).redirectErrorStream(true);
        // The library that this Java preloads would complain in a shell.
        cable.environment().remove("LD_PRELOAD");
        network = cable.start();
        BufferedReader said = network.inputReader(StandardCharsets.UTF_8);
        String line = String.valueOf(said.readLine());
        assumeThat(line)
                .as("this system lets nobody make network namespaces, so two machines cannot be tried")
                .matches("[0-9]+ [0-9]+");
        anna = Machine.in(folder.resolve("anna"), line.substring(0, line.indexOf(' ')));
        ben = Machine.in(folder.resolve("ben"), line.substring(line.indexOf(' ') + 1));
        Soil.write(anna.bench().files());
    }

    @AfterEach
    void disconnect() throws Exception {
        try {
            for (Machine each : new Machine[] {anna, ben}) {
                if (each != null) {
                    each.bench().close();
                }
            }
        } finally {
            network.outputWriter().close();
            assertThat(network.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_magnet_link_is_all_that_two_people_in_one_network_need() throws Exception {
        assertThat(anna.run("node", "reach", "network").exitCode()).isZero();
        Outcome publish = anna.run("publish", "BENCH/soil-2024");
        assertThat(publish.err()).contains("the node seeds 'soil-2024' to this network only, port PORT;");
        String magnet = publish.out().replaceAll("(?s).*magnet +(\\S+)\n.*", "$1");

        Outcome alone = ben.run("get", magnet, "-d", "BENCH/copies", "--wait", "--timeout", "2");
        assertThat(alone.exitCode()).isEqualTo(6);
        assertThat(alone.err()).contains("the node reaches this machine only, and 'seedbank node reach network'");

        assertThat(ben.run("node", "reach", "network").out()).startsWith("network: the node reaches this network only");
        Outcome together = ben.run("get", magnet, "-d", "BENCH/copies", "--wait", "--timeout", "120");
        assertThat(together.out()).isEqualTo("""
            fetched 'BENCH/copies/soil-2024'
            all 2 files intact (47 B, verified just now)
            """);
        assertThat(ben.bench().files().files("copies/soil-2024")).isEqualTo(Soil.files());

        assertThat(ben.run("node", "restart").out()).startsWith("the node runs: this network only, port ");
    }
}
