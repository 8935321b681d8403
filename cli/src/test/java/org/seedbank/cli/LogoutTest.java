package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.catalog.drive.oauth.Fault;
import org.seedbank.catalog.drive.oauth.OAuthServer;

/** {@code seedbank logout}, with an authorization server on this machine. */
@ExtendWith(Benches.class)
class LogoutTest {

    private OAuthServer server;

    @BeforeEach
    void start() throws IOException {
        server = OAuthServer.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.close();
    }

    /** Takes over the login of another program, for which nobody has to be asked. */
    private void logIn(Bench bench) throws Exception {
        bench.write("adc.json", server.authorizedUser("https://www.googleapis.com/auth/drive.file"));
        assertThat(bench.run("login", "--credentials", "BENCH/adc.json").exitCode())
                .isZero();
    }

    @Test
    void logout_revokes_and_deletes(Bench bench) throws Exception {
        logIn(bench);
        bench.startWithInput(new StringReader("api-key-0123456789"), "login", "--api-key")
                .end();

        Outcome logout = bench.run("logout");

        assertThat(logout.out()).isEqualTo("""
            revoked the login
            deleted 'BENCH/home/config/token.json'
            deleted 'BENCH/home/config/drive-api-key'
            """);
        assertThat(logout.err()).isEmpty();
        assertThat(logout.exitCode()).isZero();
        assertThat(server.requests()).endsWith("/revoke");
    }

    @Test
    void logout_deletes_also_what_cannot_be_revoked_and_says_so(Bench bench) throws Exception {
        logIn(bench);
        server.next(Fault.INVALID_CLIENT);

        Outcome logout = bench.run("logout");

        assertThat(logout.out()).isEqualTo("deleted 'BENCH/home/config/token.json'\n");
        assertThat(logout.err())
                .isEqualTo("seedbank: warning: the login could not be revoked: the revocation was refused: '127.0.0.1'"
                        + " answered 401 (invalid_client); take it back at https://myaccount.google.com/permissions\n");
        assertThat(logout.exitCode()).isEqualTo(1);
    }

    @Test
    void logout_of_nobody_is_done(Bench bench) throws Exception {
        Outcome logout = bench.run("logout");

        assertThat(logout.err()).isEqualTo("seedbank: nobody is logged in, and no API key is kept\n");
        assertThat(logout.out()).isEmpty();
        assertThat(logout.exitCode()).isZero();
    }
}
