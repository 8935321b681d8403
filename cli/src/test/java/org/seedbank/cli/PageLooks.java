package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.seedbank.catalog.drive.emulator.NodeProject;

/** What every page of ours holds, whatever it shows: for readers of all kinds, at all widths, in light and dark. */
final class PageLooks {

    private static final int[] TELEPHONE = {360, 740};
    private static final int[] LAPTOP = {1280, 800};

    /** Shows what a laptop does in larger letters: whoever reads it without eyes, and its colours, were asked for by then. */
    private static final int[] FOUR_THOUSAND_DOTS = {3840, 2160};

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** More than any view has. */
    private static final int MOST_STEPS = 400;

    private static final String VIOLATIONS = """
            async () => {
              const { passes, violations } = await axe.run(document, { resultTypes: ['violations'] });
              if (!passes.length) return ['axe has looked at nothing'];
              return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)}: ${node.failureSummary}`));
            }""";

    private static final String OVERFLOW = """
            () => {
              const root = document.scrollingElement;
              if (root.scrollWidth <= root.clientWidth) return [];
              return [...document.querySelectorAll('body *')]
                .filter((each) => each.getBoundingClientRect().right > root.clientWidth + 1)
                .map((each) => each.outerHTML.slice(0, 120)).slice(0, 5).concat(`${root.scrollWidth} of ${root.clientWidth}`);
            }""";

    /** Of radio buttons the chosen one is reached; a window over the page keeps all others from it. */
    private static final String REACHABLE = """
            () => {
              const within = document.querySelector('dialog[open]') ?? document;
              const all = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"]';
              window.unreached = new Set([...within.querySelectorAll(all)].filter((each) =>
                each.checkVisibility({ visibilityProperty: true }) && !(each.type === 'radio' && !each.checked)));
              window.unmarked = new Set();
              document.activeElement?.blur();
              getSelection()?.removeAllRanges();
              return window.unreached.size;
            }""";

    private static final String REACHED = """
            () => {
              const here = document.activeElement;
              if (window.unreached.delete(here) && getComputedStyle(here).outlineStyle === 'none') window.unmarked.add(here);
              return [...window.unreached].filter((each) => each.isConnected).length;
            }""";

    private static final String MISSED = """
            () => [...[...window.unreached].filter((each) => each.isConnected).map((each) => 'not reached: ' + each.outerHTML.slice(0, 200)),
              ...[...window.unmarked].map((each) => 'not marked: ' + each.outerHTML.slice(0, 200))]""";

    private final String axe;

    private PageLooks(String axe) {
        this.axe = axe;
    }

    /** With the axe that the tests' lock file names. */
    static PageLooks load() throws IOException, InterruptedException {
        Path installed = NodeProject.install("browser");
        return new PageLooks(Files.readString(installed.resolve("node_modules/axe-core/axe.min.js")));
    }

    /**
     * Checks the page as it is, and keeps pictures of it.
     *
     * @param name of the pictures
     */
    void check(Page page, String name) {
        for (int[] size : List.of(TELEPHONE, LAPTOP)) {
            for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                show(page, name, size, scheme);
                assertThat(violations(page))
                        .as("%s, %d wide, %s", name, size[0], scheme)
                        .isEmpty();
            }
        }
        assertKeyboardReachesAll(page, name);
        if (page.locator("dialog[open]").count() == 0) { // A question is no larger there than on a laptop.
            show(page, name, FOUR_THOUSAND_DOTS, ColorScheme.LIGHT);
            page.setViewportSize(LAPTOP[0], LAPTOP[1]);
        }
    }

    /** Shows it so and keeps a picture of that. It fits the width. */
    private static void show(Page page, String name, int[] size, ColorScheme scheme) {
        page.setViewportSize(size[0], size[1]);
        // Colours that are on their way from light to dark are nobody's.
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        keep(page, "%s-%d-%s".formatted(name, size[0], scheme == ColorScheme.DARK ? "dark" : "light"));
        assertThat(list(page, OVERFLOW))
                .as("%s is no wider than %d", name, size[0])
                .isEmpty();
    }

    /** Tells what axe-core finds fault with. */
    List<String> violations(Page page) {
        if (!(boolean) page.evaluate("() => 'axe' in window")) {
            page.evaluate(axe);
        }
        return list(page, VIOLATIONS);
    }

    /** Everything that can be used is reached by the tabulator, and is seen to be. */
    private static void assertKeyboardReachesAll(Page page, String name) {
        int left = (int) page.evaluate(REACHABLE);
        for (int step = 0; left > 0 && step < MOST_STEPS; step++) {
            page.keyboard().press("Tab");
            left = (int) page.evaluate(REACHED);
        }
        assertThat(list(page, MISSED)).as("%s by keyboard alone", name).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(Page page, String script) {
        return (List<String>) page.evaluate(script);
    }

    private static void keep(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setType(ScreenshotType.JPEG)
                .setPath(SCREENSHOTS.resolve(name + ".jpg")));
    }
}
