package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.catalog.drive.oauth.Browser;
import org.seedbank.catalog.drive.oauth.Decision;
import org.seedbank.catalog.drive.oauth.Fault;
import org.seedbank.catalog.drive.oauth.OAuthServer;

/** {@code seedbank login}, with an authorization server and a browser on this machine. */
@ExtendWith(Benches.class)
class LoginTest {

    private static final Pattern ADDRESS = Pattern.compile("(?m)^http\\S+$");
    private static final String PASTE = "paste that address here";

    private OAuthServer server;

    @BeforeEach
    void start() throws IOException {
        server = OAuthServer.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.close();
    }

    private static URI address(Running login) throws InterruptedException {
        login.awaitErr(PASTE);
        Matcher address = ADDRESS.matcher(login.err());
        assertThat(address.find()).isTrue();
        return URI.create(address.group());
    }

    private Outcome logIn(Bench bench, String... more) throws Exception {
        bench.write("credentials.json", server.credentials());
        String[] arguments = Stream.concat(
                        Stream.of("login", "--credentials", "BENCH/credentials.json"), Arrays.stream(more))
                .toArray(String[]::new);
        Running login = bench.start(arguments);
        Browser.open(address(login));
        return login.end();
    }

    private static String steady(String err) {
        return ADDRESS.matcher(err).replaceAll("ADDRESS").replaceAll("127\\.0\\.0\\.1:[0-9]+/", "127.0.0.1:PORT/");
    }

    @Test
    void shows_the_address_and_says_what_is_kept(Bench bench) throws Exception {
        Outcome login = logIn(bench);

        assertThat(login.out()).isEqualTo("logged in with drive.file; kept in 'BENCH/home/config/token.json'\n");
        assertThat(steady(login.err())).isEqualTo("""
            seedbank: open this address in a browser, and allow what is asked for:

            ADDRESS

            seedbank: waiting for the browser on port PORT of this machine, for 300 s at most
            seedbank: hint: a browser on another machine ends at an address that begins with 'http://127.0.0.1:PORT/'; paste that address here
            """);
        assertThat(login.exitCode()).isZero();
    }

    @Test
    void warns_of_restricted_scopes(Bench bench) throws Exception {
        Outcome login = logIn(bench, "--scope", "drive");

        assertThat(login.out()).startsWith("logged in with drive; ");
        assertThat(login.err())
                .startsWith(
                        "seedbank: warning: 'drive' is a restricted scope: Google shows a warning of apps that it has"
                                + " not reviewed\n");
    }

    @Test
    void takes_the_pasted_address_of_a_browser_elsewhere(Bench bench) throws Exception {
        bench.write("credentials.json", server.credentials());
        try (PipedWriter keys = new PipedWriter();
                PipedReader input = new PipedReader(keys)) {
            Running login = bench.startWithInput(input, "login", "--credentials", "BENCH/credentials.json");
            String end = Browser.openElsewhere(address(login));
            keys.write("\nhello\n" + end + "\n");
            keys.flush();

            Outcome outcome = login.end();

            assertThat(outcome.out()).startsWith("logged in with drive.file; ");
            assertThat(outcome.err()).endsWith("seedbank: this is not the whole address that the browser ended at\n");
            assertThat(outcome.exitCode()).isZero();
        }
    }

    @Test
    void logs_in_a_service_account_without_asking_anybody(Bench bench) throws Exception {
        bench.write("robot.json", server.serviceAccount());

        Outcome login = bench.run("login", "--credentials", "BENCH/robot.json", "--scope", "drive.readonly");

        assertThat(login.out())
                .isEqualTo("logged in as 'reader@seedbank-example.iam.gserviceaccount.com' with drive.readonly;"
                        + " kept in 'BENCH/home/config/token.json'\n");
        assertThat(login.err()).isEmpty();
        assertThat(bench.run("logout").err())
                .isEqualTo(
                        "seedbank: the key of 'reader@seedbank-example.iam.gserviceaccount.com' is still valid: delete"
                                + " it in the Google Cloud console if it is not needed elsewhere\n");
    }

    @Test
    void says_what_a_wrong_credentials_file_is(Bench bench) throws Exception {
        bench.write("web.json", "{\"web\":{}}");

        Outcome login = bench.run("login", "--credentials", "BENCH/web.json");

        assertThat(login.err()).isEqualTo("""
            seedbank: error: cannot use 'BENCH/web.json': it is an OAuth client for a web site
            seedbank: hint: download the JSON of an OAuth client of type 'Desktop app', or the key of a service account, from the Google Cloud console
            """);
        assertThat(login.exitCode()).isEqualTo(1);
    }

    @Test
    void says_that_access_was_denied(Bench bench) throws Exception {
        server.person(Decision.deny());

        Outcome login = logIn(bench);

        assertThat(login.err()).endsWith("""
            seedbank: error: cannot log in: access was denied in the browser
            seedbank: hint: log in again, and allow what is asked for
            """);
        assertThat(login.exitCode()).isEqualTo(1);
    }

    @Test
    void gives_up_when_nobody_answers(Bench bench) throws Exception {
        bench.write("credentials.json", server.credentials());

        Outcome login = bench.run("login", "--credentials", "BENCH/credentials.json", "--timeout", "1");

        assertThat(login.err()).contains("seedbank: error: cannot log in: nobody answered in the browser within 1 s\n");
        assertThat(login.exitCode()).isEqualTo(1);
    }

    @Test
    void names_a_port_that_is_taken(Bench bench) throws Exception {
        bench.write("credentials.json", server.credentials());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome login = bench.run(
                    "login",
                    "--credentials",
                    "BENCH/credentials.json",
                    "--port",
                    Integer.toString(taken.getLocalPort()));

            assertThat(login.err())
                    .startsWith("seedbank: error: cannot log in: cannot listen on port PORT of 127.0.0.1");
            assertThat(login.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void can_be_interrupted_while_it_waits(Bench bench) throws Exception {
        bench.write("credentials.json", server.credentials());
        Running login = bench.start("login", "--credentials", "BENCH/credentials.json");
        login.awaitErr(PASTE);

        Outcome outcome = login.interrupt();

        assertThat(outcome.err()).endsWith("seedbank: interrupted\n");
        assertThat(outcome.exitCode()).isEqualTo(130);
        assertThat(bench.path("home/config/token.json")).doesNotExist();
    }

    @Test
    void keeps_an_api_key_from_standard_input(Bench bench) throws Exception {
        Outcome login = bench.startWithInput(new StringReader("api-key-0123456789\r\n"), "login", "--api-key")
                .end();

        assertThat(login.out()).isEqualTo("kept the API key; it reads folders that are public\n");
        assertThat(login.err()).isEmpty();
        assertThat(Files.readString(bench.path("home/config/drive-api-key"))).isEqualTo("api-key-0123456789\n");
    }

    @Test
    void refuses_what_is_no_api_key(Bench bench) throws Exception {
        Outcome login = bench.run("login", "--api-key");

        assertThat(login.err()).startsWith("seedbank: error: cannot log in: this is not an API key\n");
        assertThat(login.exitCode()).isEqualTo(1);
    }

    @Test
    void refuses_options_that_mean_nothing(Bench bench) throws Exception {
        Outcome scope = bench.run("login", "--scope", "everything");
        assertThat(scope.err()).contains("'everything' is none of the scopes drive.file, drive.readonly, drive");
        assertThat(scope.exitCode()).isEqualTo(2);
        assertThat(bench.run("login", "--api-key", "--scope", "drive").exitCode())
                .isEqualTo(2);
        assertThat(bench.run("login", "--port", "65536").exitCode()).isEqualTo(2);
    }

    @Test
    void no_secret_is_ever_printed(Bench bench) throws Exception {
        StringBuilder printed = new StringBuilder();
        note(logIn(bench, "--debug"), printed);
        for (Fault fault : Set.of(Fault.INVALID_GRANT, Fault.TRUNCATED, Fault.NO_REFRESH_TOKEN, Fault.INVALID_CLIENT)) {
            server.next(fault);
            note(logIn(bench, "--debug"), printed);
        }
        note(bench.run("logout", "--debug"), printed);
        note(
                bench.startWithInput(new StringReader("not a key but secret"), "login", "--debug", "--api-key")
                        .end(),
                printed);

        assertThat(printed).contains("LoginFailed");
        assertThat(server.secrets()).hasSizeGreaterThan(8).noneMatch(secret -> printed.indexOf(secret) >= 0);
        assertThat(printed).doesNotContain("but secret");
    }

    private static void note(Outcome outcome, StringBuilder printed) {
        printed.append(outcome.out()).append(outcome.err());
    }
}
