package org.seedbank.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.node.api.Order;

/**
 * Publishing and getting in the pages of two homes that share a folder as their catalog. Buttons are pressed by
 * keyboard.
 */
@EnabledOnOs(OS.LINUX)
@ExtendWith(Browsers.class)
class NodeDeskIT {

    private static final String TITLE = "Rain </script><script>document.title = 'run'</script> of 2024";

    /** As the page tells it before anything is hashed. */
    private static final String FOUND = "2 files, 3.00 MB";

    private static final List<String> FILES = List.of("daily/mm.bin", "late.csv", "stations.csv");

    @TempDir
    private static Path folder;

    private static Chromium chromium;
    private static ProcessBench publisher;
    private static ProcessBench fetcher;

    /** Pages know only the folders that a terminal was used for once. */
    @BeforeAll
    static void open(Chromium browser) throws Exception {
        chromium = browser;
        publisher = new ProcessBench(Files.createDirectory(folder.resolve("publisher")));
        fetcher = new ProcessBench(Files.createDirectory(folder.resolve("fetcher")));
        Path lab = Files.createDirectory(folder.toRealPath().resolve("lab"));
        for (ProcessBench each : List.of(publisher, fetcher)) {
            each.done("catalog", "add", "lab", "dir:" + lab);
        }
        Soil.write(publisher.files());
        publisher.done("publish", "--quiet", "BENCH/soil-2024", "--catalog", "lab");
        tellWhereItIsSeeded("1");
        publisher.writeRandom("rain/daily/mm.bin", 3_000_000);
        publisher.files().write("rain/stations.csv", "station\nA\nB\n");
        fetcher.done("node", "start");
        for (String each : List.of("copies", "elsewhere")) {
            fetcher.client()
                    .order(new Order.Follow(
                            Optional.of("local"),
                            Optional.of("nothing-is-called-so"),
                            Files.createDirectory(fetcher.path(each)),
                            Optional.empty()));
        }
    }

    @AfterAll
    static void close() throws Exception {
        try {
            fetcher.close();
        } finally {
            publisher.close();
        }
    }

    @Test
    void a_folder_is_published_in_the_page_of_one_home_and_got_in_that_of_another() throws Exception {
        NodePage publish = publishView();
        look(publish);
        assertThat(publish.section("What was found")).containsText(FOUND);
        assertThat(publisher.done("list", "--catalog", "lab").out()).doesNotContain("rain");
        describe(publish);
        publisher.files().write("rain/late.csv", "came after the look");
        confirm(publish);
        assertThat(publish.notes()).containsText("'rain' has changed since it was looked at. Nothing is published yet");
        assertThat(publish.section("What was found")).containsText("3 files, 3.00 MB");
        assertThat(publish.section("What was found")).containsText("--license CC-BY-4.0 --format v2 ");
        confirm(publish);
        Locator publication = publish.section(publisher.path("rain").toString());
        assertThat(publication.locator(".tag")).hasText("published");
        assertThat(publication).containsText("Infohash v2");
        assertThat(publication).not().containsText("Infohash v1");
        Locator serial = publication.getByRole(AriaRole.LINK).first();
        assertThat(serial).hasText(Pattern.compile("2$"));
        enter(serial);
        assertThat(publish.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(TITLE);
        tellWhereItIsSeeded("2");

        NodePage get = catalogView();
        Locator row = get.row(TITLE);
        assertThat(row).containsText("absent");
        enter(row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Get")));
        assertThat(get.question().getByRole(AriaRole.HEADING)).hasText("Get '" + TITLE + "'");
        get.question()
                .getByLabel("Into the folder")
                .selectOption(fetcher.path("elsewhere").toString());
        enter(get.question().getByRole(AriaRole.BUTTON, exactly("Get")));

        assertThat(get.state()).hasText("seeding");
        for (String each : FILES) {
            assertThat(fetcher.path("elsewhere/rain").resolve(each))
                    .hasSameBinaryContentAs(publisher.path("rain").resolve(each));
        }
        assertThat(fetcher.path("copies/rain")).doesNotExist();
        get.view("Catalogs");
        assertThat(get.row(TITLE)).containsText("seeding");
        assertThat(get.page()).hasTitle(Pattern.compile("seedbank"));
    }

    @Test
    void of_a_dataset_only_the_chosen_files_are_got() throws Exception {
        NodePage page = catalogView();

        enter(page.row("soil-2024").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Get")));
        choose(page, "ph.csv");
        page.question()
                .getByLabel("Into the folder")
                .selectOption(fetcher.path("copies").toString());
        enter(page.question().getByRole(AriaRole.BUTTON, exactly("Get")));

        assertThat(page.state()).hasText("seeding");
        assertThat(fetcher.path("copies/soil-2024/ph.csv")).hasContent(Soil.PH);
        assertThat(fetcher.path("copies/soil-2024/depth.csv")).doesNotExist();
    }

    @Test
    void what_is_no_link_is_refused_and_a_question_ends_with_its_view() throws Exception {
        NodePage page = catalogView();
        page.press("Get by a link");
        page.question()
                .getByLabel("Link", new Locator.GetByLabelOptions().setExact(true))
                .fill("nonsense");

        assertThat(page.question().locator(".same code")).containsText("seedbank get LINK -d ");
        enter(page.question().getByRole(AriaRole.BUTTON, exactly("Get")));

        assertThat(page.question().getByRole(AriaRole.ALERT)).containsText("'nonsense' is no link to a dataset");
        page.page().evaluate("() => { location.hash = '#/limits'; }");
        assertThat(page.question()).isHidden();
        assertThat(page.section("All datasets together")).isVisible();
    }

    private NodePage publishView() throws Exception {
        NodePage page = NodePage.open(publisher, chromium.window());
        page.view("Publish");
        return page;
    }

    /** Looks at the folder, which shares nothing yet. */
    private void look(NodePage page) {
        page.page()
                .getByLabel("Catalog", new Page.GetByLabelOptions().setExact(true))
                .selectOption("lab");
        Locator path = page.page().getByLabel("Folder or file");
        path.fill(publisher.path("rain").toString());
        path.press("Enter");
        title(page).waitFor();
    }

    /** Says what the folder is that was looked at, and what its torrent is to be. */
    private static void describe(NodePage page) {
        title(page).fill(TITLE);
        page.page().getByLabel("Creators").fill("A. Digger\nB. Rainer");
        page.page().getByLabel("Licence").fill("CC-BY-4.0");
        page.page()
                .getByText("Torrent", new Page.GetByTextOptions().setExact(true))
                .click();
        page.page().getByLabel("Format").selectOption("v2");
    }

    private static void confirm(NodePage page) {
        title(page).press("Enter");
        enter(page.question().getByRole(AriaRole.BUTTON, exactly("Publish")));
        assertThat(page.question()).isHidden();
    }

    private static Locator title(NodePage page) {
        return page.page().getByLabel("Title", new Page.GetByLabelOptions().setExact(true));
    }

    private NodePage catalogView() throws Exception {
        NodePage page = NodePage.open(fetcher, chromium.window());
        page.view("Catalogs");
        page.page()
                .getByLabel("Catalog", new Page.GetByLabelOptions().setExact(true))
                .selectOption("lab");
        return page;
    }

    private static void choose(NodePage page, String file) {
        page.question().getByLabel("Those that I choose").press("Space");
        page.question().getByLabel(file).press("Space");
        assertThat(page.question().getByText("1 file chosen")).isVisible();
    }

    /** There is neither tracker nor multicast: the catalog tells who has it. */
    private static void tellWhereItIsSeeded(String serial) throws Exception {
        int port = publisher.client().facts().peerPort();
        publisher.done("edit", serial, "--catalog", "lab", "--add-seed-address", "localhost:" + port);
    }

    private static void enter(Locator button) {
        button.press("Enter");
    }

    private static Locator.GetByRoleOptions exactly(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
