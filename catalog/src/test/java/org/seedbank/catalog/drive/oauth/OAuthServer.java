package org.seedbank.catalog.drive.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * An authorization server on 127.0.0.1 that really checks: client and secret, redirect address, state, PKCE (S256, RFC
 * 7636), one use of each code, signatures of service accounts. A refresh token is good for one refresh. The owner closes
 * it. Safe for use by several threads.
 */
public final class OAuthServer implements AutoCloseable {

    private static final int MAX_FORM = 100_000;
    private static final String LOOPBACK = "http://127\\.0\\.0\\.1:[0-9]{1,5}(/[^?#]*)?";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Grants grants = new Grants();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Decision decision = Decision.consent();

    private OAuthServer(HttpServer server) {
        this.server = server;
    }

    /** Starts one on a free port. */
    public static OAuthServer start() throws IOException {
        OAuthServer started =
                new OAuthServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        started.server.createContext("/auth", exchange -> started.handle(exchange, started::authorize));
        started.server.createContext("/token", exchange -> started.handle(exchange, started::token));
        started.server.createContext("/revoke", exchange -> started.handle(exchange, started::revoke));
        started.server.setExecutor(started.threads);
        started.server.start();
        return started;
    }

    /** The address below which everything is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The credentials file of an installed client of this server. */
    public String credentials() {
        return """
            {"installed":{"client_id":"%s","project_id":"seedbank-test","auth_uri":"%s/auth",
             "token_uri":"%s/token","client_secret":"%s","redirect_uris":["http://localhost"]}}
            """.formatted(Grants.CLIENT_ID, address(), address(), Grants.CLIENT_SECRET);
    }

    /** The key file of a service account of this server. */
    public String serviceAccount() {
        return grants.serviceAccount().file(address().resolve("/token"));
    }

    /** What another program kept of a login with these scopes. */
    public String authorizedUser(String... scopes) {
        return """
            {"type":"authorized_user","client_id":"%s","client_secret":"%s","refresh_token":"%s","token_uri":"%s/token"}
            """.formatted(Grants.CLIENT_ID, Grants.CLIENT_SECRET, grants.refreshToken(List.of(scopes)), address());
    }

    /** What the person does from now on; consents unless told otherwise. */
    public void person(Decision does) {
        decision = does;
    }

    /** What is to go wrong with the next requests for tokens or revocations, one each. */
    public void next(Fault... each) {
        faults.addAll(Arrays.asList(each));
    }

    /** Where access tokens come from, by scopes; made up unless told otherwise. */
    public void accessTokens(Function<List<String>, String> source) {
        grants.accessTokens(source);
    }

    /** How far the server's clock is ahead of this machine's, where it judges assertions. */
    public void clockAhead(Duration ahead) {
        grants.clockAhead(ahead);
    }

    /** Ends all logins, as after 7 days. */
    public void forgetAll() {
        grants.forgetAll();
    }

    /** Whether the refresh token is still good. */
    public boolean knows(String refreshToken) {
        return grants.knows(refreshToken);
    }

    /** All codes, verifiers, tokens and client secrets so far. */
    public Set<String> secrets() {
        return Set.copyOf(grants.secrets());
    }

    /** The requests so far: the path, and the grant type if it has one. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
        if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server does not end");
        }
    }

    /** Answers a request. */
    @FunctionalInterface
    private interface Page {
        void answer(HttpExchange exchange) throws IOException, Refused, InterruptedException;
    }

    private void handle(HttpExchange exchange, Page page) throws IOException {
        try (exchange) {
            answer(exchange, page);
        }
    }

    private static void answer(HttpExchange exchange, Page page) throws IOException {
        try {
            page.answer(exchange);
        } catch (Refused e) {
            JsonObject json = new JsonObject();
            json.addProperty("error", e.error());
            json.addProperty("error_description", e.getMessage());
            send(exchange, e.error().equals("invalid_client") ? 401 : 400, json.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void authorize(HttpExchange exchange) throws IOException, Refused {
        Form asked = Form.parse(exchange.getRequestURI().getRawQuery());
        requests.add("/auth");
        asked.require("response_type", "code");
        asked.require("client_id", Pattern.quote(Grants.CLIENT_ID));
        asked.require("redirect_uri", LOOPBACK);
        asked.require("scope", ".+");
        asked.require("state", ".{16,}");
        asked.require("code_challenge_method", "S256");
        asked.require("code_challenge", "[A-Za-z0-9_-]{43}");
        switch (decision.kind()) {
            case NEVER -> send(exchange, 200, "Choose an account");
            case DENY -> redirect(exchange, asked, "error=access_denied");
            case CONSENT -> allow(exchange, asked, List.of(asked.get("scope").split(" ", -1)));
            case ALLOW_OTHERS -> allow(exchange, asked, decision.scopes());
        }
    }

    private void allow(HttpExchange exchange, Form asked, List<String> scopes) throws IOException {
        redirect(exchange, asked, "code=" + URLEncoder.encode(grants.code(asked, scopes), UTF_8));
    }

    private static void redirect(HttpExchange exchange, Form asked, String answer) throws IOException {
        String state = URLEncoder.encode(asked.get("state"), UTF_8);
        exchange.getResponseHeaders().set("Location", asked.get("redirect_uri") + "?state=" + state + "&" + answer);
        exchange.sendResponseHeaders(302, -1);
    }

    private void token(HttpExchange exchange) throws IOException, Refused, InterruptedException {
        Form form = form(exchange);
        requests.add("/token " + form.get("grant_type"));
        Fault fault = faults.poll();
        if (fault == null) {
            send(exchange, 200, grants.token(form).toString());
        } else if (fault == Fault.NO_REFRESH_TOKEN) {
            JsonObject answer = grants.token(form);
            answer.remove("refresh_token");
            send(exchange, 200, answer.toString());
        } else if (fault == Fault.TRUNCATED) {
            byte[] whole = grants.token(form).toString().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, whole.length);
            exchange.getResponseBody().write(whole, 0, whole.length / 2);
        } else {
            fail(exchange, fault);
        }
    }

    private void revoke(HttpExchange exchange) throws IOException, Refused, InterruptedException {
        Form form = form(exchange);
        requests.add("/revoke");
        Fault fault = faults.poll();
        if (fault != null) {
            fail(exchange, fault);
            return;
        }
        grants.revoke(form);
        send(exchange, 200, "{}");
    }

    private void fail(HttpExchange exchange, Fault fault) throws IOException, Refused, InterruptedException {
        switch (fault) {
            case UNAVAILABLE -> send(exchange, 503, "{\"error\":\"backend_error\"}");
            case HTML_502 -> send(exchange, 502, "<html><body>Bad Gateway</body></html>");
            case INVALID_GRANT -> throw new Refused("invalid_grant", "Bad Request");
            case INVALID_RAPT ->
                send(
                        exchange,
                        400,
                        "{\"error\":\"invalid_grant\",\"error_description\":\"reauth related error (invalid_rapt)\","
                                + "\"error_uri\":\"https://support.google.com/a/answer/9368756\","
                                + "\"error_subtype\":\"invalid_rapt\"}");
            case ADMIN_POLICY -> throw new Refused("admin_policy_enforced", "Blocked by an administrator.");
            case INVALID_CLIENT -> throw new Refused("invalid_client", "The OAuth client was deleted.");
            default -> closed.await();
        }
    }

    private static Form form(HttpExchange exchange) throws IOException, Refused {
        return Form.parse(new String(exchange.getRequestBody().readNBytes(MAX_FORM), UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
