package org.seedbank.catalog.internal.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Listens on 127.0.0.1 for the browser that comes back from a login. Requests are bounded in size, time and number;
 * nothing of a request is ever in an answer. The owner closes it.
 */
public final class RedirectReceiver implements Closeable {

    /** Browsers open connections ahead that they never use, so one after the other would not do. */
    private static final int MOST_AT_ONCE = 8;

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "text/html; charset=utf-8",
            "Cache-Control", "no-store",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", "default-src 'none'",
            "X-Content-Type-Options", "nosniff",
            "Connection", "close");

    static {
        // Seconds that a request may take to arrive; the JDK's server reads it when it is first used, and has no limit
        // else.
        String limit = "sun.net.httpserver.maxReqTime";
        System.setProperty(limit, System.getProperty(limit, "5"));
    }

    private final HttpServer server;
    private final AwaitedRedirect awaited;

    /** Set by the thread of the first answer that belongs to this login. */
    private final AtomicBoolean taken = new AtomicBoolean();

    private final ExecutorService threads = Executors.newFixedThreadPool(MOST_AT_ONCE, RedirectReceiver::thread);

    private RedirectReceiver(HttpServer server, AwaitedRedirect awaited) {
        this.server = server;
        this.awaited = awaited;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * Begins to listen.
     *
     * @param port 0 for any that is free
     * @throws IOException when the port cannot be had
     */
    public static RedirectReceiver open(int port, AwaitedRedirect awaited) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        return new RedirectReceiver(HttpServer.create(new InetSocketAddress(loopback, port), 0), awaited);
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Ends listening; what is being answered is cut. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI asked = exchange.getRequestURI();
        Optional<Redirect> redirect = Optional.empty();
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET") || asked.isAbsolute()) {
                send(exchange, LoginPage.NO_REQUEST);
            } else if (!asked.getRawPath().equals("/") || asked.getRawQuery() == null) {
                send(exchange, LoginPage.NOTHING_HERE);
            } else {
                Optional<Redirect> known = awaited.recognise(asked.getRawQuery());
                // The first to come, which need not be the first whose page is sent.
                redirect = known.filter(any -> taken.compareAndSet(false, true));
                send(exchange, known.isPresent() ? LoginPage.RECEIVED : LoginPage.OTHER_LOGIN);
            }
        } finally {
            // After the page: whoever awaits this ends the server.
            redirect.ifPresent(awaited::complete);
        }
    }

    private static void send(HttpExchange exchange, LoginPage page) throws IOException {
        byte[] body = page.html().getBytes(UTF_8);
        HEADERS.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(page.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "seedbank-login-receiver");
        thread.setDaemon(true);
        return thread;
    }
}
