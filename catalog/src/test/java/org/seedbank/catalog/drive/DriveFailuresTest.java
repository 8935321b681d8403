package org.seedbank.catalog.drive;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponseException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.calls.Judgement;

final class DriveFailuresTest {

    private final DriveFailures failures = new DriveFailures(URI.create("gdrive:1AbC"));

    @ParameterizedTest
    @CsvSource({
        "429, rateLimitExceeded",
        "403, rateLimitExceeded",
        "403, userRateLimitExceeded",
        "401, authError",
        "408, ''",
        "500, backendError",
        "502, ''",
        "503, ''"
    })
    void what_may_pass_is_tried_again(int status, String reason) {
        assertThat(failures.of(answer(status, reason, new HttpHeaders())).again())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "400, badRequest, Unreachable",
        "403, insufficientFilePermissions, Refused",
        "403, storageQuotaExceeded, Refused",
        "403, insufficientPermissions, Refused",
        "403, dailyLimitExceeded, Unreachable",
        "403, accessNotConfigured, Unreachable",
        "404, notFound, NotVisible",
        "418, teapot, Unreachable"
    })
    void what_cannot_pass_is_final_and_says_what_it_means(int status, String reason, String kind) {
        Judgement judged = failures.of(answer(status, reason, new HttpHeaders()));

        assertThat(judged.again()).isFalse();
        assertThat(judged.failure().getClass().getSimpleName()).isEqualTo(kind);
    }

    @Test
    void a_broken_connection_may_pass() {
        Judgement judged = failures.of(new SocketTimeoutException("Read timed out"));

        assertThat(judged.again()).isTrue();
        assertThat(judged.failure()).isInstanceOf(CatalogException.Unreachable.class);
    }

    @Test
    void the_server_says_how_long_to_wait() {
        HttpHeaders headers = new HttpHeaders().setRetryAfter("17");

        assertThat(failures.of(answer(429, "rateLimitExceeded", headers)).notBefore())
                .contains(Duration.ofSeconds(17));
        assertThat(failures.of(answer(429, "rateLimitExceeded", new HttpHeaders().setRetryAfter("soon")))
                        .notBefore())
                .isEmpty();
    }

    @Test
    void a_page_in_place_of_json_is_understood_by_its_status() {
        HttpResponseException html = new HttpResponseException.Builder(502, "Bad Gateway", new HttpHeaders())
                .setContent("<html>oops</html>")
                .build();

        assertThat(failures.of(html).again()).isTrue();
        assertThat(failures.of(html).failure())
                .hasMessage("cannot read catalog 'gdrive:1AbC': Google Drive has a problem (502)");
    }

    @Test
    void keys_in_addresses_reach_nobody() {
        HttpResponseException withKey = new HttpResponseException.Builder(404, "Not Found", new HttpHeaders())
                .setMessage("404 Not Found GET https://www.example.org/drive/v3/files/1AbC?key=AIzaSecret")
                .build();
        StringWriter trace = new StringWriter();

        failures.of(withKey).failure().printStackTrace(new PrintWriter(trace));

        assertThat(trace.toString()).contains("NotVisible").doesNotContain("AIzaSecret");
    }

    @Test
    void a_key_in_a_message_of_the_network_is_left_out() {
        IOException withKey =
                new IOException("no answer from https://www.example.org/files?q=x&key=AIzaSecret&alt=json");

        Judgement judged = failures.of(withKey);

        assertThat(judged.reason()).contains("&key=…&alt=json").doesNotContain("AIzaSecret");
        assertThat(judged.failure()).hasMessageNotContaining("AIzaSecret");
    }

    private static IOException answer(int status, String reason, HttpHeaders headers) {
        GoogleJsonError.ErrorInfo info = new GoogleJsonError.ErrorInfo();
        info.setReason(reason);
        GoogleJsonError details = new GoogleJsonError();
        details.setErrors(List.of(info));
        return new GoogleJsonResponseException(
                new HttpResponseException.Builder(status, "status", headers), reason.isEmpty() ? null : details);
    }
}
