package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that is killed has everything where it was when it is started again. By hand, more:
 * {@code -Dseedbank.test.kills=20}, or {@code src/bench/node-kill.sh}.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class KilledNodeIT {

    private static final int KILLS = Integer.getInteger("seedbank.test.kills", 5);
    private static final int SEEDED = 3;
    private static final long BYTES = 60_000_000;

    /** So slow that no kill comes too late. */
    private static final String RATE = "2M";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Random dice = new Random(1);
    private ProcessBench source;
    private ProcessBench home;
    private Child node;

    @BeforeEach
    void open() throws Exception {
        source = new ProcessBench(Files.createDirectory(folder.resolve("sender")));
        source.writeRandom("field/large.bin", BYTES);
        home = new ProcessBench(Files.createDirectory(folder.resolve("receiver")));
        for (int i = 0; i < SEEDED; i++) {
            home.writeRandom("seeded%d/data.bin".formatted(i), 1_000_000 + i);
        }
        for (int i = 0; i < KILLS; i++) {
            home.writeRandom("new%d/data.bin".formatted(i), 10_000_000 + i);
        }
    }

    @AfterEach
    void close() throws Exception {
        home.close();
        source.close();
    }

    @Test
    void seeds_fetches_and_publishes_on_after_each_kill() throws Exception {
        startAll();

        for (int kill = 0; kill < KILLS; kill++) {
            killWhilePublishing("BENCH/new" + kill);
            node = run(home, "0");
            assertThat(await(this::areSeeded)).containsKey("field").doesNotContainValue("damaged");
        }
        succeed(source, "limit", "--up", "none");
        for (int i = 0; i < KILLS; i++) {
            succeed(home, "publish", "--quiet", "BENCH/new" + i);
        }
        Map<String, String> states = await(now -> now.values().stream().allMatch("seeding"::equals));

        assertThat(states).hasSize(SEEDED + KILLS + 1);
        assertThat(Files.mismatch(source.path("field/large.bin"), home.path("copy/field/large.bin")))
                .isEqualTo(-1);
        assertThat(titles()).hasSize(SEEDED + KILLS).doesNotHaveDuplicates();
    }

    /** One node sends slowly, the other seeds some datasets and fetches one. */
    private void startAll() throws Exception {
        Child sender = run(source, "0");
        succeed(source, "publish", "--quiet", "BENCH/field");
        succeed(source, "limit", "--up", RATE);
        node = run(home, "0");
        for (int i = 0; i < SEEDED; i++) {
            succeed(home, "publish", "--quiet", "BENCH/seeded" + i);
        }
        succeed(home, "get", torrent(), "-d", "BENCH/copy", "--peer", "127.0.0.1:" + port(sender));
        await(states -> "fetching".equals(states.get("field")));
    }

    /** The command goes first, as one that finds no node starts another. */
    private void killWhilePublishing(String dataset) throws Exception {
        Child publisher = home.start("publish", "--quiet", dataset);
        // This waits for nothing: any moment will do, and they are to differ.
        Thread.sleep(dice.nextInt(2000));
        publisher.kill();
        node.signal("KILL");
        assertThat(node.end().exitCode()).isEqualTo(137);
    }

    private static Child run(ProcessBench bench, String port) throws Exception {
        Child node = bench.start("node", "run", "--port", port);
        node.awaitErr("the node is ready");
        return node;
    }

    private static String port(Child node) {
        return node.err().replaceAll("(?s).* port ([0-9]+), .*", "$1");
    }

    private static void succeed(ProcessBench bench, String... arguments) throws Exception {
        Outcome outcome = bench.run(arguments);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }

    private String torrent() throws Exception {
        try (var files = Files.newDirectoryStream(source.path("home/data/catalog"), "*.torrent")) {
            return files.iterator().next().toString();
        }
    }

    private boolean areSeeded(Map<String, String> states) {
        for (int i = 0; i < SEEDED; i++) {
            if (!"seeding".equals(states.get("seeded" + i))) {
                return false;
            }
        }
        return true;
    }

    /** Asks until it is so; the states then, by name. */
    private Map<String, String> await(Predicate<Map<String, String>> reached) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            Map<String, String> states = new TreeMap<>();
            for (JsonElement each : json("status", "--json").getAsJsonArray("datasets")) {
                JsonObject dataset = each.getAsJsonObject();
                String name = dataset.get("name").getAsString();
                assertThat(states.put(name, dataset.get("state").getAsString()))
                        .as("'%s' is there once", name)
                        .isNull();
            }
            if (reached.test(states)) {
                return states;
            }
            assertThat(System.nanoTime()).as("in time; now %s", states).isLessThan(deadline);
        }
    }

    private List<String> titles() throws Exception {
        List<String> titles = new ArrayList<>();
        JsonObject catalog =
                json("list", "--json").getAsJsonArray("catalogs").get(0).getAsJsonObject();
        catalog.getAsJsonArray("entries")
                .forEach(
                        entry -> titles.add(entry.getAsJsonObject().get("title").getAsString()));
        return titles;
    }

    private JsonObject json(String... arguments) throws Exception {
        Outcome outcome = home.run(arguments);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return JsonParser.parseString(outcome.out()).getAsJsonObject();
    }
}
