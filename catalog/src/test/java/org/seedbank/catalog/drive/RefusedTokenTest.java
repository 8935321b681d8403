package org.seedbank.catalog.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.http.HttpCredentialsAdapter;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.drive.login.DriveAccount;

/** Drive does not take a token that is still good by the clock. */
@Timeout(60)
final class RefusedTokenTest {

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
}
