package org.seedbank.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Servers tell the time with each answer, as long as neither their word nor this machine's clock has become another. */
class ServerClocksTest {

    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");

    private Instant now = NOON;
    private long nanos = 7;
    private final ServerClocks clocks = new ServerClocks(() -> now, () -> nanos);

    private void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void the_last_word_of_each_host_counts_for_an_hour() {
        clocks.take("A.example.org", NOON.minusSeconds(60));
        clocks.take("a.example.org", NOON.minusSeconds(90));
        clocks.take("b.example.org", NOON.plusSeconds(5));

        pass(ServerClocks.LASTS.minusSeconds(1));
        assertThat(clocks.readings())
                .containsExactly(
                        new ServerClocks.Reading("a.example.org", Duration.ofSeconds(90)),
                        new ServerClocks.Reading("b.example.org", Duration.ofSeconds(-5)));
        pass(Duration.ofSeconds(2));
        assertThat(clocks.readings()).isEmpty();
    }

    @Test
    void what_was_told_before_the_clock_was_set_or_the_machine_slept_is_forgotten() {
        clocks.take("a.example.org", NOON.minusSeconds(3600));
        now = now.minusSeconds(3600);

        assertThat(clocks.readings()).isEmpty();
    }

    @Test
    void hosts_are_bounded() {
        for (int i = 0; i < 2 * ServerClocks.MOST; i++) {
            clocks.take(i + ".example.org", NOON);
        }

        assertThat(clocks.readings()).hasSize(ServerClocks.MOST);
        assertThat(clocks.readings().get(0).host()).isEqualTo(ServerClocks.MOST + ".example.org");
    }

    @Test
    void each_answer_is_heard_but_one_of_a_cache_or_without_a_date() throws Exception {
        assertThat(heardFrom("http://a.clocks.example/", "Wed, 01 May 2024 12:00:00 GMT", false))
                .isTrue();
        assertThat(heardFrom("http://b.clocks.example/", "Wed, 01 May 2024 12:00:00 GMT", true))
                .isFalse();
        assertThat(heardFrom("http://c.clocks.example/", "noon", false)).isFalse();
    }

    /** Its clock is this machine's. */
    @Test
    void a_server_of_this_machine_is_no_witness() throws Exception {
        String date = "Wed, 01 May 2024 12:00:00 GMT";
        assertThat(heardFrom("http://127.0.0.1:%d/", date, false)).isFalse();
        assertThat(heardFrom("http://localhost:%d/", date, false)).isFalse();
        for (InetAddress own : NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(each -> !each.isLoopbackAddress() && !each.isLinkLocalAddress())
                .toList()) {
            String digits = own instanceof Inet4Address
                    ? own.getHostAddress()
                    : "[" + own.getHostAddress().replaceFirst("%.*", "") + "]";
            assertThat(heardFrom("http://" + digits + "/", date, false))
                    .as(digits)
                    .isFalse();
        }
    }

    /**
     * Asks a server, or a proxy for one that is not of this machine.
     *
     * @param uri with {@code %d} for the port of the server
     */
    private static boolean heardFrom(String uri, String date, boolean cached) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> {
                try (Socket asker = server.accept()) {
                    asker.getInputStream().read();
                    asker.getOutputStream()
                            .write("HTTP/1.1 404 No\r\nDate: %s\r\n%sContent-Length: 0\r\nConnection: close\r\n\r\n"
                                    .formatted(date, cached ? "Age: 77\r\n" : "")
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            URI asked = URI.create(uri.formatted(server.getLocalPort()));
            HttpCall.get(asked, Proxies.of(Map.of("http_proxy", "127.0.0.1:" + server.getLocalPort())))
                    .answer()
                    .close();
            answered.get(1, TimeUnit.MINUTES);
            return ServerClocks.ofProcess().readings().stream()
                    .anyMatch(each ->
                            each.host().equals(asked.getHost()) && each.ahead().toDays() > 100);
        }
    }
}
