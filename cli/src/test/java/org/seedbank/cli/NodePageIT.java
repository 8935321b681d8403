package org.seedbank.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.node.NodeClient;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.Limits;

/**
 * The node's page in a browser, with nodes that are processes of their own and exchange datasets. Tests share two homes: one publishes,
 * and each test leaves its datasets as they were, or changes one that is its own.
 */
@EnabledOnOs(OS.LINUX)
@ExtendWith(Browsers.class)
class NodePageIT {

    private static final String STRANGE = "<img src=x onerror=owned=1>\u202efdp";
    private static final String STRANGE_TITLE = "</script><script>owned = 1</script>\u202e\u0007<b>bold</b>";
    private static final String STRANGE_TEXT = "x".repeat(10_000) + "</p><script>owned = 1</script>";

    @TempDir
    private static Path folder;

    private static Chromium chromium;

    private static ProcessBench bench;

    /** Another person's home, which fetches, and has nothing before a test and after it. */
    private static ProcessBench other;

    @BeforeAll
    static void open(Chromium browser) throws Exception {
        chromium = browser;
        bench = new ProcessBench(Files.createDirectory(folder.resolve("one")));
        other = new ProcessBench(Files.createDirectory(folder.resolve("other")));
        Soil.write(bench.files());
        publish("soil-2024", "--title", "Soil of 2024", "--creator", "A. Digger", "--license", "CC-BY-4.0");
        bench.files().write("moor/moor.csv", "moor");
        publish("moor");
        other.done("node", "start");
    }

    @AfterAll
    static void close() throws Exception {
        try {
            other.close();
        } finally {
            bench.close();
        }
    }

    @AfterEach
    void empty() throws Exception {
        NodeClient node = other.client();
        node.limit(Limits.NONE);
        for (DatasetView each : node.datasets()) {
            node.remove(each.key(), true);
        }
    }

    @Test
    void opens_with_its_key_once_and_shows_nothing_to_others() throws Exception {
        String address = NodePage.address(bench);
        BrowserWindow window = chromium.window();

        Page page = window.open(address);

        assertThat(new NodePage(page).row("soil-2024")).containsText("seeding");
        assertThat(page.url()).isEqualTo(BrowserWindow.origin(address) + "/");
        window.assertQuiet(BrowserWindow.origin(address));

        Page again = chromium.window().open(address);
        assertThat(again.getByRole(AriaRole.ALERT)).containsText("key");
        assertThat(again.getByText("seedbank open")).isVisible();
        assertThat(again.getByText("soil-2024")).hasCount(0);

        Page without = chromium.window().open(BrowserWindow.origin(address) + "/#/datasets");
        assertThat(without.getByText("seedbank open")).isVisible();
        assertThat(without.getByText("soil-2024")).hasCount(0);
        assertThat(without.evaluate("async () => (await fetch('/v1/datasets')).status"))
                .isEqualTo(401);
    }

    @Test
    void without_scripts_says_so_and_names_the_commands() throws Exception {

        Page page = chromium.window(new Browser.NewContextOptions().setJavaScriptEnabled(false))
                .open(NodePage.address(bench));

        assertThat(page.locator("noscript p")).isVisible();
        assertThat(page.locator("noscript p")).containsText("The page needs JavaScript");
        assertThat(page.locator("noscript li").first()).containsText("seedbank status --watch");
        assertThat(page.locator("body")).not().containsText("soil-2024");
    }

    @Test
    void shows_a_fetch_from_another_home_as_it_goes_and_lets_it_go_faster() throws Exception {
        bench.writeRandom("rain/mm.bin", 3_000_000);
        publish("rain");
        NodePage page = NodePage.open(other, chromium.window());
        assertThat(page.page().getByText("The node has no datasets yet.")).isVisible();
        other.done("limit", "--down", "40K");

        fetch("rain");

        assertThat(page.row("rain")).containsText("fetching");
        assertThat(page.row("rain").locator(".done")).hasText(Pattern.compile("[1-9][0-9]?"));
        page.view("Limits");
        page.press("Change");
        page.question().getByLabel("Receive at most").fill("");
        page.answer("Set limits");
        assertThat(page.notes()).containsText("The limits are set.");
        page.view("Datasets");
        assertThat(page.row("rain").locator(".state")).hasText("seeding");
        assertThat(page.row("rain").locator(".done")).hasText("100");
        assertThat(Files.mismatch(bench.path("rain/mm.bin"), other.path("copy/rain/mm.bin")))
                .isEqualTo(-1);
    }

    @Test
    void pauses_and_resumes_a_dataset() throws Exception {
        NodePage page = NodePage.open(bench, chromium.window());
        page.dataset("soil-2024");

        page.press("Pause");

        assertThat(page.state()).hasText("paused");
        assertThat(page.notes()).containsText("seedbank pause " + Soil.DIGEST.substring(0, 8));
        assertThat(bench.dataset("soil-2024").state()).isEqualTo(DatasetState.PAUSED);
        page.press("Resume");
        assertThat(page.state()).hasText("seeding");
        assertThat(bench.dataset("soil-2024").state()).isEqualTo(DatasetState.SEEDING);
    }

    /** Counts all that Preact can still reach from what it draws: a drawing that is left behind is kept for ever. */
    private static final String DRAWN = """
            () => {
              const seen = new Set();
              const left = [document.getElementById('app').__k];
              while (left.length) {
                const next = left.pop();
                if (next && typeof next === 'object' && !seen.has(next)) {
                  seen.add(next);
                  left.push(next.__, ...(Array.isArray(next.__k) ? next.__k : []));
                }
              }
              return seen.size;
            }""";

    @Test
    void keeps_nothing_of_what_it_has_drawn_before() throws Exception {
        NodePage page = NodePage.open(bench, chromium.window());
        NodeClient node = bench.client();
        pauseAndResumeAll(node, page);
        int drawn = (int) page.page().evaluate(DRAWN);

        for (int i = 0; i < 5; i++) {
            pauseAndResumeAll(node, page);
        }

        assertThat((int) page.page().evaluate(DRAWN)).isBetween(1, drawn + 20);
    }

    private static void pauseAndResumeAll(NodeClient node, NodePage page) throws Exception {
        for (DatasetView each : List.of(bench.dataset("soil-2024"), bench.dataset("moor"))) {
            node.pause(each.key());
            assertThat(page.row(each.name()).locator(".state")).hasText("paused");
            node.resume(each.key());
            assertThat(page.row(each.name()).locator(".state")).hasText("seeding");
        }
    }

    @Test
    void shows_a_dataset_in_depth() throws Exception {
        BrowserWindow window = chromium.window();
        NodePage page = NodePage.open(bench, window);
        page.dataset("soil-2024");

        assertThat(page.section("About")).containsText(Soil.DIGEST);
        assertThat(page.section("About")).containsText(Soil.V1);
        assertThat(page.section("Description")).containsText("Soil of 2024");
        assertThat(page.section("Description").locator("pre")).containsText("A. Digger");
        assertThat(page.section("Files (2)").getByRole(AriaRole.ROW)).hasCount(3);
        assertThat(page.section("Files (2)")).containsText(Soil.PH_SHA256.substring(0, 12));
        assertThat(page.section("Pieces")).containsText("1 of 1 piece here");
        assertThat(page.section("History")).containsText("listed");
        window.assertQuiet(BrowserWindow.origin(page.page().url()));
    }

    @Test
    void finds_a_damaged_copy_which_is_mended_from_others() throws Exception {
        fetch("soil-2024");
        NodePage page = NodePage.open(other, chromium.window());
        assertThat(page.row("soil-2024").locator(".state")).hasText("seeding");
        page.dataset("soil-2024");
        other.files().write("copy/soil-2024/ph.csv", "station,ph\nA,9.9\nB,9.9\n");

        page.press("Check files");

        assertThat(page.page().locator(".standing")).containsText("mended ph.csv");
        assertThat(page.state()).hasText("seeding");
        assertThat(other.path("copy/soil-2024/ph.csv")).hasContent(Soil.PH);
    }

    @Test
    void finds_a_damaged_original_and_asks_before_it_is_repaired() throws Exception {
        bench.files().write("fen/fen.csv", "fen");
        publish("fen");
        bench.files().write("fen/fen.csv", "fan");
        NodePage page = NodePage.open(bench, chromium.window());
        page.dataset("fen");

        page.press("Check files");

        assertThat(page.state()).hasText("damaged");
        assertThat(page.section("Damaged files (1)")).containsText("fen.csv");
        page.press("Repair");
        assertThat(page.question()).containsText("what is not as it was published is got from the swarm");
        page.answer("Repair");
        assertThat(page.notes()).containsText("Repairing 'fen'");
    }

    @Test
    void says_that_its_node_is_gone_and_goes_on_when_it_was_started_and_opened_anew() throws Exception {
        BrowserWindow window = chromium.window();
        NodePage page = NodePage.open(bench, window);
        String origin = BrowserWindow.origin(page.page().url());
        assertThat(page.row("soil-2024")).containsText("seeding");

        bench.done("node", "stop");

        assertThat(page.page().getByRole(AriaRole.STATUS).getByText("The node does not answer"))
                .isVisible();
        assertThat(page.row("soil-2024")).isVisible();
        page.go("Limits");
        assertThat(page.page().getByRole(AriaRole.ALERT)).containsText("'Limits' cannot be shown");
        page.go("Datasets");
        bench.done("node", "start", "--control-port", port(origin));
        assertThat(page.page().getByText("This page has ended")).isVisible();
        Page anew = window.tab();
        anew.navigate(NodePage.address(bench));
        assertThat(new NodePage(anew).row("soil-2024")).containsText("seeding");
        assertThat(page.row("soil-2024")).containsText("seeding");
    }

    @Test
    void shows_what_strangers_wrote_as_text() throws Exception {
        bench.files().write(STRANGE + "/<b>a</b>.txt", "1");
        publish(STRANGE, "--title", STRANGE_TITLE, "--description", STRANGE_TEXT);
        BrowserWindow window = chromium.window();
        NodePage page = NodePage.open(bench, window);
        String shown = "<img src=x onerror=owned=1>\\u{202e}fdp";

        page.dataset(shown);

        assertThat(page.section("Description"))
                .containsText("</script><script>owned = 1</script>\\u{202e}\\u{7}<b>bold</b>");
        assertThat(page.section("Description")).containsText(STRANGE_TEXT);
        assertThat(page.section("Files (1)")).containsText("<b>a</b>.txt");
        assertThat(page.page().evaluate("() => typeof owned")).isEqualTo("undefined");
        window.assertQuiet(BrowserWindow.origin(page.page().url()));
    }

    @Test
    void refuses_what_a_page_of_another_origin_sends() throws Exception {
        BrowserWindow window = chromium.window();
        NodePage page = NodePage.open(bench, window);
        String pause = BrowserWindow.origin(page.page().url()) + "/v1/datasets/"
                + bench.dataset("soil-2024").key() + "/pause";
        HttpServer stranger =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        stranger.createContext("/", exchange -> {
            byte[] form = "<form method=post action='%s'><button>Win</button></form>"
                    .formatted(pause)
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, form.length);
            exchange.getResponseBody().write(form);
            exchange.close();
        });
        stranger.start();
        try {
            Page foreign = window.tab();
            foreign.navigate("http://127.0.0.1:" + stranger.getAddress().getPort() + "/");
            assertThat(foreign.evaluate(
                            "async (to) => { try { return (await fetch(to, { method: 'POST', credentials: 'include' })).status; }"
                                    + " catch (refused) { return refused.name; } }",
                            pause))
                    .isEqualTo("TypeError");
            foreign.evaluate("(to) => fetch(to, { method: 'POST', credentials: 'include', mode: 'no-cors' })", pause);

            Response answer = foreign.waitForResponse(
                    pause, () -> foreign.getByRole(AriaRole.BUTTON).click());

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).contains("web pages of others may not command this node");
        } finally {
            stranger.stop(0);
        }
        assertThat(bench.dataset("soil-2024").state()).isEqualTo(DatasetState.SEEDING);
        assertThat(page.row("soil-2024").locator(".state")).hasText("seeding");
    }

    private static void publish(String name, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("publish", "--quiet", "BENCH/" + name));
        words.addAll(List.of(options));
        bench.done(words.toArray(String[]::new));
    }

    /** Has the other node fetch a dataset from this one. */
    private static void fetch(String name) throws Exception {
        String digest = bench.dataset(name).digest().orElseThrow().hex();
        String peer = "127.0.0.1:" + bench.client().facts().peerPort();
        Path torrent = bench.path("home/data/catalog/" + digest + ".torrent");
        other.done("get", torrent.toString(), "-d", "BENCH/copy", "--peer", peer);
    }

    private static String port(String origin) {
        return origin.substring(origin.lastIndexOf(':') + 1);
    }
}
