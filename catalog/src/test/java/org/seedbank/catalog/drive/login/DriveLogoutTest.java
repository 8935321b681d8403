package org.seedbank.catalog.drive.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.drive.LoginBench;
import org.seedbank.catalog.drive.login.DriveLogout.Forgotten;
import org.seedbank.catalog.drive.oauth.Fault;

/** Everything is forgotten, here and at the server. */
@Timeout(60)
final class DriveLogoutTest {

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

    private Forgotten logOut() throws InterruptedException {
        return new DriveLogout(bench.settings).run();
    }

    @Test
    void revokes_the_login_and_deletes_it_with_the_key() throws Exception {
        DriveIdentity.Login login = bench.logIn();
        String token = bench.kept("refresh_token");
        new DriveLogin(bench.settings).keepKey("kept-key-0123456789");

        Forgotten forgotten = logOut();

        assertThat(forgotten.login().orElseThrow().name()).isEqualTo(login.name());
        assertThat(forgotten.revoked()).isTrue();
        assertThat(forgotten.notRevoked()).isEmpty();
        assertThat(forgotten.deleted()).containsExactly(bench.token(), folder.resolve("config/drive-api-key"));
        assertThat(bench.server.knows(token)).isFalse();
        assertThat(bench.token()).doesNotExist();
        assertThat(new DriveAccount(bench.settings).identity())
                .isEqualTo(new DriveIdentity(Optional.empty(), Optional.empty()));
    }

    @Test
    void nothing_to_forget_is_no_failure() throws Exception {
        Forgotten forgotten = logOut();

        assertThat(forgotten).isEqualTo(new Forgotten(Optional.empty(), false, Optional.empty(), forgotten.deleted()));
        assertThat(forgotten.deleted()).isEmpty();
    }

    @Test
    void deletes_also_when_the_server_does_not_revoke() throws Exception {
        bench.logIn();
        bench.server.next(Fault.UNAVAILABLE, Fault.HTML_502, Fault.UNAVAILABLE);

        Forgotten forgotten = logOut();

        assertThat(forgotten.revoked()).isFalse();
        assertThat(forgotten.notRevoked()).contains("'127.0.0.1' answered 503 (backend_error)");
        assertThat(bench.token()).doesNotExist();
    }

    @Test
    void a_login_that_the_server_has_forgotten_is_as_good_as_revoked() throws Exception {
        bench.logIn();
        bench.server.forgetAll();

        assertThat(logOut().revoked()).isTrue();
    }

    @Test
    void a_damaged_file_is_deleted_and_said() throws Exception {
        bench.logIn();
        Files.writeString(bench.token(), "{\"type\":\"seedbank_user\",\"refr");

        Forgotten forgotten = logOut();

        assertThat(forgotten.notRevoked())
                .contains("cannot use '%s': it is not a whole JSON object".formatted(bench.token()));
        assertThat(forgotten.deleted()).containsExactly(bench.token());
    }

    @Test
    void the_key_of_a_service_account_is_only_deleted_here() throws Exception {
        bench.logIn(LoginRequest.with(bench.write("robot.json", bench.server.serviceAccount())), LoginBench::nothing);

        Forgotten forgotten = logOut();

        assertThat(forgotten.login().orElseThrow().kind()).isEqualTo(DriveIdentity.Kind.SERVICE_ACCOUNT);
        assertThat(forgotten.revoked()).isFalse();
        assertThat(forgotten.notRevoked()).isEmpty();
        assertThat(bench.server.requests()).doesNotContain("/revoke");
    }
}
