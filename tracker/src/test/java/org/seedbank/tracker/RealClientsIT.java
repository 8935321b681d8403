package org.seedbank.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.tracker.api.TrackedDataset;
import org.seedbank.tracker.api.TrackerAccess;
import org.seedbank.tracker.api.TrackerBounds;
import org.seedbank.tracker.internal.store.TrackerStore;

/** Other people's clients find each other by this tracker alone. They are installed by the build, or the test is left out. */
@EnabledOnOs(OS.LINUX)
class RealClientsIT {

    private static final Duration DEADLINE = Duration.ofSeconds(90);
    private static final int BYTES = 300_000;

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private Trackers trackers;
    private Path data;

    @BeforeEach
    void prepare() throws IOException {
        trackers = new Trackers(folder);
        byte[] bytes = new byte[BYTES];
        new Random(15).nextBytes(bytes);
        data = Files.write(Files.createDirectories(folder.resolve("data")).resolve("soil.bin"), bytes);
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process each : processes) {
            each.destroy();
            if (!each.waitFor(10, TimeUnit.SECONDS)) {
                each.destroyForcibly().waitFor();
            }
        }
        trackers.close();
    }

    private static void require(String program) {
        assumeThat(Arrays.stream(System.getenv("PATH").split(":")).map(each -> Path.of(each, program)))
                .as("the program '%s' is not installed", program)
                .anyMatch(Files::isExecutable);
    }

    private Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("client-%d.log".formatted(processes.size()))
                        .toFile())
                .start();
        processes.add(process);
        return process;
    }

    private String run(String... command) throws Exception {
        Process process = start(command);
        assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return Files.readString(folder.resolve("client-%d.log".formatted(processes.size() - 1)));
    }

    private String script() throws IOException {
        Path script = folder.resolve("clients.py");
        try (InputStream in = RealClientsIT.class.getResourceAsStream("/clients.py")) {
            Files.write(script, in.readAllBytes());
        }
        return script.toString();
    }

    /** Makes a torrent that names these trackers, and lets the tracker have it. */
    private Path torrent(Tracker tracker, String form, String... announce) throws Exception {
        require("python3");
        assumeThat(Path.of("/usr/lib/python3/dist-packages/libtorrent.cpython-311-x86_64-linux-gnu.so")
                                .toFile()
                                .exists()
                        || run("/usr/bin/python3", "-c", "import libtorrent").isEmpty())
                .as("python3-libtorrent is not installed")
                .isTrue();
        Path torrent = folder.resolve(form + ".torrent");
        List<String> command = new ArrayList<>(
                List.of("/usr/bin/python3", script(), "make", data.toString(), torrent.toString(), form));
        command.addAll(List.of(announce));
        String[] hashes = run(command.toArray(String[]::new)).strip().split(" ", -1);
        tracker.allow(List.of(new TrackedDataset(
                "lab",
                "1",
                "Soil",
                BYTES,
                new TrackedDataset.Infohashes(
                        Optional.of(new InfoHash(hashes[0])),
                        hashes.length > 1 ? Optional.of(new InfoHash(hashes[1])) : Optional.empty()))));
        return torrent;
    }

    private static JsonObject totals(HostPort at) throws IOException {
        return JsonParser.parseString(Peer.page(at, "/stats.json"))
                .getAsJsonObject()
                .getAsJsonObject("totals");
    }

    private static void await(HostPort at, String figure, long value) throws Exception {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (totals(at).get(figure).getAsLong() < value && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(totals(at).get(figure).getAsLong()).as(figure).isGreaterThanOrEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"http, 127.0.0.1, v1", "udp, 127.0.0.1, hybrid", "http, ::1, hybrid", "udp, ::1, v1"})
    void two_of_libtorrent_find_each_other(String scheme, String host, String form) throws Exception {
        Tracker tracker = trackers.open(TrackerAccess.USUAL, TrackerBounds.USUAL, host);
        HostPort at = tracker.addresses().get(0);
        Path torrent = torrent(tracker, form, "%s://%s/announce".formatted(scheme, at));

        String said = run(
                "/usr/bin/python3",
                script(),
                "transfer",
                torrent.toString(),
                data.getParent().toString(),
                folder.resolve("copy").toString(),
                host.contains(":") ? "[" + host + "]" : host);

        assertThat(said).endsWith("complete\n");
        assertThat(folder.resolve("copy/soil.bin")).hasSameBinaryContentAs(data);
        assertThat(totals(at).get("completed").getAsLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "udp"})
    void two_of_aria2_find_each_other(String scheme) throws Exception {
        require("aria2c");
        Tracker tracker = trackers.open(TrackerAccess.USUAL);
        HostPort at = tracker.addresses().get(0);
        String announce = "%s://%s/announce".formatted(scheme, at);
        Path torrent = torrent(tracker, "v1", announce);
        start(aria2(torrent, data.getParent(), "--seed-ratio=0", "--check-integrity=true"));
        await(at, "seeders", 1);

        Path copy = Files.createDirectories(folder.resolve("copy"));
        run(aria2(torrent, copy, "--seed-time=0"));

        assertThat(copy.resolve("soil.bin")).hasSameBinaryContentAs(data);
    }

    private static String[] aria2(Path torrent, Path folder, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "aria2c",
                "--dir=" + folder,
                "--no-conf",
                // Without the DHT it asks no tracker over UDP; it knows nobody there.
                "--enable-dht=true",
                "--enable-dht6=false",
                "--dht-file-path=" + folder.resolve("dht.dat"),
                "--dht-listen-port=20000-60000",
                "--bt-enable-lpd=false",
                "--enable-peer-exchange=false",
                "--listen-port=20000-60000",
                "--bt-external-ip=127.0.0.1",
                "--file-allocation=none",
                "--summary-interval=0"));
        command.addAll(List.of(more));
        command.add(torrent.toString());
        return command.toArray(String[]::new);
    }

    /** It connects to no peer on this machine, so that it announces, and is told of another, is all that shows here. */
    @ParameterizedTest
    @ValueSource(strings = {"http", "udp"})
    void transmission_announces(String scheme) throws Exception {
        require("transmission-cli");
        Tracker tracker = trackers.open(TrackerAccess.USUAL);
        HostPort at = tracker.addresses().get(0);
        Path torrent = torrent(tracker, "v1", "%s://%s/announce".formatted(scheme, at));

        start(
                "transmission-cli",
                "--config-dir",
                folder.resolve("config").toString(),
                "--download-dir",
                data.getParent().toString(),
                "--no-portmap",
                "--port",
                "51999",
                torrent.toString());

        await(at, "seeders", 1);
    }

    @Test
    void what_was_completed_outlives_a_kill() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                "org.seedbank.tracker.KilledTracker",
                folder.toString()));
        Process killed = start(command.toArray(String[]::new));
        Path log = folder.resolve("client-0.log");
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!Files.readString(log).contains("at 127.0.0.1:") && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        String text = Files.readString(log, StandardCharsets.UTF_8);
        HostPort at = HostPort.parse(
                text.substring(text.indexOf("at ") + 3).lines().findFirst().orElseThrow());
        Peer.ask(at, "/announce?" + Trackers.HASH + "&port=6881&left=0&event=completed", "");
        try (TrackerStore store = TrackerStore.open(trackers.folder())) {
            List<Long> kept = new ArrayList<>();
            while (kept.isEmpty() && System.nanoTime() < deadline) {
                store.tallies(10, (hash, tally) -> kept.add(tally.completed()));
            }
            assertThat(kept).containsExactly(1L);
        }
        killed.destroyForcibly().waitFor();

        HostPort again = trackers.open(TrackerAccess.USUAL).addresses().get(0);

        await(again, "completed", 1);
        assertThat(totals(again).get("completed").getAsLong()).isEqualTo(1);
    }
}
