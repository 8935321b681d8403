package org.seedbank.catalog.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.drive.login.CredentialsFile;
import org.seedbank.catalog.drive.login.DriveAccount;
import org.seedbank.catalog.drive.login.DriveLogin;
import org.seedbank.catalog.drive.login.DriveLogout;
import org.seedbank.catalog.drive.login.LoginRequest;
import org.seedbank.catalog.drive.login.TokenFile;
import org.seedbank.catalog.drive.oauth.Browser;
import org.seedbank.catalog.drive.oauth.Decision;
import org.seedbank.catalog.drive.oauth.Fault;

/** Whatever happens, nothing that is written, thrown or shown holds a secret. */
@Timeout(60)
final class NoSecretShownTest {

    private static final URI ANYWHERE = URI.create("https://www.googleapis.com/drive/v3/files");

    @TempDir
    Path folder;

    private final StringWriter seen = new StringWriter();
    private LoginBench bench;

    @BeforeEach
    void start() throws Exception {
        bench = new LoginBench(folder);
    }

    @AfterEach
    void stop() throws Exception {
        bench.close();
    }

    /** Something that may fail. */
    @FunctionalInterface
    private interface Attempt {
        Object run() throws IOException, InterruptedException;
    }

    private void watch(Attempt attempt) throws InterruptedException {
        try {
            seen.append(String.valueOf(attempt.run())).append('\n');
        } catch (IOException | RuntimeException e) {
            e.printStackTrace(new PrintWriter(seen, true));
        }
    }

    private void assertNothingSeen(String... more) {
        String all = seen + String.join("\n", bench.tries);
        assertThat(all).contains("LoginFailed");
        assertThat(bench.server.secrets()).isNotEmpty().noneMatch(all::contains);
        assertThat(List.of(more)).noneMatch(all::contains);
    }

    @Test
    void in_logins_of_people() throws Exception {
        watch(bench::logIn);
        for (Fault fault : List.of(Fault.INVALID_GRANT, Fault.INVALID_CLIENT, Fault.NO_REFRESH_TOKEN)) {
            bench.server.next(fault);
            watch(bench::logIn);
        }
        bench.server.next(Fault.TRUNCATED, Fault.HTML_502, Fault.UNAVAILABLE);
        watch(bench::logIn);
        watch(() -> bench.logIn(bench.hasty(), pending -> {
            String end = Browser.openElsewhere(pending.address());
            seen.append(pending.paste(end.replace("state=", "state=x")).orElseThrow());
        }));
        bench.server.person(Decision.deny());
        watch(bench::logIn);

        assertNothingSeen();
    }

    @Test
    void in_what_signs_requests() throws Exception {
        bench.logIn();
        DriveAccount account = new DriveAccount(bench.settings);
        watch(account::credentials);
        watch(() -> account.credentials().orElseThrow().getAuthenticationType());
        watch(() -> new TokenFile(bench.settings.config()).read());
        watch(() -> CredentialsFile.read(bench.request().credentials().orElseThrow()));
        bench.expireAccess();
        DriveAccount expired = new DriveAccount(bench.settings);
        for (Fault fault : List.of(Fault.UNAVAILABLE, Fault.TRUNCATED, Fault.INVALID_CLIENT, Fault.INVALID_GRANT)) {
            bench.server.next(fault);
            watch(() -> expired.credentials()
                    .orElseThrow()
                    .getRequestMetadata(ANYWHERE)
                    .keySet());
        }
        bench.server.person(Decision.deny());
        watch(bench::logIn);
        watch(() -> new DriveAccount(bench.settings).identity());

        assertNothingSeen();
    }

    @Test
    void in_service_accounts_keys_and_damaged_files() throws Exception {
        Path robot = bench.write("robot.json", bench.server.serviceAccount());
        watch(() -> CredentialsFile.read(robot));
        bench.server.clockAhead(Duration.ofHours(2));
        watch(() -> bench.logIn(LoginRequest.with(robot), LoginBench::nothing));
        String whole = Files.readString(robot);
        Path half = bench.write("half.json", whole.substring(0, whole.length() / 2));
        watch(() -> bench.logIn(LoginRequest.with(half), LoginBench::nothing));
        Path damaged = bench.write("damaged.json", whole.replaceFirst("KEY-----\\\\n....", "KEY-----\\\\n????"));
        watch(() -> bench.logIn(LoginRequest.with(damaged), LoginBench::nothing));
        new DriveLogin(bench.settings).keepKey("kept-key-0123456789");
        watch(() -> new DriveAccount(bench.settings).identity());
        watch(() -> bench.settings(Optional.of("env-key-0123456789")));
        watch(() -> new DriveLogout(bench.settings).run());

        assertThat(seen.toString()).contains("has a 'private_key' that is damaged, or no key");
        assertNothingSeen("kept-key-0123456789", "env-key-0123456789", whole.substring(200, 260));
    }
}
