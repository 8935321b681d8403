package org.seedbank.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.node.NodeClient;

/** Every view of the node's page for readers of all kinds: see {@link PageLooks}. Pictures of them are kept in {@code target/screenshots}. */
@EnabledOnOs(OS.LINUX)
@ExtendWith(Browsers.class)
class NodePageLooksIT {

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static PageLooks looks;
    private static ProcessBench bench;

    /** One tab for all tests, which change nothing of the node. */
    private static NodePage page;

    private static String origin;

    @BeforeAll
    static void start(Chromium browser) throws Exception {
        chromium = browser;
        looks = PageLooks.load();
        bench = new ProcessBench(folder);
        publishSome();
        page = NodePage.open(bench, chromium.window());
        origin = BrowserWindow.origin(page.page().url());
    }

    /** One of each kind: well, long in all its texts, paused, damaged, and gone from its place. */
    private static void publishSome() throws Exception {
        Soil.write(bench.files());
        bench.done(
                "publish",
                "BENCH/soil-2024",
                "--title",
                "Soil of 2024",
                "--creator",
                "A. Digger",
                "--license",
                "CC-BY-4.0");
        String longName =
                "a-name-without-any-blank-that-goes-on-and-on-".repeat(5).substring(0, 200);
        for (int i = 0; i < 120; i++) {
            bench.files().write(longName + "/station-%03d/measurements-of-the-year.csv".formatted(i), "depth " + i);
        }
        bench.done("publish", "BENCH/" + longName, "--title", "x".repeat(900), "--description", "y".repeat(5_000));
        for (String each : List.of("moor", "lake", "river", "fen")) {
            bench.files().write(each + "/" + each + ".csv", each);
            bench.done("publish", "BENCH/" + each);
        }
        bench.files().write("dune/dune.csv", "dune");
        bench.files().write("dune/.git/config", "[core]");
        NodeClient node = bench.client();
        node.remove(bench.dataset("fen").key(), false);
        node.pause(bench.dataset("moor").key());
        Files.delete(bench.path("lake/lake.csv"));
        bench.files().write("river/river.csv", "rover");
        Files.createDirectory(bench.path("followed"));
        bench.done("follow", "local", "--match", "nothing-is-called-so", "-d", "BENCH/followed");
        bench.done("schedule", "add", "08:00-18:00", "mon-fri", "up", "100K", "down", "none");
    }

    @AfterAll
    static void end() throws Exception {
        if (bench != null) {
            bench.close();
        }
    }

    @BeforeEach
    void load() {
        page.page().navigate(origin);
    }

    @Test
    void the_list() throws Exception {
        assertThat(page.row("soil-2024")).containsText("seeding");

        looks.check(page.page(), "list");

        page.row("moor").getByRole(AriaRole.CHECKBOX).check();
        assertThat(page.page().getByText("1 dataset chosen")).isVisible();
        looks.check(page.page(), "list-chosen");
    }

    @Test
    void the_list_without_any_dataset_and_where_none_is_found() throws Exception {

        page.page().getByRole(AriaRole.SEARCHBOX).fill("nothing is called so");

        assertThat(page.page().getByText("None of the datasets is so.")).isVisible();
        looks.check(page.page(), "list-none");
    }

    @Test
    void a_dataset_with_long_texts_and_many_files() throws Exception {
        page.dataset("a-name-without");
        assertThat(page.section("Files (120)")).containsText("1 to 100 of 120");
        assertThat(page.section("Pieces")).containsText("here");

        looks.check(page.page(), "dataset-long");
    }

    @Test
    void a_dataset_that_is_well() throws Exception {
        page.dataset("soil-2024");
        assertThat(page.section("Files (2)")).containsText("ph.csv");

        looks.check(page.page(), "dataset");
    }

    @Test
    void a_dataset_that_is_damaged_and_its_questions() throws Exception {
        page.dataset("river");
        page.press("Check files");
        assertThat(page.section("Damaged files (1)")).containsText("river.csv");
        looks.check(page.page(), "dataset-damaged");

        for (String each : List.of("Repair", "Limit", "Remove")) {
            page.press(each);
            assertThat(page.question()).isVisible();
            looks.check(page.page(), "question-" + each.toLowerCase(Locale.ROOT));
            page.answer("Cancel");
        }
    }

    @Test
    void a_catalog_and_an_entry() throws Exception {
        page.view("Catalogs");
        assertThat(page.row("Soil of 2024")).containsText("seeding");
        looks.check(page.page(), "catalog");

        page.row("Soil of 2024")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Soil of 2024"))
                .click();
        page.press("Show the files");
        assertThat(page.section("Files").getByRole(AriaRole.TABLE)).isVisible();
        looks.check(page.page(), "entry");
    }

    @Test
    void the_questions_of_get() throws Exception {
        page.view("Catalogs");
        page.press("Get by a link");
        assertThat(page.question()).isVisible();
        looks.check(page.page(), "question-get-link");
        page.answer("Cancel");

        page.press("Get fen");
        page.question().getByLabel("Those that I choose").check();
        assertThat(page.question().getByLabel("fen.csv")).isVisible();
        looks.check(page.page(), "question-get");
    }

    @Test
    void publish_what_it_finds_and_its_question() throws Exception {
        page.view("Publish");
        assertThat(page.section("Choose a folder")).isVisible();
        looks.check(page.page(), "publish");

        page.page().getByLabel("Folder or file").fill(bench.path("dune").toString());
        page.press("Look at it");
        assertThat(page.section("What was found")).containsText("1 file");
        looks.check(page.page(), "publish-found");

        page.press("Publish");
        assertThat(page.question()).isVisible();
        looks.check(page.page(), "question-publish");
    }

    @Test
    void limits_and_a_rule() throws Exception {
        page.view("Limits");
        assertThat(page.page().getByText("08:00")).isVisible();
        looks.check(page.page(), "limits");

        page.press("Add a rule");
        looks.check(page.page(), "question-rule");
    }

    @Test
    void orders() throws Exception {
        page.view("Orders");
        assertThat(page.page().getByText("seedbank follow").first()).isVisible();

        looks.check(page.page(), "orders");
    }

    @Test
    void the_node() throws Exception {
        page.view("Node");
        assertThat(page.section("What it finds")).not().containsText("Looking");
        assertThat(page.section("Disks").getByRole(AriaRole.TABLE)).isVisible();

        looks.check(page.page(), "node");

        page.press("Change reach");
        looks.check(page.page(), "question-reach");
    }

    @Test
    void the_door() throws Exception {
        looks.check(chromium.window().open(origin), "door");
    }
}
