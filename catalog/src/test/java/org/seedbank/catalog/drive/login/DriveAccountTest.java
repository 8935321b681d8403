package org.seedbank.catalog.drive.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.drive.LoginBench;
import org.seedbank.catalog.drive.oauth.Fault;

/** What signs requests after a login, and how long. */
@Timeout(60)
final class DriveAccountTest {

    private static final URI ANYWHERE = URI.create("https://www.googleapis.com/drive/v3/files");
    private static final String ENDED = "the login to Google Drive has expired or was revoked";

    @TempDir
    Path folder;

    private LoginBench bench;
    private DriveAccount account;

    @BeforeEach
    void start() throws Exception {
        bench = new LoginBench(folder);
        account = new DriveAccount(bench.settings);
    }

    @AfterEach
    void stop() throws Exception {
        bench.close();
    }

    private static String header(GoogleCredentials credentials) throws IOException {
        return credentials.getRequestMetadata(ANYWHERE).get("Authorization").get(0);
    }

    private String header() throws IOException {
        return header(account.credentials().orElseThrow());
    }

    /** What a request gets that has to be signed anew. */
    private IOException failure() throws IOException {
        bench.expireAccess();
        GoogleCredentials credentials = account.credentials().orElseThrow();
        try {
            header(credentials);
        } catch (IOException e) {
            return e;
        }
        throw new AssertionError("it could be signed");
    }

    @Test
    void nobody_is_logged_in_at_first() {
        assertThat(account.credentials()).isEmpty();
        assertThat(account.apiKey()).isEmpty();
    }

    @Test
    void signs_with_the_token_of_the_login() throws Exception {
        bench.logIn();

        assertThat(header()).isEqualTo("Bearer " + bench.kept("access_token"));
        assertThat(bench.server.requests()).hasSize(2);
    }

    @Test
    void renews_a_token_that_has_expired_and_keeps_both_new_ones() throws Exception {
        bench.logIn();
        String before = bench.kept("refresh_token");
        bench.expireAccess();

        assertThat(header()).isEqualTo("Bearer " + bench.kept("access_token"));
        assertThat(bench.kept("refresh_token")).isNotEqualTo(before);
        assertThat(bench.server.knows(bench.kept("refresh_token"))).isTrue();
        assertThat(header(new DriveAccount(bench.settings).credentials().orElseThrow()))
                .isEqualTo(header());
        assertThat(bench.server.requests())
                .filteredOn("/token refresh_token"::equals)
                .hasSize(1);
    }

    @Test
    void many_at_once_renew_once_and_lose_no_refresh_token() throws Exception {
        bench.logIn();
        bench.expireAccess();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<String>> users = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                GoogleCredentials own =
                        new DriveAccount(bench.settings).credentials().orElseThrow();
                users.add(() -> header(own));
            }
            for (Future<String> each : threads.invokeAll(users, 30, TimeUnit.SECONDS)) {
                assertThat(each.get()).isEqualTo("Bearer " + bench.kept("access_token"));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(bench.server.knows(bench.kept("refresh_token"))).isTrue();
        assertThat(bench.server.requests())
                .filteredOn("/token refresh_token"::equals)
                .hasSize(1);
    }

    @Test
    void a_login_that_google_has_ended_says_what_to_do_and_keeps_the_client_only() throws Exception {
        bench.logIn();
        bench.server.forgetAll();

        IOException failure = failure();

        assertThat(account.judgement(failure)).hasValueSatisfying(ended -> {
            assertThat(ended).isInstanceOf(CatalogException.NeedsLogin.class).hasMessage(ENDED);
            assertThat(ended.remedy())
                    .isEqualTo("log in again; Google ends the logins of an app in testing after 7 days, so publish its"
                            + " consent screen");
        });
        assertThat(bench.kept().keySet())
                .containsExactly("type", "client_id", "client_secret", "auth_uri", "token_uri", "scopes");
        assertThatThrownBy(() -> new DriveAccount(bench.settings).credentials())
                .isInstanceOf(CatalogException.NeedsLogin.class)
                .hasMessage(ENDED);
        assertThat(new DriveAccount(bench.settings)
                        .identity()
                        .login()
                        .orElseThrow()
                        .kind())
                .isEqualTo(DriveIdentity.Kind.ENDED);
    }

    private static final String WITHOUT_LOGINS =
            "; to read without logins, use the key of a service account, or an API key where the folder is public";

    @Test
    void a_login_that_an_organisation_ends_each_day_is_said_to_be_one_also_the_next_time() throws Exception {
        bench.logIn();
        bench.server.next(Fault.INVALID_RAPT);

        CatalogException ended = account.judgement(failure()).orElseThrow();

        assertThat(ended)
                .isInstanceOf(CatalogException.NeedsLogin.class)
                .hasMessage("the organisation of this login to Google Drive asks for a new one every few hours");
        assertThat(ended.remedy())
                .isEqualTo("log in again; its administrator can trust this app, which spares it that" + WITHOUT_LOGINS);
        int asked = bench.server.requests().size();
        assertThatThrownBy(() -> new DriveAccount(bench.settings).credentials())
                .isInstanceOf(CatalogException.NeedsLogin.class)
                .hasMessage(ended.getMessage());
        assertThat(bench.server.requests()).as("nobody is asked again").hasSize(asked);
        bench.logIn();
        assertThat(header()).startsWith("Bearer ");
    }

    @Test
    void an_administrator_who_forbids_the_app_is_named_and_nothing_is_forgotten() throws Exception {
        bench.logIn();
        bench.server.next(Fault.ADMIN_POLICY);

        CatalogException refused = account.judgement(failure()).orElseThrow();

        assertThat(refused)
                .isInstanceOf(CatalogException.NeedsLogin.class)
                .hasMessage("the administrator of this account's organisation does not let"
                        + " '000000000000-test.apps.googleusercontent.com' use Google Drive");
        assertThat(refused.remedy()).isEqualTo("ask the administrator to trust this app" + WITHOUT_LOGINS);
        assertThat(bench.kept().has("refresh_token")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNAVAILABLE", "HTML_502", "TRUNCATED"})
    void what_may_pass_is_no_judgement_of_the_login(Fault fault) throws Exception {
        bench.logIn();
        bench.server.next(fault);

        assertThat(account.judgement(failure())).isEmpty();
        assertThat(bench.kept().has("refresh_token")).isTrue();
    }

    @Test
    void the_next_try_after_a_busy_server_succeeds() throws Exception {
        bench.logIn();
        bench.server.next(Fault.UNAVAILABLE);
        assertThat(failure()).hasMessage("'127.0.0.1' answered 503 (backend_error)");

        assertThat(header()).isEqualTo("Bearer " + bench.kept("access_token"));
    }

    @Test
    void a_client_that_was_deleted_ends_the_login_but_forgets_nothing() throws Exception {
        bench.logIn();
        bench.server.next(Fault.INVALID_CLIENT);

        assertThat(account.judgement(failure()))
                .get()
                .extracting(Throwable::getMessage)
                .isEqualTo("Google does not know '000000000000-test.apps.googleusercontent.com':"
                        + " '127.0.0.1' answered 401 (invalid_client)");
        assertThat(bench.kept().has("refresh_token")).isTrue();
    }

    @Test
    void a_logout_meanwhile_ends_the_login() throws Exception {
        bench.logIn();
        bench.expireAccess();
        GoogleCredentials credentials = account.credentials().orElseThrow();
        new DriveLogout(bench.settings).run();

        assertThatThrownBy(() -> header(credentials)).satisfies(e -> assertThat(account.judgement((IOException) e))
                .get()
                .extracting(Throwable::getMessage)
                .isEqualTo("the login was ended or changed meanwhile"));
    }

    @Test
    void a_service_account_signs_with_tokens_of_its_own() throws Exception {
        bench.server.accessTokens(scopes -> "token-for-" + scopes.get(0));
        logInAsService();

        assertThat(header()).isEqualTo("Bearer token-for-https://www.googleapis.com/auth/drive");
    }

    @Test
    void a_clock_that_is_wrong_for_a_service_account_is_no_end_of_its_key() throws Exception {
        logInAsService();
        bench.server.clockAhead(Duration.ofHours(2));

        assertThatThrownBy(this::header).satisfies(e -> assertThat(account.judgement((IOException) e))
                .get()
                .extracting(CatalogException::remedy)
                .isEqualTo("set the clock, then try again"));
        bench.server.clockAhead(Duration.ZERO);
        assertThat(header()).startsWith("Bearer ");
    }

    private void logInAsService() throws Exception {
        bench.logIn(LoginRequest.with(bench.write("robot.json", bench.server.serviceAccount())), LoginBench::nothing);
    }
}
