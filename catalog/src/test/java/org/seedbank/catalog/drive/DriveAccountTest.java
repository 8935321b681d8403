package org.seedbank.catalog.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.catalog.CatalogException;
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
        assertThat(DriveIdentity.of(bench.settings).login().orElseThrow().kind())
                .isEqualTo(DriveIdentity.Kind.ENDED);
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
    void a_token_that_the_server_takes_no_more_is_renewed_whatever_the_clock_says() throws Exception {
        bench.logIn();
        String before = bench.kept("access_token");
        try (Api api = new Api(before)) {
            assertThat(api.call(account)).isEqualTo(200);
        }

        assertThat(bench.kept("access_token")).isNotEqualTo(before);
        assertThat(bench.server.requests())
                .filteredOn("/token refresh_token"::equals)
                .hasSize(1);
    }

    @Test
    void a_401_after_which_the_login_cannot_be_renewed_says_why() throws Exception {
        bench.logIn();
        bench.server.forgetAll();
        try (Api api = new Api(bench.kept("access_token"))) {
            assertThatThrownBy(() -> api.call(account))
                    .isInstanceOfSatisfying(IOException.class, e -> assertThat(account.judgement(e))
                            .get()
                            .extracting(Throwable::getMessage)
                            .isEqualTo(ENDED));
        }
    }

    /** A server that does not take one of the tokens. */
    private static final class Api implements AutoCloseable {

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

        Api(String refused) throws IOException {
            server.createContext("/", exchange -> {
                String header = exchange.getRequestHeaders().getFirst("Authorization");
                exchange.sendResponseHeaders(header.equals("Bearer " + refused) ? 401 : 200, -1);
                exchange.close();
            });
            server.start();
        }

        int call(DriveAccount account) throws IOException {
            GenericUrl url = new GenericUrl(
                    "http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
            HttpRequest request = new NetHttpTransport()
                    .createRequestFactory(
                            new HttpCredentialsAdapter(account.credentials().orElseThrow()))
                    .buildGetRequest(url)
                    .setNumberOfRetries(1);
            return request.execute().getStatusCode();
        }

        @Override
        public void close() {
            server.stop(0);
        }
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
                .isEqualTo("check that the account and this key of it still exist, and this machine's clock"));
        bench.server.clockAhead(Duration.ZERO);
        assertThat(header()).startsWith("Bearer ");
    }

    private void logInAsService() throws Exception {
        bench.logIn(LoginRequest.with(bench.write("robot.json", bench.server.serviceAccount())), LoginBench::nothing);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_login_that_others_can_read_is_refused() throws Exception {
        bench.logIn();
        Files.setPosixFilePermissions(bench.token(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> account.credentials())
                .isInstanceOf(CatalogException.BadSettings.class)
                .hasMessage("cannot use '%s': others on this machine can read or change it".formatted(bench.token()))
                .extracting(e -> ((CatalogException) e).remedy())
                .isEqualTo("make it yours alone: chmod 600 '%s'; if others may have read it, log out and log in again"
                        .formatted(bench.token()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"seedbank_user\",\"client", "[]", "{\"type\":\"seedbank_user\"}"})
    void a_login_file_that_is_damaged_is_refused(String text) throws Exception {
        bench.logIn();
        Files.writeString(bench.token(), text);

        assertThatThrownBy(() -> account.credentials())
                .isInstanceOf(CatalogException.BadSettings.class)
                .hasMessageStartingWith("cannot use '%s': it ".formatted(bench.token()))
                .extracting(e -> ((CatalogException) e).remedy())
                .isEqualTo("log out and log in again, or delete it");
    }

    @Test
    void the_key_of_the_environment_goes_before_the_kept_one() throws Exception {
        new DriveLogin(bench.settings).keepKey("kept-key-0123456789");

        assertThat(account.apiKey()).contains("kept-key-0123456789");
        assertThat(DriveIdentity.of(bench.settings).key())
                .contains(folder.resolve("config/drive-api-key").toString());
        DriveAccount other = new DriveAccount(bench.settings(Optional.of("env-key-0123456789")));
        assertThat(other.apiKey()).contains("env-key-0123456789");
        assertThat(DriveIdentity.of(bench.settings(Optional.of("env-key-0123456789")))
                        .key())
                .contains("the environment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "with a blank 0123456789", "with\r\nInjected: header 0123456789"})
    void what_cannot_be_a_key_is_refused_and_not_repeated(String text) {
        assertThatThrownBy(() -> new DriveLogin(bench.settings).keepKey(text))
                .isInstanceOf(CatalogException.LoginFailed.class)
                .hasMessage("cannot log in: this is not an API key");
        assertThatThrownBy(() -> new DriveAccount(bench.settings(Optional.of(text))).apiKey())
                .isInstanceOf(CatalogException.NeedsLogin.class)
                .hasMessage("the API key in the environment is not an API key");
    }
}
