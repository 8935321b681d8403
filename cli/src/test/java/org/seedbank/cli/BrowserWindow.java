package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A window of a browser with one tab or several. Notes what its pages complain of, and whom they ask. For one thread. */
final class BrowserWindow implements AutoCloseable {

    private final BrowserContext context;
    private final Page first;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    BrowserWindow(BrowserContext context, double deadlineMillis) {
        this.context = context;
        context.setDefaultTimeout(deadlineMillis);
        context.onRequest(request -> requests.add(request.url()));
        context.onConsoleMessage(message -> {
            if (!message.type().equals("log") && !message.type().equals("info")) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        context.onWebError(error -> complaints.add("thrown: " + error.error()));
        first = context.newPage();
    }

    /** Its first tab. */
    Page page() {
        return first;
    }

    /** Another tab, which shares what the window keeps of a site. */
    Page tab() {
        return context.newPage();
    }

    /** Opens an address in its first tab. */
    Page open(String address) {
        first.navigate(address);
        return first;
    }

    /** Nothing has failed in its pages, and nobody else was asked for anything. */
    void assertQuiet(String origin) {
        assertThat(complaints).isEmpty();
        assertThat(requests).isNotEmpty().allMatch(each -> each.startsWith(origin));
    }

    /** The scheme, host and port of an address. */
    static String origin(String address) {
        return "http://" + URI.create(address).getAuthority();
    }

    @Override
    public void close() {
        context.close();
    }
}
