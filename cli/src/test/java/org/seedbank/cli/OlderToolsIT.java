package org.seedbank.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.node.NodeClient;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.OrderView;

/**
 * Each command in the manual's table of older tools does what the row says: with a node that runs, and a dataset that
 * another process of the same home seeds. {@link #filledIn} says what the words in capitals stand for.
 */
@EnabledOnOs(OS.LINUX)
class OlderToolsIT {

    @TempDir
    static Path folder;

    private static ProcessBench bench;
    private static TorrentServer server;

    private String target;
    private NodeControl node;

    /** What the last command of a row prints, and what is true a moment later. */
    private record Proof(String printed, Check check) {}

    @FunctionalInterface
    private interface Check {
        boolean holds(OlderToolsIT test) throws Exception;
    }

    private static final Check NOTHING_MORE = test -> true;

    private static final Map<String, Proof> PROOFS = Map.ofEntries(
            entry("seed_final.py", new Proof("serial    1\n", test -> test.seeds("soil-2024"))),
            entry("get_torrent.py", new Proof("/soil-2024'\n", OlderToolsIT::hasArrived)),
            entry("torrent_cli.py start", new Proof("the node runs: this machine only", NOTHING_MORE)),
            entry("torrent_cli.py add TORRENT -d DIR", new Proof("/soil-2024'\n", OlderToolsIT::hasArrived)),
            entry("torrent_cli.py status", new Proof("0 datasets, 0 B, ", NOTHING_MORE)),
            entry("integrity.py TORRENT PATH", new Proof(Soil.INTACT, NOTHING_MORE)),
            entry("iiab-get-torrent -a", new Proof("/soil-2024'\n", OlderToolsIT::hasArrived)),
            entry(
                    "iiab-get-torrent -c",
                    new Proof("     1  seeding  47 B      2  YYYY-MM-DD  soil-2024\n", NOTHING_MORE)),
            entry("iiab-get-torrent -g MAP", new Proof("/soil-2024'\n", OlderToolsIT::hasArrived)),
            entry("iiab-get-torrent -i INDEX", new Proof("/soil-2024'\n", OlderToolsIT::hasArrived)),
            entry("iiab-get-torrent -l", new Proof("link-", OlderToolsIT::isLinked)),
            entry("iiab-get-torrent -p", new Proof("0 datasets, 0 B, 0 B/s down", NOTHING_MORE)),
            entry("iiab-get-torrent -t", new Proof("0 datasets, 0 B, 0 B/s down", NOTHING_MORE)),
            entry("iiab-get-torrent -u 1000", new Proof("all together  1.00 MB/s  none", test -> test.up(1_000_000))),
            entry("iiab-get-torrent -u 0", new Proof("all together  off  none", test -> test.up(0))),
            entry("btdownloadheadless --url URL", new Proof("/soil-2024'\n", OlderToolsIT::hasArrived)),
            entry(
                    "btdownloadcurses --url URL",
                    new Proof("all 2 files intact (47 B, verified just now)\n", OlderToolsIT::hasArrived)),
            entry("btlaunchmany FOLDER", new Proof("watch '", OlderToolsIT::hasArrived)),
            entry("btlaunchmanycurses FOLDER", new Proof("seeding    100", OlderToolsIT::hasArrived)),
            entry("btshowmetainfo TORRENT", new Proof("\ndigest      " + Soil.DIGEST + "\n", NOTHING_MORE)));

    @BeforeAll
    static void publish() throws Exception {
        bench = new ProcessBench(folder);
        bench.run("node", "reach", "machine"); // Otherwise a terminal is asked.
        Soil.write(bench.files());
        bench.publish("BENCH/soil-2024");
        Path torrent = bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent");
        Files.createDirectory(bench.path("torrents"));
        Files.copy(torrent, bench.path("torrents/soil.torrent"));
        server = new TorrentServer(200, Files.readAllBytes(torrent));
    }

    @AfterAll
    static void close() throws Exception {
        server.close();
        bench.close();
    }

    static List<OlderTool> rows() throws IOException {
        return OlderTool.in(manual());
    }

    private static String manual() throws IOException {
        return Files.readString(LauncherBench.TREE.resolve("src/site/manual.md"));
    }

    @BeforeEach
    void start() throws Exception {
        if (bench.node().process().isEmpty()) {
            assertThat(bench.run("node", "start").exitCode()).isZero();
        }
        node = NodeClient.connect(bench.path("home/state/node"));
        target = Files.createTempDirectory(bench.path(""), "target-")
                .getFileName()
                .toString();
    }

    /** The node is as if it had just been started for the first time. */
    @AfterEach
    void tidy() throws Exception {
        for (OrderView each : node.orders()) {
            node.cancel(each.id());
        }
        for (DatasetView each : node.datasets()) {
            node.remove(each.key(), false);
        }
        node.limit(Limits.NONE);
    }

    @Test
    void every_row_of_the_table_is_run() throws Exception {
        assertThat(OlderTool.count(manual())).isEqualTo(PROOFS.size());
        assertThat(rows()).extracting(OlderTool::before).containsExactlyInAnyOrderElementsOf(PROOFS.keySet());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_row_says_what_the_command_does(OlderTool row) throws Exception {
        Proof proof = PROOFS.get(row.before());
        prepare(row);

        for (String command : row.commands().subList(0, row.commands().size() - 1)) {
            printed(command);
        }
        String last = row.commands().get(row.commands().size() - 1);

        assertThat(takesTheScreen(last) ? shown(last, proof.printed()) : printed(last))
                .contains(proof.printed());
        await(() -> proof.check().holds(this));
    }

    private String printed(String command) throws Exception {
        Outcome outcome = bench.run(filledIn(command).split(" "));
        assertThat(outcome.exitCode()).as("%s: %s", command, outcome.err()).isZero();
        return outcome.out();
    }

    private static boolean takesTheScreen(String command) {
        return command.equals("top") || command.endsWith(" --watch");
    }

    private String shown(String command, String awaited) throws Exception {
        Path here = folder.toRealPath();
        try (Pane pane = new Pane(here, Map.of(), 80, 24)) {
            pane.run("seedbank " + filledIn(command).replace("BENCH", here.toString()));
            String screen = pane.await(awaited);
            pane.press("q");
            return screen;
        }
    }

    /** What the words in capitals stand for. */
    private String filledIn(String command) {
        return command.replace("PATH", "BENCH/soil-2024")
                .replace("FOLDER", "BENCH/torrents")
                .replace("DIR", "BENCH/" + target)
                .replace("TORRENT", "BENCH/torrents/soil.torrent")
                .replace("URL", server.url("/soil.torrent"))
                .replace("SERIAL", "1")
                .replace("DIGEST", Soil.DIGEST.substring(0, 6));
    }

    private void prepare(OlderTool row) throws Exception {
        if (row.before().endsWith(" start")) {
            bench.node().end();
        } else if (row.before().endsWith(" -l")) {
            String[] get = filledIn("get SERIAL -d DIR/data --wait").split(" ");
            assertThat(bench.run(get).exitCode()).isZero();
        }
    }

    private boolean hasArrived() throws Exception {
        return seeds(target + "/soil-2024")
                && bench.files().files(target + "/soil-2024").equals(Soil.files());
    }

    private boolean seeds(String place) throws Exception {
        return node.datasets().stream()
                .anyMatch(each -> each.state() == DatasetState.SEEDING
                        && each.path().equals(bench.path(place).toString()));
    }

    private boolean isLinked() throws Exception {
        return Files.exists(bench.path(target + "/soil-2024/ph.csv"))
                && Files.isSameFile(
                        bench.path(target + "/soil-2024/ph.csv"), bench.path(target + "/data/soil-2024/ph.csv"));
    }

    private boolean up(long rate) throws Exception {
        return node.limits().up().equals(Optional.of(rate));
    }

    private void await(Callable<Boolean> condition) throws Exception {
        node = NodeClient.connect(bench.path("home/state/node"));
        long deadline = System.nanoTime() + Bench.DEADLINE.toNanos();
        long seen = 0;
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("true in time").isLessThan(deadline);
            seen = node.changes(seen, Duration.ofMillis(200))
                    .map(Changes::number)
                    .orElse(seen);
        }
    }
}
