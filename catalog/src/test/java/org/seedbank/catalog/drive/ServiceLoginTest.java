package org.seedbank.catalog.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.drive.login.DriveIdentity;
import org.seedbank.catalog.drive.login.LoginRequest;

/** Logins that need no browser. */
@Timeout(60)
final class ServiceLoginTest {

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
    void a_service_account_needs_nobody() throws Exception {
        LoginRequest request = LoginRequest.with(bench.write("robot.json", bench.server.serviceAccount()));

        DriveIdentity.Login login = bench.logIn(request, LoginBench::nothing);

        assertThat(login.kind()).isEqualTo(DriveIdentity.Kind.SERVICE_ACCOUNT);
        assertThat(login.name()).isEqualTo("reader@seedbank-example.iam.gserviceaccount.com");
        assertThat(login.scopes()).containsExactly("drive");
        assertThat(bench.kept().keySet()).containsExactly("type", "scopes", "key");
    }

    @Test
    void a_service_account_that_gets_no_token_is_not_kept() throws Exception {
        bench.server.clockAhead(Duration.ofHours(2));
        LoginRequest request = LoginRequest.with(bench.write("robot.json", bench.server.serviceAccount()));

        assertThatThrownBy(() -> bench.logIn(request, LoginBench::nothing))
                .isInstanceOf(CatalogException.LoginFailed.class)
                .hasMessage("cannot log in: Google does not take the key of"
                        + " 'reader@seedbank-example.iam.gserviceaccount.com': this machine's clock is not Google's")
                .extracting(failure -> ((CatalogException) failure).remedy())
                .isEqualTo("set the clock, then try again");
        assertThat(bench.token()).doesNotExist();
    }

    @Test
    void a_login_of_another_program_serves_when_it_is_for_drive() throws Exception {
        LoginRequest request =
                LoginRequest.with(bench.write("adc.json", bench.server.authorizedUser("openid", FILE_SCOPE)));

        assertThat(bench.logIn(request, LoginBench::nothing).scopes()).containsExactly("drive.file", "openid");
    }

    @Test
    void a_login_of_another_program_for_something_else_is_refused() throws Exception {
        LoginRequest request = LoginRequest.with(
                bench.write("adc.json", bench.server.authorizedUser("https://www.googleapis.com/auth/cloud-platform")));

        assertThatThrownBy(() -> bench.logIn(request, LoginBench::nothing))
                .isInstanceOf(CatalogException.LoginFailed.class)
                .hasMessageContaining("is not for Google Drive");
    }
}
