package org.seedbank.catalog.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.drive.login.DriveScope;
import org.seedbank.catalog.drive.login.LoginRequest;
import org.seedbank.catalog.drive.oauth.Decision;
import org.seedbank.catalog.drive.oauth.Fault;

/** A person who wanted to log in is told why it did not work. */
@Timeout(60)
final class FailedLoginTest {

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
    void a_person_who_refuses_is_not_logged_in() throws Exception {
        bench.server.person(Decision.deny());

        assertThatThrownBy(() -> bench.logIn())
                .isInstanceOf(CatalogException.LoginFailed.class)
                .hasMessage("cannot log in: access was denied in the browser");
        assertThat(bench.token()).doesNotExist();
    }

    @Test
    void a_browser_that_never_comes_back_ends_the_login_at_the_time_out() throws Exception {
        bench.server.person(Decision.never());

        assertThatThrownBy(() -> bench.logIn(bench.hasty(), pending -> {
                    LoginBench.browse(pending);
                    pending.paste("http://127.0.0.1/?state=of-another-login");
                }))
                .isInstanceOf(CatalogException.LoginFailed.class)
                .hasMessage("cannot log in: nobody answered in the browser within 0.2 s;"
                        + " 1 answer came that was not to the login that was started");
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LoginRequest request = new LoginRequest(
                    bench.request().credentials(), Optional.empty(), taken.getLocalPort(), Duration.ofSeconds(30));

            assertThatThrownBy(() -> bench.logIn(request, LoginBench::browse))
                    .isInstanceOf(CatalogException.LoginFailed.class)
                    .hasMessageStartingWith(
                            "cannot log in: cannot listen on port %d of 127.0.0.1: ".formatted(taken.getLocalPort()))
                    .extracting(e -> ((CatalogException) e).remedy())
                    .isEqualTo("choose another port, or let any free one be taken");
        }
    }

    @Test
    void a_person_who_allows_less_is_not_logged_in() throws Exception {
        bench.server.person(Decision.allow("https://www.googleapis.com/auth/drive.metadata.readonly"));

        assertThatThrownBy(() -> bench.logIn())
                .isInstanceOf(CatalogException.LoginFailed.class)
                .hasMessage("cannot log in: 'drive.file' was asked for and not allowed");
    }

    @Test
    void a_login_that_could_not_be_renewed_is_not_kept() throws Exception {
        bench.server.next(Fault.NO_REFRESH_TOKEN);

        assertThatThrownBy(() -> bench.logIn())
                .isInstanceOf(CatalogException.LoginFailed.class)
                .hasMessageStartingWith("cannot log in: Google sent no refresh token");
        assertThat(bench.token()).doesNotExist();
    }

    @Test
    void a_server_that_is_busy_is_asked_again() throws Exception {
        bench.server.next(Fault.UNAVAILABLE, Fault.HTML_502);

        bench.logIn();

        assertThat(bench.tries)
                .element(0)
                .asString()
                .matches("log in: try 1 of 3 failed after \\d+ ms: '127.0.0.1' answered 503 \\(backend_error\\);"
                        + " again in \\d+ ms");
    }

    @Test
    void a_server_that_stays_away_is_given_up() throws Exception {
        bench.server.next(Fault.HTML_502, Fault.HTML_502, Fault.HTML_502);

        assertThatThrownBy(() -> bench.logIn())
                .isInstanceOf(CatalogException.LoginFailed.class)
                .hasMessage("cannot log in: '127.0.0.1' answered 502");
    }

    @Test
    void a_client_that_the_server_does_not_know_is_said() throws Exception {
        bench.server.next(Fault.INVALID_CLIENT);

        assertThatThrownBy(() -> bench.logIn())
                .isInstanceOf(CatalogException.LoginFailed.class)
                .hasMessage("cannot log in: the answer of the browser was refused:"
                        + " '127.0.0.1' answered 401 (invalid_client)");
    }

    @Test
    void an_administrator_who_forbids_it_is_said() throws Exception {
        bench.server.next(Fault.ADMIN_POLICY);

        assertThatThrownBy(() -> bench.logIn())
                .isInstanceOf(CatalogException.LoginFailed.class)
                .hasMessage("cannot log in: the administrator of this account's organisation does not let this app use"
                        + " Google Drive");
    }

    @Test
    void a_login_that_fails_leaves_the_one_before() throws Exception {
        bench.logIn();
        String before = bench.kept("refresh_token");
        bench.server.person(Decision.deny());

        assertThatThrownBy(() -> bench.logIn()).isInstanceOf(CatalogException.LoginFailed.class);

        assertThat(bench.kept("refresh_token")).isEqualTo(before);
    }

    @Test
    void the_first_login_needs_credentials() {
        LoginRequest request = new LoginRequest(Optional.empty(), Optional.empty(), 0, Duration.ofSeconds(30));

        assertThatThrownBy(() -> bench.logIn(request, LoginBench::browse))
                .isInstanceOf(CatalogException.LoginFailed.class)
                .hasMessage("cannot log in: there was no login before, so a credentials file is needed");
    }

    @Test
    void an_interrupt_ends_the_waiting() throws Exception {
        ExecutorService person = Executors.newSingleThreadExecutor();
        try {
            AtomicReference<Thread> waiting = new AtomicReference<>();
            LoginRequest request = bench.request();
            Future<Boolean> ended = person.submit(() -> {
                try {
                    bench.logIn(request, pending -> {
                        waiting.set(Thread.currentThread());
                        Thread.currentThread().interrupt();
                    });
                    return false;
                } catch (InterruptedException e) {
                    return true;
                }
            });

            assertThat(ended.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(waiting.get()).isNotNull();
        } finally {
            person.shutdownNow();
        }
    }

    @Test
    void ports_and_times_out_of_range_are_refused() {
        assertThatThrownBy(() -> new LoginRequest(Optional.empty(), Optional.empty(), 65_536, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LoginRequest(Optional.empty(), Optional.empty(), 0, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(List.of(DriveScope.values()))
                .extracting(DriveScope::isRestricted)
                .containsExactly(false, true, true);
    }
}
