package org.seedbank.node.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.node.FakeView;

/** Who may look at the node's page, and what it is made of. */
class PageTest {

    private static final Pattern KEY = Pattern.compile("#key=([0-9a-f]{64})\"");
    private static final Pattern COOKIE = Pattern.compile("Set-Cookie: (seedbank-\\d+=[0-9a-f]{64})(.*)\r\n");
    private static final Pattern PROOF = Pattern.compile("\"proof\":\"([0-9a-f]{64})\"");
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"/page/([^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("(?:from ?|import\\()['\"]\\./([^'\"]+)['\"]");

    @TempDir
    Path folder;

    private Bench bench;
    private int port;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
        port = bench.server.port();
        bench.node.put(FakeView.named("soil-2024").seeding().view());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** A browser that has entered. */
    private record Visitor(String cookie, String proof) {
        String headers() {
            return "Cookie: %s\nSeedbank-Session: %s\n".formatted(cookie, proof);
        }
    }

    private String own() {
        return "Origin: http://127.0.0.1:" + port + "\n";
    }

    private String ask(String method, String path, String headers, String body) throws IOException {
        return ask("127.0.0.1:" + port, method, path, headers, body);
    }

    private String ask(String host, String method, String path, String headers, String body) throws IOException {
        String json = body.isEmpty() ? "" : "Content-Type: application/json\nContent-Length: " + body.length() + "\n";
        return bench.http.exchange("%s %s HTTP/1.1\nHost: %s\n%s%s".formatted(method, path, host, headers, json), body);
    }

    private String newKey() throws IOException {
        String answer = bench.http.exchange(bench.http.head("POST /v1/keys"), "");
        assertThat(answer).contains("\"address\":\"http://127.0.0.1:%d/#key=".formatted(port), "\"lives\":\"PT5M\"");
        return found(KEY, answer);
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private static String json(String key) {
        return "{\"key\":\"%s\"}".formatted(key);
    }

    private Visitor enter() throws IOException {
        String answer = ask("POST", "/v1/session", own(), json(newKey()));
        return new Visitor(found(COOKIE, answer), found(PROOF, answer));
    }

    @Test
    void a_key_opens_a_session_whose_cookie_no_script_and_no_other_site_gets() throws Exception {
        String answer = ask("POST", "/v1/session", own(), json(newKey()));

        assertThat(RawHttp.status(answer)).isEqualTo(200);
        assertThat(answer)
                .contains("; Path=/; HttpOnly; SameSite=Strict\r\n")
                .contains("Cache-Control: no-store")
                .doesNotContain("Domain=")
                .doesNotContain("Access-Control");
        Visitor visitor = new Visitor(found(COOKIE, answer), found(PROOF, answer));
        assertThat(ask("GET", "/v1/datasets", visitor.headers(), "")).contains("soil-2024");
    }

    @Test
    void a_key_that_was_used_opens_nothing_more_and_leaves_the_session_alone() throws Exception {
        String key = newKey();
        String answer = ask("POST", "/v1/session", own(), json(key));
        Visitor first = new Visitor(found(COOKIE, answer), found(PROOF, answer));

        String again = ask("POST", "/v1/session", own(), json(key));

        assertThat(RawHttp.status(again)).isEqualTo(401);
        assertThat(again).contains("the key was used already").doesNotContain("Set-Cookie");
        assertThat(RawHttp.status(ask("GET", "/v1", first.headers(), ""))).isEqualTo(200);
    }

    @Test
    void after_a_hundred_guesses_keys_that_were_made_before_open_nothing() throws Exception {
        String key = newKey();
        for (int i = 0; i < 100; i++) {
            assertThat(RawHttp.status(ask("POST", "/v1/session", own(), json("%064x".formatted(i)))))
                    .isEqualTo(401);
        }
        assertThat(RawHttp.status(ask("POST", "/v1/session", own(), json(key)))).isEqualTo(401);
        assertThat(RawHttp.status(ask("POST", "/v1/session", own(), json(newKey()))))
                .isEqualTo(200);
    }

    @Test
    void a_key_is_worth_nothing_at_another_host_name_or_from_another_page() throws Exception {
        String key = newKey();
        String named = ask("seedbank.example:" + port, "POST", "/v1/session", own(), json(key));
        assertThat(RawHttp.status(named)).isEqualTo(421);
        for (String from : List.of(
                "",
                "Origin: http://seedbank.example:" + port + "\n",
                "Origin: http://127.0.0.1:1\n",
                own() + "Sec-Fetch-Site: same-site\n",
                own() + "Sec-Fetch-Site: cross-site\n")) {
            assertThat(RawHttp.status(ask("POST", "/v1/session", from, json(key))))
                    .as(from)
                    .isEqualTo(403);
        }
        assertThat(RawHttp.status(ask("POST", "/v1/session", own(), json(key)))).isEqualTo(200);
    }

    @Test
    void a_page_of_another_site_that_posts_changes_nothing_though_the_browser_sends_the_cookie() throws Exception {
        Visitor visitor = enter();
        String key = bench.node.datasets().get(0).key().hex();
        String pause = "/v1/datasets/" + key + "/pause";
        for (String from : List.of(
                "Origin: http://evil.example\n",
                "Origin: http://127.0.0.1:1\nSec-Fetch-Site: same-site\n",
                "Origin: null\n",
                "Sec-Fetch-Site: cross-site\n",
                "Sec-Fetch-Site: none\n",
                "")) {
            String answer = ask("POST", pause, visitor.headers() + from, "");
            assertThat(RawHttp.status(answer)).as(from).isEqualTo(403);
        }
        assertThat(bench.node.datasets().get(0).state().label()).isEqualTo("seeding");

        assertThat(RawHttp.status(ask("POST", pause, visitor.headers() + own(), "")))
                .isEqualTo(200);
        assertThat(bench.node.datasets().get(0).state().label()).isEqualTo("paused");
    }

    @Test
    void a_fetch_is_for_the_page_itself_with_cookie_proof_and_its_own_origin() throws Exception {
        bench.node.has(new Catalogs(CatalogSettings.below(folder.resolve("home"))), folder);
        Visitor visitor = enter();
        String wanted = "{\"link\":\"magnet:?xt=urn:btih:%s\",\"folder\":\"%s\",\"seed\":true}"
                .formatted("ab".repeat(20), folder);
        String cookie = "Cookie: " + visitor.cookie() + "\n";

        assertThat(RawHttp.status(ask("POST", "/v1/fetches", visitor.headers(), wanted)))
                .isEqualTo(403);
        assertThat(RawHttp.status(
                        ask("POST", "/v1/fetches", visitor.headers() + "Origin: http://evil.example\n", wanted)))
                .isEqualTo(403);
        assertThat(RawHttp.status(ask("POST", "/v1/fetches", cookie + own(), wanted)))
                .isEqualTo(401);
        assertThat(RawHttp.status(
                        ask("evil.example:" + port, "POST", "/v1/fetches", visitor.headers() + own(), wanted)))
                .isEqualTo(421);
        assertThat(RawHttp.status(ask("POST", "/v1/fetches", visitor.headers() + own(), wanted)))
                .isEqualTo(200);
    }

    @Test
    void a_cookie_alone_which_other_ports_of_this_machine_get_too_opens_nothing() throws Exception {
        Visitor one = enter();
        Visitor other = enter();
        for (String headers : List.of(
                "Cookie: " + one.cookie() + "\n",
                "Seedbank-Session: " + one.proof() + "\n",
                new Visitor(one.cookie(), other.proof()).headers(),
                new Visitor(one.cookie(), "").headers(),
                "Cookie: %s\n%s".formatted(one.cookie(), other.headers()))) {
            assertThat(RawHttp.status(ask("GET", "/v1/datasets", headers, "")))
                    .as(headers)
                    .isEqualTo(401);
        }
    }

    @Test
    void a_session_makes_no_keys_and_ends_when_it_is_told_to() throws Exception {
        Visitor visitor = enter();
        assertThat(RawHttp.status(ask("POST", "/v1/keys", visitor.headers() + own(), "")))
                .isEqualTo(401);

        String ended = ask("DELETE", "/v1/session", visitor.headers() + own(), "");

        assertThat(RawHttp.status(ended)).isEqualTo(204);
        assertThat(ended).contains("Max-Age=0");
        assertThat(RawHttp.status(ask("GET", "/v1", visitor.headers(), ""))).isEqualTo(401);
    }

    @Test
    void a_session_ends_with_the_run_of_the_node() throws Exception {
        Visitor visitor = enter();
        bench.close();
        open();
        String headers = visitor.headers().replaceFirst("seedbank-\\d+", "seedbank-" + port);
        assertThat(RawHttp.status(ask("GET", "/v1", headers, ""))).isEqualTo(401);
    }

    @Test
    void events_are_for_sessions_too() throws Exception {
        Visitor visitor = enter();
        try (var socket = bench.http.connect()) {
            socket.getOutputStream()
                    .write(RawHttp.bytes(
                            "GET /v1/events HTTP/1.1\nHost: 127.0.0.1:%d\n%sSec-Fetch-Site: same-origin\n\n"
                                    .formatted(port, visitor.headers())));
            StringBuilder heard = new StringBuilder();
            while (heard.indexOf("soil-2024") < 0) {
                int next = socket.getInputStream().read();
                assertThat(next).as(heard.toString()).isNotNegative();
                heard.append((char) next);
            }
        }
    }

    @Test
    void who_has_no_session_is_shown_how_to_get_one_and_nothing_of_the_node() throws Exception {
        String page = ask("GET", "/", "", "");
        assertThat(RawHttp.status(page)).isEqualTo(200);
        assertThat(page)
                .contains("seedbank open", "<noscript>", "seedbank status --watch")
                .doesNotContain("soil-2024")
                .doesNotContain(folder.toString());
        for (String path : List.of("/v1", "/v1/datasets", "/v1/events", "/v1/openapi.json")) {
            assertThat(RawHttp.status(ask("GET", path, "", ""))).as(path).isEqualTo(401);
        }
        assertThat(RawHttp.status(ask("evil.example:" + port, "GET", "/", "", "")))
                .isEqualTo(421);
    }

    @Test
    void the_page_runs_its_own_scripts_alone_and_asks_no_other_host() throws Exception {
        assertThat(ask("GET", "/", "", ""))
                .contains("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';"
                        + " img-src 'self' data:; connect-src 'self'; form-action 'none'; frame-ancestors 'none';"
                        + " base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'")
                .contains("Referrer-Policy: no-referrer", "X-Content-Type-Options: nosniff", "X-Frame-Options: DENY")
                .contains("Cross-Origin-Opener-Policy: same-origin", "Cross-Origin-Resource-Policy: same-origin")
                .doesNotContain("Access-Control");
        assertThat(ask("GET", "/page/main.js", "", ""))
                .contains("X-Content-Type-Options: nosniff", "Cross-Origin-Resource-Policy: same-origin")
                .as("what is heeded of pages alone")
                .doesNotContain("Content-Security-Policy");
    }

    @Test
    void everything_that_the_page_names_is_there_and_all_of_it_is_small() throws Exception {
        Set<String> names = new HashSet<>();
        long sent = raw("GET", "/").length;
        collect(body(ask("GET", "/", "", "")), REFERENCE, names);
        long first = sent;
        for (String name : names) {
            first += raw("GET", "/page/" + name).length;
        }
        assertThat(first).as("bytes before the list is drawn").isLessThan(50_000);
        Set<String> looked = new HashSet<>();
        while (!looked.equals(names)) {
            for (String name : Set.copyOf(names)) {
                if (looked.add(name)) {
                    String answer = ask("GET", "/page/" + name, "", "");
                    assertThat(RawHttp.status(answer)).as(name).isEqualTo(200);
                    collect(answer, IMPORT, names);
                    assertThat(answer).as(name).doesNotContain("https://").doesNotContain("from\"preact\"");
                    sent += raw("GET", "/page/" + name).length;
                }
            }
        }
        assertThat(names).contains("main.js", "preact.js", "hooks.js", "style.css", "icon.svg");
        assertThat(sent).isLessThan(150_000);
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private static void collect(String text, Pattern pattern, Set<String> names) {
        pattern.matcher(text).results().forEach(each -> names.add(each.group(1)));
    }

    private byte[] raw(String method, String path) throws IOException {
        return ask(method, path, "Accept-Encoding: gzip, deflate, br\n", "").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void documents_are_compressed_and_are_sent_once() throws Exception {
        String plain = body(ask("GET", "/page/main.js", "", ""));
        String answer = ask("GET", "/page/main.js", "Accept-Encoding: gzip\n", "");
        assertThat(answer).contains("Content-Encoding: gzip", "Vary: Accept-Encoding", "Cache-Control: no-cache");
        byte[] sent = body(answer).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new String(
                        new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes(),
                        StandardCharsets.ISO_8859_1))
                .isEqualTo(plain);

        String tag = found(Pattern.compile("ETag: (\\S+)\r\n"), answer);
        String again = ask("GET", "/page/main.js", "If-None-Match: " + tag + "\n", "");
        assertThat(RawHttp.status(again)).isEqualTo(304);
        assertThat(body(again)).isEmpty();
    }

    @Test
    void nothing_else_of_the_program_is_given_away() throws Exception {
        for (String path : List.of(
                "/page/preact-LICENSE.txt",
                "/page/../Node.class",
                "/page/%2e%2e/Node.class",
                "/page/..%2f..%2fnode%2finternal%2fstore%2fnode-1.sql",
                "/page/Main.js",
                "/page/nothing.js",
                "/page/")) {
            assertThat(RawHttp.status(ask("GET", path, "", ""))).as(path).isIn(400, 401, 404);
        }
        assertThat(RawHttp.status(ask("POST", "/", own(), ""))).isEqualTo(401);
    }
}
