package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

    @TempDir
    Path folder;

    private Hosts hosts;
    private Machine anna;
    private Machine ben;

    /** A home whose commands run on a machine. */
    private record Machine(ProcessBench bench, Host host) {

        Outcome run(String... arguments) throws IOException, InterruptedException {
            return bench.start(host.under(), Map.of(), arguments).end();
        }
    }

    @BeforeEach
    void connect() throws Exception {
        hosts = Hosts.open();
        Hosts.Wire cable = hosts.wire("192.168.77");
        anna = machine("anna", cable);
        ben = machine("ben", cable);
        Soil.write(anna.bench().files());
    }

    private Machine machine(String name, Hosts.Wire cable) throws Exception {
        return new Machine(new ProcessBench(Files.createDirectory(folder.resolve(name))), hosts.host(name, cable));
    }

    @AfterEach
    void disconnect() throws Exception {
        if (hosts == null) {
            return;
        }
        try {
            for (Machine each : new Machine[] {anna, ben}) {
                if (each != null) {
                    each.bench().close();
                }
            }
        } finally {
            hosts.close();
        }
    }

    @Test
    void a_magnet_link_is_all_that_two_people_in_one_network_need() throws Exception {
        Outcome reach = anna.run("node", "reach", "network");
        assertThat(reach.exitCode()).as(reach.err()).isZero();
        Outcome publish = anna.run("publish", "BENCH/soil-2024");
        assertThat(publish.err()).contains("the node seeds 'soil-2024' to this network only, port PORT;");
        String magnet = publish.out().replaceAll("(?s).*magnet +(\\S+)\n.*", "$1");

        Outcome alone = ben.run("get", magnet, "-d", "BENCH/copies", "--wait", "--timeout", "2");
        assertThat(alone.exitCode()).isEqualTo(6);
        assertThat(alone.err()).contains("the node reaches this machine only, and 'seedbank node reach network'");

        assertThat(ben.run("node", "reach", "network").out()).startsWith("network: the node reaches this network only");
        Outcome together = ben.run("get", magnet, "-d", "BENCH/copies", "--wait", "--timeout", "300");
        // The node kept the first request, and may have it all before it is asked again.
        assertThat(together.exitCode()).as(together.err()).isZero();
        assertThat(together.out()).matches("(fetched|seeding) 'BENCH/copies/soil-2024'\nall 2 files intact .*\n");
        assertThat(ben.bench().files().files("copies/soil-2024")).isEqualTo(Soil.files());

        assertThat(ben.run("node", "restart").out()).startsWith("the node runs: this network only, port ");
    }

    @Test
    void a_cable_that_was_out_for_a_while_leaves_nobody_deaf() throws Exception {
        assertThat(anna.run("node", "reach", "network").exitCode()).isZero();
        assertThat(ben.run("node", "reach", "network").exitCode()).isZero();
        String magnet = magnet(anna.run("publish", "BENCH/soil-2024"));

        anna.host().unplug();
        Files.writeString(Files.createDirectory(anna.bench().path("more")).resolve("more.csv"), "depth,carbon\n");
        // Announced to nobody, which is what libtorrent does not forget.
        String more = magnet(anna.run("publish", "BENCH/more"));
        anna.host().plug();

        for (String each : new String[] {magnet, more}) {
            Outcome got = ben.run("get", each, "-d", "BENCH/copies", "--wait", "--timeout", "120");
            assertThat(got.exitCode()).as(got.err()).isZero();
        }
    }

    /** Large enough for who seeds to see that the other has it all, after which libtorrent calls that one no more. */
    @Test
    void what_was_fetched_and_removed_is_found_again() throws Exception {
        assertThat(anna.run("node", "reach", "network").exitCode()).isZero();
        assertThat(ben.run("node", "reach", "network").exitCode()).isZero();
        anna.bench().writeRandom("large/large.bin", 40_000_000);
        String magnet = magnet(anna.run("publish", "BENCH/large"));

        for (int time = 1; time <= 3; time++) {
            Outcome got = ben.run("get", magnet, "-d", "BENCH/copies", "--wait", "--timeout", "120");
            assertThat(got.exitCode()).as("time %d: %s", time, got.err()).isZero();
            Outcome removed = ben.run("remove", "large", "--delete-data", "--yes");
            assertThat(removed.exitCode()).as(removed.err()).isZero();
        }
    }

    private static String magnet(Outcome published) {
        assertThat(published.exitCode()).as(published.err()).isZero();
        return published.out().replaceAll("(?s).*magnet +(\\S+)\n.*", "$1");
    }
}
