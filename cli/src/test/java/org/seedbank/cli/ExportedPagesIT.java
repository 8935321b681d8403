package org.seedbank.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages of an exported catalog in a browser, from files and without a network. */
@EnabledOnOs(OS.LINUX)
@ExtendWith({Benches.class, Browsers.class})
class ExportedPagesIT {

    private static Chromium chromium;
    private static PageLooks looks;

    /** Has the pages in {@code web}, which no test changes. */
    private static Bench bench;

    @BeforeAll
    static void export(Bench home, Chromium browser) throws Exception {
        chromium = browser;
        looks = PageLooks.load();
        bench = home;
        Soil.write(bench);
        publish("soil-2024", "Soil of 2024", "--creator", "A. Digger", "--license", "CC-BY-4.0", "--keyword", "Böden");
        bench.write("rain/mm.csv", "7\n".repeat(5_000));
        publish("rain", "Rain in mm", "--license", "CC0-1.0", "--description", "What fell on the roof.");
        bench.write("moor/a.txt", "1");
        publish(
                "moor",
                "</script><script>owned = 1</script>\u202e" + "x".repeat(900),
                "--description",
                "y".repeat(10_000));
        assertThat(bench.run("catalog", "export", "BENCH/web").exitCode()).isZero();
    }

    private static void publish(String folder, String title, String... more) throws Exception {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "BENCH/" + folder;
        arguments[1] = "--title";
        arguments[2] = title;
        System.arraycopy(more, 0, arguments, 3, more.length);
        bench.publish(arguments).interrupt();
    }

    private static String address(String file) {
        return bench.path("web/" + file).toUri().toString();
    }

    private static BrowserWindow offline() {
        return chromium.window(new Browser.NewContextOptions().setOffline(true));
    }

    private static Locator titles(Page page) {
        return page.locator("#list tbody th a");
    }

    @Test
    void the_list_searches_and_sorts_without_a_network() {
        BrowserWindow window = offline();
        Page page = window.open(address("index.html"));
        assertThat(titles(page)).hasCount(3);

        page.getByLabel("Search").fill("boden digg");
        assertThat(titles(page)).hasText(new String[] {"Soil of 2024"});
        page.getByLabel("Search").fill("ROOF");
        assertThat(titles(page)).hasText(new String[] {"Rain in mm"});
        page.getByLabel("Search").fill("no such thing");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("No dataset matches");
        page.getByLabel("Search").fill("");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Size"))
                .click();
        assertThat(titles(page).first()).hasText("Rain in mm");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Size"))
                .click();
        assertThat(titles(page).last()).hasText("Rain in mm");
        page.locator("#license").selectOption("CC0-1.0");
        assertThat(titles(page)).hasText(new String[] {"Rain in mm"});
        page.reload();
        assertThat(titles(page)).hasText(new String[] {"Rain in mm"});

        titles(page).first().click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Rain in mm");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("All datasets"))
                .click();
        assertThat(titles(page)).hasCount(3);
        window.assertQuiet("file:");
    }

    @Test
    void a_page_shows_what_strangers_wrote_as_text() {
        BrowserWindow window = offline();
        Page page = window.open(address("index.html"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("owned"))
                .click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .containsText("</script><script>owned = 1</script>");
        assertThat(page.locator(".about")).hasText("y".repeat(10_000));
        assertThat(page.evaluate("() => typeof owned")).isEqualTo("undefined");
        window.assertQuiet("file:");
    }

    @Test
    void the_list_is_whole_without_scripts() {
        Page page = chromium.window(new Browser.NewContextOptions().setJavaScriptEnabled(false))
                .open(address("index.html"));

        assertThat(titles(page)).hasCount(3);
        assertThat(page.getByLabel("Search")).isHidden();
    }

    @Test
    void all_pages_are_for_readers_of_all_kinds() {
        Page page = chromium.window().open(address("index.html"));
        looks.check(page, "export-list");

        for (int i = 0; i < 3; i++) {
            page.navigate(address("index.html"));
            titles(page).nth(i).click();
            assertThat(page.locator("article h1")).isVisible();
            looks.check(page, "export-dataset-" + i);
        }
    }
}
