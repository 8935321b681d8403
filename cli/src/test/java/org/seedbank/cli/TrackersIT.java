package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trackers over HTTP, as the whole program asks them. */
class TrackersIT {

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void a_tracker_with_tls_of_an_authority_that_the_environment_names_brings_two_homes_together() throws Exception {
        Path certificate = folder.resolve("tracker.pem");
        try (PythonTracker tracker = PythonTracker.onLoopback();
                ProcessBench anna = bench("anna", Map.of("SSL_CERT_FILE", certificate.toString()));
                ProcessBench ben = bench("ben", Map.of("SSL_CERT_FILE", certificate.toString()));
                ProcessBench carl = bench("carl", Map.of())) {
            HttpsServer tls = tracker.withTls(certificate);
            String url = "https://localhost:" + tls.getAddress().getPort() + "/announce";
            Outcome publish = anna.run("publish", "BENCH/soil-2024", "--tracker", url);
            assertThat(publish.exitCode()).as(publish.err()).isZero();
            assertThat(tracker.event()).isEqualTo("started");
            Outcome get = ben.run(
                    "get",
                    torrent(anna).toString(),
                    "-d",
                    "BENCH/copies",
                    "--wait",
                    "--timeout",
                    "120",
                    "--allow-private");

            assertThat(get.exitCode()).as(get.err()).isZero();
            assertThat(ben.files().files("copies/soil-2024")).isEqualTo(Soil.files());
            assertThat(status(anna)).contains("tracker " + url + " working ");
            carl.run("publish", "BENCH/soil-2024", "--tracker", url);
            await(carl, "the server's certificate is of an authority that is not known here");
            assertThat(status(carl)).contains("tracker " + url + " failing ");
            anna.run("node", "stop");
            List<String> heard = List.of(tracker.event(), tracker.event(), tracker.event(), tracker.event());
            assertThat(heard).contains("completed", "stopped").doesNotContain("null");
            tls.stop(0);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_network_that_comes_back_is_noticed_within_seconds() throws Exception {
        try (Hosts hosts = Hosts.open()) {
            Hosts.Wire cable = hosts.wire("192.168.77");
            Host far = hosts.host("far", cable);
            Host near = hosts.host("near", cable);
            try (PythonTracker tracker = PythonTracker.on(far);
                    ProcessBench bench = bench("anna", Map.of())) {
                near.unplug();
                run(bench, near, "node", "reach", "public");
                run(bench, near, "publish", "BENCH/soil-2024", "--tracker", tracker.url());
                await(bench, "tracker " + tracker.url() + " failing ");

                long start = System.nanoTime();
                near.plug();

                assertThat(tracker.event()).isEqualTo("started");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
            }
        }
    }

    private static void run(ProcessBench bench, Host host, String... arguments) throws Exception {
        Outcome outcome = bench.start(host.under(), Map.of(), arguments).end();
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }

    private ProcessBench bench(String name, Map<String, String> environment) throws IOException {
        ProcessBench bench = new ProcessBench(Files.createDirectory(folder.resolve(name)), environment);
        Soil.write(bench.files());
        return bench;
    }

    private static Path torrent(ProcessBench bench) throws IOException {
        try (Stream<Path> files = Files.walk(bench.path("."))) {
            return files.filter(file -> file.toString().endsWith(".torrent"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** With single blanks in its tables. */
    private static String status(ProcessBench bench) throws Exception {
        Outcome status = bench.run("status", Soil.V1);
        assertThat(status.exitCode()).as(status.err()).isZero();
        return status.out().replaceAll(" +", " ");
    }

    private static void await(ProcessBench bench, String line) throws Exception {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        String last = status(bench);
        while (!last.contains(line)) {
            assertThat(System.nanoTime()).as(last).isLessThan(deadline);
            last = status(bench);
        }
    }
}
