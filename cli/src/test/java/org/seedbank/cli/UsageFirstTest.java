package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.node.ReachSetting;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.swarm.Network;

/** What is wrong with a command line is said before a catalog, a node or a server is asked, and before a byte is hashed. */
@ExtendWith(Benches.class)
class UsageFirstTest {

    private HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void open() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    /** {@code HERE} is a web server; no node may be started. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "publish --catalog HERE --tracker nonsense BENCH/soil-2024",
                "publish --catalog HERE --tracker udp://t.example.org BENCH/soil-2024",
                "publish --catalog HERE --serve --web-seed ftp://a.example/ BENCH/soil-2024",
                "publish --serve --tracker nonsense BENCH/soil-2024",
                "publish --catalog HERE --seed-address 192.0.2.1 BENCH/soil-2024",
                "publish --catalog HERE --dry-run --foreground BENCH/soil-2024",
                "publish --catalog HERE --title a --description b --description-file BENCH/x BENCH/soil-2024",
                "edit 1 --catalog HERE --add-web-seed HERE --add-tracker nonsense",
                "edit 1 --catalog HERE --add-web-seed HERE --license free!",
                "edit 1 --catalog HERE --add-web-seed HERE --title a --clear title",
                "describe 1 --catalog HERE --license free!",
                "describe 1 --catalog HERE --doi nonsense",
                "withdraw 1 --catalog HERE",
                "tracker --catalog HERE --refresh 1s",
                "tracker --catalog HERE --interval 1s",
                "tracker --catalog HERE --behind-proxy nonsense",
                "tracker key add eve --expires 0d",
                "trackers check HERE/announce nonsense",
                "get --catalog HERE --all --wait --foreground",
                "get --catalog HERE 1 --copy --no-seed",
                "follow HERE -d BENCH/copies --every 1s",
                "node drop BENCH/drop --catalog HERE --quiet-for 1s",
                "node run --serve-url http://a.example/",
                "node run --tracker nonsense",
                "node run --connect-back nonsense:nonsense",
                "node start --tracker-catalog HERE",
                "node reach machine 10.0.0.0/8",
                "doctor --from nonsense"
            })
    void is_refused_and_nobody_was_asked(String line, Bench bench) throws Exception {
        Soil.write(bench);
        String base = "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
        List<String> words = new ArrayList<>();
        for (String word : line.split(" ", -1)) {
            words.add(word.replace("HERE", base));
        }

        Outcome outcome = bench.run(words.toArray(String[]::new));

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
        assertThat(asked).hasValue(0);
        assertThat(outcome.err()).doesNotContain("asking").doesNotContain("hashing");
    }

    @Test
    void a_reason_that_no_entry_can_have_is_refused_before_its_catalog_is_asked(Bench bench) throws Exception {
        String base = "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());

        Outcome withdraw = bench.run("withdraw", "1", "--yes", "--catalog", base, "--reason", "a".repeat(100_000));

        assertThat(withdraw.exitCode()).as(withdraw.err()).isEqualTo(2);
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_node_goes_on_and_its_reach_stays_when_it_is_started_with_options_that_make_no_sense(Bench bench)
            throws Exception {
        assertThat(bench.run("node", "start", "--public", "--serve-url", "http://a.example/")
                        .exitCode())
                .isEqualTo(2);
        assertThat(reach(bench)).isEmpty();

        bench.nodes().run(Network.LOCAL);
        assertThat(bench.run("node", "restart", "--public", "--serve-url", "http://a.example/")
                        .exitCode())
                .isEqualTo(2);
        assertThat(bench.nodes().running()).isPresent();
        assertThat(reach(bench)).contains(Network.LOCAL);
    }

    private static Optional<Network> reach(Bench bench) throws Exception {
        Path folder = bench.path("home/state/node");
        return new ReachSetting(new NodeFolder(folder, folder.resolve("native"))).read();
    }
}
