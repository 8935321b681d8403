package org.seedbank.catalog.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
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
import org.seedbank.catalog.drive.login.DriveAccount;
import org.seedbank.catalog.drive.login.DriveLogin;

/** Logins and keys that are kept, and what can be wrong with them. */
@Timeout(60)
final class KeptSecretsTest {

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
        assertThat(new DriveAccount(bench.settings).identity().key())
                .contains(folder.resolve("config/drive-api-key").toString());
        DriveAccount other = new DriveAccount(bench.settings(Optional.of("env-key-0123456789")));
        assertThat(other.apiKey()).contains("env-key-0123456789");
        assertThat(new DriveAccount(bench.settings(Optional.of("env-key-0123456789")))
                        .identity()
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
