package org.seedbank.cli;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium that is installed, without a screen, driven by Playwright; tests have it from {@link Browsers}. For one thread. */
final class Chromium implements AutoCloseable {

    static final double DEADLINE_MILLIS = 90_000;

    private final Playwright playwright;
    private final Browser browser;
    private final List<BrowserWindow> windows = new ArrayList<>();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it; without it, or without the Node that drives it, the test is left out. */
    static Chromium start() {
        Path program = installed("chromium", "chromium");
        Path node = installed("node", "nodejs");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_NODEJS_PATH", node.toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1",
                        // What a JVM with libtorrent needs is nothing for a browser.
                        "LD_PRELOAD", "")));
        PlaywrightAssertions.setDefaultAssertionTimeout(DEADLINE_MILLIS);
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        // Root may not have it, and in containers it cannot be had; the pages are our own.
                        .setChromiumSandbox(false)
                        .setArgs(List.of("--disable-gpu", "--disable-dev-shm-usage")));
        return new Chromium(playwright, browser);
    }

    private static Path installed(String program, String debianPackage) {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(found)
                .as("'%s' is installed; Debian has it in the package '%s'", program, debianPackage)
                .isPresent();
        return found.orElseThrow();
    }

    /** A window that remembers nothing of others, as wide as a laptop. */
    BrowserWindow window() {
        return window(new Browser.NewContextOptions());
    }

    /** A window that is otherwise, such as without scripts or in the dark. */
    BrowserWindow window(Browser.NewContextOptions options) {
        BrowserWindow window = new BrowserWindow(browser.newContext(options), DEADLINE_MILLIS);
        windows.add(window);
        return window;
    }

    /** How many windows are open. */
    int windows() {
        return windows.size();
    }

    /** Closes all windows but those that were the first to be opened. */
    void closeWindows(int left) {
        List<BrowserWindow> closed = windows.subList(left, windows.size());
        closed.forEach(BrowserWindow::close);
        closed.clear();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
