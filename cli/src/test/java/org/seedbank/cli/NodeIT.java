package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.cli.node.NodeLog;
import org.seedbank.node.NodeClient;

/** The node as a process of its own, with real commands and no fakes. */
@EnabledOnOs(OS.LINUX)
class NodeIT {

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2024-05-01T12:00:00Z"));

    @TempDir
    Path folder;

    private ProcessBench bench;

    /** The same program with another home, as on another machine. */
    private ProcessBench other;

    @BeforeEach
    void open() throws Exception {
        bench = new ProcessBench(Files.createDirectory(folder.resolve("one")));
        other = new ProcessBench(Files.createDirectory(folder.resolve("other")));
        Soil.write(bench.files());
    }

    @AfterEach
    void close() throws Exception {
        try {
            other.close();
        } finally {
            bench.close();
        }
    }

    @Test
    void what_is_published_is_fetched_elsewhere_and_is_still_there_after_a_restart() throws Exception {
        assertThat(bench.run("node", "start").out())
                .startsWith("the node runs: this machine only, port PORT, process ");
        Outcome publish = bench.run("publish", "BENCH/soil-2024");
        assertThat(publish.exitCode()).isZero();
        assertThat(publish.out()).isEqualTo("serial    1\n" + Soil.SUMMARY);

        assertThat(get("--peer", "127.0.0.1:" + port(), "--timeout", "60")).isEqualTo(Soil.files());

        ProcessHandle before = bench.node().process().orElseThrow();
        assertThat(bench.run("limit", "--up", "1000K").exitCode()).isZero();
        assertThat(bench.run("node", "restart").exitCode()).isZero();
        assertThat(bench.node().process().orElseThrow()).isNotEqualTo(before);
        assertThat(before.isAlive()).isFalse();
        await(() -> bench.run("status").out().contains("soil-2024  seeding  100"));
        assertThat(bench.run("limit").out()).contains("all together  1.00 MB/s");

        ProcessHandle last = bench.node().process().orElseThrow();
        assertThat(bench.run("node", "stop").out()).isEqualTo("the node has ended\n");
        assertThat(last.isAlive()).isFalse();
        assertThat(bench.run("node", "stop").exitCode()).isEqualTo(1);
    }

    @Test
    void a_restart_keeps_the_options_of_a_node_that_runs_and_a_stop_forgets_them() throws Exception {
        Path note = bench.path("home/state/node/options.json");
        bench.run("node", "start", "--allow-private", "--serve-http", "127.0.0.1:0");
        String before = Files.readString(note);

        assertThat(bench.run("node", "restart", "--port", "0").exitCode()).isZero();

        assertThat(before).isEqualTo("[\"--allow-private\",\"--serve-http\",\"127.0.0.1:0\"]");
        assertThat(Files.readString(note)).isEqualTo("[\"--port\",\"0\"," + before.substring(1));
        bench.run("node", "stop");
        assertThat(note).doesNotExist();
    }

    private Map<String, String> get(String... more) throws Exception {
        Path torrent = bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent");
        List<String> get = new ArrayList<>(List.of("get", torrent.toString(), "-d", "BENCH/copy", "--wait"));
        get.addAll(List.of(more));
        Outcome outcome = other.run(get.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).endsWith("all 2 files intact (47 B, verified just now)\n");
        return other.files().files("copy/soil-2024");
    }

    private int port() throws InterruptedException {
        return NodeClient.connect(bench.path("home/state/node")).facts().peerPort();
    }

    @Test
    void a_signal_ends_it_with_0_and_a_second_one_is_refused() throws Exception {
        Child node = run();

        Outcome second = bench.run("node", "run");
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err()).startsWith("seedbank: error: a node is running already, process " + node.pid() + "\n");

        node.signal("TERM");
        Outcome end = node.end();
        assertThat(end.exitCode()).isZero();
        assertThat(end.err()).endsWith("seedbank: the node has ended\n");
        assertThat(Files.exists(bench.path("home/state/node/control.json"))).isFalse();
    }

    @Test
    void a_node_in_the_background_that_dies_is_started_again() throws Exception {
        assertThat(bench.run("publish", "--quiet", "BENCH/soil-2024").exitCode())
                .isZero();
        ProcessHandle first = bench.node().process().orElseThrow();

        assertThat(new ProcessBuilder("kill", "-SEGV", Long.toString(first.pid()))
                        .start()
                        .waitFor())
                .isZero();
        await(() -> bench.run("status").out().contains("soil-2024  seeding  100"));

        assertThat(bench.node().process().orElseThrow()).isNotEqualTo(first);
        Path state = bench.path("home/state/node");
        assertThat(Files.readString(state.resolve("log")))
                .contains("the node was ended by signal 6: starting it again");
        assertThat(state.resolve("log.crash")).content().contains("SIGSEGV");
        assertThat(bench.run("node", "stop").exitCode()).isZero();
    }

    @Test
    void what_a_killed_node_left_keeps_no_other_from_starting() throws Exception {
        assertThat(bench.run("node", "start").exitCode()).isZero();
        ProcessHandle killed = bench.node().process().orElseThrow();
        ProcessHandle keeper = killed.parent().orElseThrow();
        assertThat(keeper.info().commandLine().orElseThrow()).contains("keep-node.sh");
        keeper.destroyForcibly();
        killed.destroyForcibly();
        killed.onExit().get(1, TimeUnit.MINUTES);

        Outcome start = bench.run("node", "start");

        assertThat(start.exitCode()).as(start.err()).isZero();
        assertThat(bench.node().process().orElseThrow()).isNotEqualTo(killed);
    }

    @Test
    void commands_wait_for_a_node_that_starts_where_another_was_killed() throws Exception {
        Child killed = run();
        killed.signal("KILL");
        killed.end();
        assertThat(bench.path("home/state/node/control.json")).exists();
        Outcome without = bench.run("status");
        assertThat(without.exitCode()).isEqualTo(1);
        assertThat(without.err()).startsWith("seedbank: error: no node is running\n");

        Child starting = bench.start("node", "run");
        List<Child> commands = List.of(bench.start("publish", "--quiet", "BENCH/soil-2024"), bench.start("status"));

        Outcome publish = commands.get(0).end();
        assertThat(publish.exitCode()).as(publish.err()).isZero();
        assertThat(commands.get(1).end().err()).doesNotContain("does not answer");
        starting.awaitErr("the node is ready");
    }

    @Test
    void a_control_port_that_is_taken_is_told() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Outcome run = bench.run("node", "run", "--control-port", Integer.toString(taken.getLocalPort()));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).isEqualTo("""
                seedbank: error: cannot listen on port PORT of 127.0.0.1: Address already in use
                seedbank: hint: choose another port for the control interface, or end what uses this one
                """);
        }
    }

    @Test
    void a_control_file_that_was_deleted_comes_back() throws Exception {
        run();
        Files.delete(bench.path("home/state/node/control.json"));

        await(() -> bench.run("status").exitCode() == 0);
    }

    @Test
    void state_of_a_later_version_is_refused_and_left_alone() throws Exception {
        Path settings = bench.files().write("home/state/node/settings.json", "{\"schema\": 99}");

        Outcome run = bench.run("node", "run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("settings.json");
        assertThat(settings).hasContent("{\"schema\": 99}");
    }

    @Test
    void a_long_log_is_renamed_while_the_node_writes_to_it() throws Exception {
        bench.run("node", "start");
        Path log = bench.path("home/state/node/log");
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(NodeLog.MAX_BYTES);
        }
        Files.delete(bench.path("home/state/node/control.json"));

        await(() -> Files.exists(log.resolveSibling("log.1")) && log.toFile().length() > 0);

        assertThat(log).content().contains("control.json' was gone or changed");
    }

    @Test
    void a_unit_for_systemd_is_written_and_deleted() throws Exception {
        Map<String, String> scratch =
                Map.of("XDG_CONFIG_HOME", bench.path("config").toString());
        Path unit = bench.path("config/systemd/user/seedbank.service");

        Outcome install = bench.start(List.of(), scratch, "node", "install").end();
        assertThat(install.exitCode()).isZero();
        assertThat(install.out())
                .startsWith("wrote 'BENCH/config/systemd/user/seedbank.service'")
                .contains("@reboot ");
        assertThat(unit).content().contains("node\" \"run\"");

        assertThat(bench.start(List.of(), scratch, "node", "uninstall").end().exitCode())
                .isZero();
        assertThat(unit).doesNotExist();
    }

    @Test
    void orders_fetch_publish_and_link_what_comes() throws Exception {
        bench.publish("BENCH/soil-2024");
        for (String each : List.of("watched", "data", "followed", "drop", "app")) {
            Files.createDirectory(bench.path(each));
        }
        Files.createDirectory(bench.path("drop/rain"));
        Files.setLastModifiedTime(bench.files().write("drop/rain/mm.csv", "7\n"), LONG_AGO);
        Files.setLastModifiedTime(bench.path("drop/rain"), LONG_AGO);
        bench.run("node", "start");

        assertThat(bench.run("node", "drop", "BENCH/drop").exitCode()).isZero();
        assertThat(bench.run("node", "watch", "BENCH/watched", "-d", "BENCH/data")
                        .exitCode())
                .isZero();
        Path torrent = bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent");
        Files.copy(torrent, bench.path("watched/soil.torrent"));
        await(() -> bench.run("status").out().contains("soil-2024  seeding  100"));
        assertThat(bench.run("link", "soil-2024", "BENCH/app").exitCode()).isZero();
        await(() -> Files.exists(bench.path("app/soil-2024/ph.csv")));

        Files.delete(bench.path("watched/soil.torrent"));
        await(() -> !bench.run("status").out().contains("soil-2024"));
        assertThat(bench.files().files("data/soil-2024")).isEqualTo(Soil.files());

        assertThat(bench.run("follow", "local", "--match", "soil", "-d", "BENCH/followed")
                        .exitCode())
                .isZero();
        await(() -> Files.exists(bench.path("followed/soil-2024/ph.csv")));
        await(() -> bench.run("list").out().matches("(?s).* 2  seeding +2 B +1  YYYY-MM-DD  rain\n.*"));
    }

    private Child run() throws Exception {
        Child node = bench.start("node", "run");
        node.awaitErr("the node is ready: this machine only, port ");
        return node;
    }

    /** Each try takes a while, so nothing else has to pass the time. */
    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("true in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
