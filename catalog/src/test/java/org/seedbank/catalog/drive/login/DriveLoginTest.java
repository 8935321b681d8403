package org.seedbank.catalog.drive.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.drive.LoginBench;
import org.seedbank.catalog.drive.oauth.Browser;
import org.seedbank.catalog.drive.oauth.Decision;

/** A person logs in through the browser. */
@Timeout(60)
final class DriveLoginTest {

    private static final String FILE_SCOPE = "https://www.googleapis.com/auth/drive.file";

    @TempDir
    Path folder;

    private LoginBench bench;

    @BeforeEach
    void start() throws Exception {
        bench = new LoginBench(folder);
    }

    @AfterEach
    void stop() throws Exception {
        bench.close();
    }

    @Test
    void a_person_who_consents_in_the_browser_is_logged_in() throws Exception {
        DriveIdentity.Login login = bench.logIn();

        assertThat(login.kind()).isEqualTo(DriveIdentity.Kind.USER);
        assertThat(login.name()).isEqualTo("000000000000-test.apps.googleusercontent.com");
        assertThat(login.scopes()).containsExactly("drive.file");
        assertThat(login.access().orElseThrow())
                .isCloseTo(Instant.now().plusSeconds(3600), within(5, ChronoUnit.MINUTES));
        assertThat(login.file()).isEqualTo(bench.token());
        assertThat(new DriveAccount(bench.settings).identity().login()).contains(login);
        assertThat(bench.server.requests()).containsExactly("/auth", "/token authorization_code");
    }

    @Test
    void what_staying_logged_in_takes_is_kept() throws Exception {
        bench.logIn();

        assertThat(bench.kept().keySet())
                .containsExactly(
                        "type",
                        "client_id",
                        "client_secret",
                        "auth_uri",
                        "token_uri",
                        "scopes",
                        "refresh_token",
                        "access_token",
                        "expiry");
        assertThat(bench.server.knows(bench.kept("refresh_token"))).isTrue();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void only_its_owner_can_read_it_and_its_folder() throws Exception {
        Files.createDirectories(bench.token().getParent());

        bench.logIn();

        assertThat(rights(bench.token())).isEqualTo("rw-------");
        assertThat(rights(bench.token().getParent())).isEqualTo("rwx------");
    }

    private static String rights(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void the_browser_ends_at_a_page_that_repeats_nothing_of_the_request() throws Exception {
        AtomicReference<HttpResponse<String>> page = new AtomicReference<>();

        bench.logIn(bench.request(), pending -> page.set(Browser.open(pending.address())));

        assertThat(page.get().statusCode()).isEqualTo(200);
        assertThat(page.get().body()).isEqualTo("""
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>seedbank</title></head>
                <body><h1>seedbank has the answer</h1><p>You can close this window and go back to where you began.</p></body></html>
                """);
    }

    @Test
    void a_scope_can_be_chosen() throws Exception {
        LoginRequest request = new LoginRequest(
                bench.request().credentials(), Optional.of(DriveScope.READONLY), 0, Duration.ofSeconds(30));

        assertThat(bench.logIn(request, LoginBench::browse).scopes()).containsExactly("drive.readonly");
    }

    @Test
    void the_address_at_which_another_machines_browser_ends_can_be_pasted() throws Exception {
        DriveIdentity.Login login = bench.logIn(bench.request(), pending -> {
            String end = Browser.openElsewhere(pending.address());
            assertThat(end).startsWith("http://127.0.0.1:" + pending.port() + "/?");
            assertThat(pending.paste("  " + end + "\n")).isEmpty();
        });

        assertThat(login.scopes()).containsExactly("drive.file");
    }

    @Test
    void a_paste_that_is_not_the_answer_is_refused_and_the_login_goes_on() throws Exception {
        DriveIdentity.Login login = bench.logIn(bench.request(), pending -> {
            String end = Browser.openElsewhere(pending.address());
            assertThat(pending.paste("4/code-alone"))
                    .hasValue("this is not the whole address that the browser ended at");
            assertThat(pending.paste(end.replaceFirst("state=.", "state=!")))
                    .hasValue("this is not the answer to the login that was started");
            assertThat(pending.paste(end + "&state=twice"))
                    .hasValue("this is not the answer to the login that was started");
            assertThat(pending.paste(end)).isEmpty();
        });

        assertThat(login.kind()).isEqualTo(DriveIdentity.Kind.USER);
    }

    @Test
    void requests_that_are_not_the_answer_are_told_so_and_the_login_goes_on() throws Exception {
        bench.logIn(bench.request(), pending -> {
            String receiver = "http://127.0.0.1:" + pending.port();
            assertThat(Browser.open(URI.create(receiver + "/favicon.ico")).statusCode())
                    .isEqualTo(404);
            HttpResponse<String> forged = Browser.open(URI.create(receiver + "/?code=stolen&state=guessed"));
            assertThat(forged.statusCode()).isEqualTo(400);
            assertThat(forged.body())
                    .contains("This is not the answer to the login that was started")
                    .doesNotContain("stolen");
            LoginBench.browse(pending);
        });

        assertThat(bench.token()).exists();
    }

    @Test
    void connections_that_say_nothing_do_not_hold_up_the_browser() throws Exception {
        try (Socket first = new Socket();
                Socket second = new Socket()) {
            bench.logIn(bench.request(), pending -> {
                first.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), pending.port()));
                second.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), pending.port()));
                LoginBench.browse(pending);
            });
        }

        assertThat(bench.token()).exists();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void listens_on_one_address_only() throws Exception {
        bench.logIn(bench.request(), pending -> {
            assertThatThrownBy(() -> new Socket("127.0.0.2", pending.port())).isInstanceOf(ConnectException.class);
            LoginBench.browse(pending);
        });
    }

    @Test
    void a_person_may_have_allowed_more() throws Exception {
        bench.server.person(Decision.allow("openid", FILE_SCOPE));

        assertThat(bench.logIn().scopes()).containsExactly("drive.file", "openid");
    }

    @Test
    void the_client_of_the_login_before_serves_for_the_next() throws Exception {
        bench.logIn();
        String before = bench.kept("refresh_token");

        bench.logIn(
                new LoginRequest(Optional.empty(), Optional.empty(), 0, Duration.ofSeconds(30)), LoginBench::browse);

        assertThat(bench.kept("refresh_token")).isNotEqualTo(before);
    }
}
