package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.node.NodeClient;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.DatasetWait;
import org.seedbank.swarm.SwarmKey;

/**
 * A lab that shares a catalog, with neither tracker nor multicast: three homes that know nothing of each other but what the
 * catalog says, and a publisher who says it later.
 */
@EnabledOnOs(OS.LINUX)
class SharedCatalogIT {

    private static final SwarmKey SOIL = SwarmKey.of(new InfoHash(Soil.V1));
    private static final String TRACKER = "udp://192.0.2.1:6969/announce";

    @TempDir
    Path folder;

    private ProcessBench publisher;
    private ProcessBench fetcher;
    private ProcessBench follower;
    private String shared;

    @BeforeEach
    void open() throws Exception {
        publisher = new ProcessBench(Files.createDirectory(folder.resolve("publisher")));
        fetcher = new ProcessBench(Files.createDirectory(folder.resolve("fetcher")));
        follower = new ProcessBench(Files.createDirectory(folder.resolve("follower")));
        shared = "dir:" + folder.toRealPath().resolve("shared");
        Soil.write(publisher.files());
    }

    @AfterEach
    void close() throws Exception {
        for (ProcessBench each : new ProcessBench[] {follower, fetcher, publisher}) {
            each.close();
        }
    }

    @Test
    void an_edit_tells_everybody_who_reads_the_catalog_where_it_is_seeded() throws Exception {
        Outcome publish = publisher.run("publish", "BENCH/soil-2024", "--catalog", shared);
        assertThat(publish.exitCode()).as(publish.err()).isZero();
        assertThat(fetcher.run("get", "1", "--catalog", shared, "-d", "BENCH/copies", "--wait", "--timeout", "2")
                        .exitCode())
                .isEqualTo(6);
        Files.createDirectory(follower.path("mirror"));
        assertThat(follower.run("node", "start").exitCode()).isZero();
        Outcome follow = follower.run("follow", shared, "-d", "BENCH/mirror");
        assertThat(follow.exitCode()).as(follow.err()).isZero();
        await(follower, view -> true);

        int port = node(publisher).facts().peerPort();
        Outcome edit = publisher.run(
                "edit", "1", "--catalog", shared, "--add-seed-address", "localhost:" + port, "--add-tracker", TRACKER);
        assertThat(edit.exitCode()).as(edit.err()).isZero();
        assertThat(edit.err()).contains("the node goes on with it as it is now");

        Outcome get = fetcher.run("get", "1", "--catalog", shared, "-d", "BENCH/copies", "--wait", "--timeout", "60");
        assertThat(get.exitCode()).as(get.err()).isZero();
        assertThat(fetcher.files().files("copies/soil-2024")).isEqualTo(Soil.files());

        node(follower).look(node(follower).orders().get(0).id());
        await(follower, view -> view.verified().isPresent());
        assertThat(follower.files().files("mirror/soil-2024")).isEqualTo(Soil.files());

        for (ProcessBench each : new ProcessBench[] {publisher, fetcher, follower}) {
            assertThat(node(each).torrent(SOIL).trackers()).containsExactly(TRACKER);
            assertThat(each.run("status", Soil.V1.substring(0, 12)).out()).contains(TRACKER);
        }
        assertThat(publisher
                        .run("edit", "1", "--catalog", shared, "--remove-tracker", TRACKER)
                        .exitCode())
                .isZero();
        assertThat(node(publisher).torrent(SOIL).trackers()).isEmpty();
        assertThat(publisher.run("status", Soil.V1.substring(0, 12)).out()).doesNotContain(TRACKER);
    }

    @Test
    void whoever_is_told_of_it_by_a_peer_address_needs_nothing_else() throws Exception {
        Outcome publish = publisher.run("publish", "BENCH/soil-2024");
        assertThat(publish.exitCode()).as(publish.err()).isZero();
        String magnet = publish.out().replaceAll("(?s).*magnet +(\\S+)\n.*", "$1");
        int port = node(publisher).facts().peerPort();

        Outcome get = fetcher.run(
                "get", magnet, "--peer", "localhost:" + port, "-d", "BENCH/copies", "--wait", "--timeout", "60");

        assertThat(get.exitCode()).as(get.err()).isZero();
        assertThat(fetcher.files().files("copies/soil-2024")).isEqualTo(Soil.files());
    }

    @FunctionalInterface
    private interface Wanted {
        boolean is(DatasetView view);
    }

    private static void await(ProcessBench bench, Wanted wanted) throws Exception {
        NodeClient node = node(bench);
        long deadline = System.nanoTime() + Bench.DEADLINE.toNanos();
        while (node.datasets().isEmpty() && System.nanoTime() < deadline) {
            node.changes(0, Duration.ofSeconds(1));
        }
        DatasetView view = new DatasetWait(node, SOIL, Bench.DEADLINE).until(wanted::is);
        assertThat(wanted.is(view)).as(view.toString()).isTrue();
    }

    private static NodeClient node(ProcessBench bench) throws Exception {
        return NodeClient.connect(bench.path("home/state/node"));
    }
}
