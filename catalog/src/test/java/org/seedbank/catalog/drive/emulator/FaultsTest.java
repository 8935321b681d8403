package org.seedbank.catalog.drive.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be made to go wrong, and that it goes wrong once. */
class FaultsTest {

    private static final String USER = "grower@example.org";
    private static final String FILES = "drive/v3/files";
    private static final Predicate<Asked> DOWNLOAD = Faults.on("GET", "/drive/v3/files/");

    private final DriveEmulator emulator = DriveEmulator.start();
    private final RawClient client = new RawClient(emulator, emulator.drive().userToken(USER, "drive"));
    private String file;

    @BeforeEach
    void fill() {
        for (int i = 0; i < 5; i++) {
            file = emulator.drive().file(USER, emulator.drive().root(USER), "file-" + i, new byte[] {'a', 'b', 'c'});
        }
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void an_error_strikes_as_often_as_it_is_told() throws Exception {
        emulator.faults().next(2, Fault.status(429, "rateLimitExceeded", Duration.ofSeconds(7)));

        RawClient.Answer first = client.get(FILES);

        assertThat(first.refusal()).isEqualTo("429 rateLimitExceeded");
        assertThat(first.header("Retry-After")).isEqualTo("7");
        assertThat(client.get(FILES).status()).isEqualTo(429);
        assertThat(client.get(FILES).status()).isEqualTo(200);
        assertThat(emulator.requests().count("/drive/v3/files")).isEqualTo(3);
    }

    @Test
    void a_fault_waits_for_the_request_it_is_meant_for() throws Exception {
        emulator.faults().next(1, Faults.on("POST", "/drive/v3/files"), Fault.html(502));

        assertThat(client.get(FILES).status()).isEqualTo(200);
        RawClient.Answer struck = client.send("POST", FILES, "{}");

        assertThat(struck.status()).isEqualTo(502);
        assertThat(struck.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
        assertThat(struck.text()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void a_lost_response_is_that_of_work_that_was_done() {
        emulator.faults().next(Fault.of(Fault.Kind.LOST_RESPONSE));

        assertThatThrownBy(() -> client.send("POST", FILES, "{\"name\":\"new\"}"))
                .isInstanceOf(IOException.class);

        assertThat(emulator.drive().list(emulator.drive().root(USER))).hasSize(6);
    }

    @Test
    void a_reset_connection_leaves_the_work_undone() {
        emulator.faults().next(Fault.of(Fault.Kind.RESET));

        assertThatThrownBy(() -> client.send("POST", FILES, "{\"name\":\"new\"}"))
                .isInstanceOf(IOException.class);

        assertThat(emulator.drive().list(emulator.drive().root(USER))).hasSize(5);
    }

    @Test
    void a_body_ends_before_its_length() {
        emulator.faults().next(Fault.of(Fault.Kind.TRUNCATED));

        assertThatThrownBy(() -> client.get(FILES + "/" + file + "?alt=media")).isInstanceOf(IOException.class);
    }

    @Test
    void a_body_comes_slowly() throws Exception {
        emulator.faults().next(Fault.slow(Duration.ofMillis(1)));

        assertThat(client.get(FILES + "/" + file + "?alt=media").text()).isEqualTo("abc");
    }

    @Test
    void a_body_halts_until_it_is_let_go() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        emulator.faults().next(1, DOWNLOAD, Fault.halting(release));

        CompletableFuture<String> body = CompletableFuture.supplyAsync(() -> download());
        emulator.requests().await(1, DOWNLOAD, Duration.ofSeconds(10));
        assertThat(client.get(FILES).status()).isEqualTo(200);
        assertThat(body).isNotDone();
        release.countDown();

        assertThat(body.get(10, TimeUnit.SECONDS)).isEqualTo("abc");
    }

    @Test
    void pages_are_short_or_empty_and_nothing_is_lost() throws Exception {
        emulator.faults().next(Fault.of(Fault.Kind.EMPTY_PAGE)).next(Fault.shortPage(2));

        RawClient.Answer empty = client.get(FILES);
        RawClient.Answer two = client.get(FILES + "?pageToken=" + next(empty));
        RawClient.Answer rest = client.get(FILES + "?pageToken=" + next(two));

        assertThat(empty.names()).isEmpty();
        assertThat(two.names()).containsExactly("file-4", "file-3");
        assertThat(rest.names()).containsExactly("file-2", "file-1", "file-0");
    }

    @Test
    void a_page_token_expires() throws Exception {
        emulator.faults().next(Fault.of(Fault.Kind.EXPIRED_PAGE_TOKEN));
        String token = next(client.get(FILES + "?pageSize=1"));

        assertThat(client.get(FILES + "?pageSize=1&pageToken=" + token).refusal())
                .isEqualTo("400 invalid");
        assertThat(client.get(FILES + "?pageSize=1&pageToken=" + token).names()).containsExactly("file-3");
    }

    @Test
    void answers_are_not_what_they_should_be() throws Exception {
        String path = FILES + "/" + file + "?fields=md5Checksum";
        emulator.faults()
                .next(Fault.of(Fault.Kind.HALF_JSON))
                .next(Fault.of(Fault.Kind.GARBAGE))
                .next(Fault.of(Fault.Kind.WRONG_MD5))
                .next(Fault.of(Fault.Kind.INCOMPLETE_SEARCH));

        assertThat(client.get(path).text()).isEqualTo("{\"md5Checksum\":\"900150983");
        assertThat(client.get(path).text()).isEqualTo("502");
        assertThat(client.get(path).text()).isEqualTo("{\"md5Checksum\":\"" + "0".repeat(32) + "\"}");
        assertThat(client.get(FILES).json().get("incompleteSearch").getAsBoolean())
                .isTrue();
        assertThat(client.get(path).text()).isEqualTo("{\"md5Checksum\":\"900150983cd24fb0d6963f7d28e17f72\"}");
    }

    @Test
    void the_date_is_shifted() throws Exception {
        emulator.faults().dateShift(Duration.ofHours(-1));

        ZonedDateTime date =
                ZonedDateTime.parse(client.get(FILES).header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME);

        assertThat(Duration.between(date.toInstant(), Instant.now()))
                .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    }

    @Test
    void chance_strikes_the_same_requests_with_the_same_seed() throws Exception {
        emulator.faults().random(7, 0.5, Fault.status(503, "backendError"));
        int[] first = tenStatuses();
        emulator.faults().random(7, 0.5, Fault.status(503, "backendError"));

        assertThat(tenStatuses()).isEqualTo(first).contains(200, 503);
        emulator.faults().clear();
        assertThat(tenStatuses()).containsOnly(200);
    }

    @Test
    void closing_ends_answers_that_halt() throws Exception {
        emulator.faults().next(1, DOWNLOAD, Fault.halting(new CountDownLatch(1)));
        CompletableFuture<String> body = CompletableFuture.supplyAsync(() -> download());
        emulator.requests().await(1, DOWNLOAD, Duration.ofSeconds(10));

        emulator.close();

        assertThat(body.get(10, TimeUnit.SECONDS)).startsWith("broken off");
    }

    private int[] tenStatuses() {
        return IntStream.range(0, 10).map(i -> status()).toArray();
    }

    private int status() {
        try {
            return client.get(FILES).status();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String download() {
        try {
            return client.get(FILES + "/" + file + "?alt=media").text();
        } catch (IOException | InterruptedException e) {
            return "broken off: " + e;
        }
    }

    private static String next(RawClient.Answer page) {
        return RawClient.escaped(page.json().get("nextPageToken").getAsString());
    }
}
