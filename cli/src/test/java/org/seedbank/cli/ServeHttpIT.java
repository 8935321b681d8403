package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A node that serves over HTTP, and programs of others that fetch from it: by its pages, and as the only web seed of a torrent. */
@EnabledOnOs(OS.LINUX)
class ServeHttpIT {

    private static final String DATA = "raw/depth 1 #2 100%.bin";

    @TempDir
    static Path folder;

    private static ProcessBench bench;
    private static ProcessBench other;
    private static String base;

    @BeforeAll
    static void open() throws Exception {
        bench = new ProcessBench(Files.createDirectory(folder.resolve("one")));
        other = new ProcessBench(Files.createDirectory(folder.resolve("other")));
        for (String name : List.of("soil-hybrid", "soil-v1", "soil-v2")) {
            bench.writeRandom(name + "/" + DATA, 3_000_001);
            bench.files().write(name + "/grün ü+.csv", name);
            bench.files().write(name + "/index.html", "<p>a page of the dataset's own</p>\n");
            bench.files().write(name + "/empty", "");
        }
        bench.writeRandom("depth + v1.bin", 2_000_001);
        bench.writeRandom("depth + v2.bin", 2_000_002);
        bench.files().write("one-v2/x/a b.csv", "6.5\n");
        Outcome start = bench.run("node", "start", "--serve-http", "127.0.0.1:0");
        assertThat(start.exitCode()).as(start.err()).isZero();
        base = "http://127.0.0.1:%d/".formatted(port());
    }

    private static int port() throws Exception {
        return org.seedbank.node.NodeClient.connect(bench.path("home/state/node"))
                .facts()
                .http()
                .orElseThrow()
                .serving()
                .listen()
                .port();
    }

    @AfterAll
    static void close() throws Exception {
        try {
            other.close();
        } finally {
            bench.close();
        }
    }

    /** Publishes it with the node as its web seed, and returns the digest. */
    private String publish(String name, String format) throws Exception {
        Outcome publish = bench.run("publish", "--serve", "--format", format, "--json", "--quiet", "BENCH/" + name);
        assertThat(publish.exitCode()).as(publish.err()).isZero();
        JsonObject json = JsonParser.parseString(publish.out()).getAsJsonObject();
        assertThat(json.getAsJsonObject("torrent").getAsJsonArray("webSeeds")).hasSize(1);
        return json.getAsJsonObject("entry").get("digest").getAsString();
    }

    private Map<String, String> hashes(String name) throws Exception {
        Map<String, String> files = new TreeMap<>();
        try (var walk = Files.walk(folder.resolve(name))) {
            for (Path each : walk.filter(Files::isRegularFile).toList()) {
                files.put(
                        folder.resolve(name).relativize(each).toString(),
                        org.apache.commons.codec.digest.DigestUtils.sha256Hex(Files.readAllBytes(each)));
            }
        }
        return files;
    }

    /** Runs a program in a folder to its end, and returns what it has printed. */
    private String run(String in, String... command) throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin", command[0])), () -> command[0] + " is not installed");
        Path said = Files.createTempFile(folder, "said", "");
        Files.createDirectories(folder.resolve(in));
        List<String> words = new ArrayList<>(List.of(command));
        words.set(0, "/usr/bin/" + command[0]);
        Process process = new ProcessBuilder(words)
                .directory(folder.resolve(in).toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + " does not end: " + Files.readString(said));
        }
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }

    /** By pages, by its torrent, and by a catalog: the same bytes. */
    @Test
    void curl_wget_rclone_and_another_home_fetch_what_sha256sum_then_proves() throws Exception {
        String digest = publish("soil-hybrid", "hybrid");
        String at = base + "d/" + digest + "/";
        String data = at + "soil-hybrid/raw/depth%201%20%232%20100%25.bin";

        run("curl", "curl", "-sSf", "-r", "0-999999", "-o", "part", data);
        run("curl", "curl", "-sSf", "-C", "-", "-o", "part", data);
        assertThat(folder.resolve("curl/part")).hasSameBinaryContentAs(bench.path("soil-hybrid/" + DATA));

        run("wget", "wget", "-q", "-e", "robots=off", "-r", "-np", "-nH", "--cut-dirs=2", at);
        assertThat(run("wget/soil-hybrid", "sha256sum", "--strict", "-c", "../manifest-sha256.txt"))
                .contains("index.html: OK", DATA + ": OK", "empty: OK");

        run("rclone", "rclone", "--config", "/dev/null", "copy", ":http:", "copy", "--http-url", at + "soil-hybrid/");
        assertThat(hashes("rclone/copy")).isEqualTo(hashes("one/soil-hybrid"));

        assertThat(other.run("node", "start", "--allow-private").exitCode()).isZero();
        assertThat(other.run("list", "--catalog", base).out()).contains("  soil-hybrid\n");
        Outcome get = other.run(
                "get", digest, "--catalog", base, "-d", "BENCH/copy", "--wait", "--timeout", "180", "--quiet");
        assertThat(get.exitCode()).as(get.err()).isZero();
        assertThat(hashes("other/copy/soil-hybrid")).isEqualTo(hashes("one/soil-hybrid"));
        assertThat(bench.run("node", "status").out()).contains("/, published datasets\n", " sent, ");
    }

    @Test
    void aria2_takes_it_as_its_only_source() throws Exception {
        for (String digest : List.of(publish("soil-v1", "v1"), publish("depth + v1.bin", "v1"))) {
            run(
                    "aria2",
                    "aria2c",
                    "--no-conf",
                    "--seed-time=0",
                    "--enable-dht=false",
                    "--enable-dht6=false",
                    "--bt-enable-lpd=false",
                    "--check-integrity=true",
                    "--follow-torrent=mem",
                    base + digest + ".torrent");
        }
        assertThat(hashes("aria2/soil-v1")).isEqualTo(hashes("one/soil-v1"));
        assertThat(folder.resolve("aria2/depth + v1.bin")).hasSameBinaryContentAs(bench.path("depth + v1.bin"));
    }

    /** Its requests for datasets of one file are odd. */
    @Test
    void libtorrent_takes_it_as_its_only_source() throws Exception {
        Path script = folder.resolve("fetch.py");
        Files.writeString(script, """
            import sys, time, libtorrent as lt
            session = lt.session({'listen_interfaces': '127.0.0.1:0', 'enable_dht': False, 'enable_lsd': False,
                                  'enable_upnp': False, 'enable_natpmp': False})
            handles = [session.add_torrent({'ti': lt.torrent_info(each), 'save_path': '.'}) for each in sys.argv[1:]]
            deadline = time.time() + 170
            while not all(each.status().is_seeding for each in handles):
                if time.time() > deadline:
                    sys.exit(str([(each.status().name, each.status().progress) for each in handles]))
                time.sleep(0.05)
            """);
        List<String> words = new ArrayList<>(List.of("python3", script.toString()));
        for (String digest :
                List.of(publish("soil-v2", "v2"), publish("depth + v2.bin", "v2"), publish("one-v2", "v2"))) {
            run("lt", "curl", "-sSfO", base + digest + ".torrent");
            words.add(digest + ".torrent");
        }
        run("lt", words.toArray(String[]::new));

        for (String name : List.of("soil-v2", "one-v2")) {
            assertThat(hashes("lt/" + name)).isEqualTo(hashes("one/" + name));
        }
        assertThat(folder.resolve("lt/depth + v2.bin")).hasSameBinaryContentAs(bench.path("depth + v2.bin"));
    }
}
