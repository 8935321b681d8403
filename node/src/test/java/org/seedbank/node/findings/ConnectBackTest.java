package org.seedbank.node.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.seedbank.integrity.HostPort;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;
import org.seedbank.swarm.SwarmKey;

/** A node connects back to who asks, and to nobody else. */
class ConnectBackTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final SwarmKey KEY = new SwarmKey("ab".repeat(20));

    private final ConnectBack others = ConnectBack.open(new InetSocketAddress(LOOPBACK, 0));

    @AfterEach
    void close() {
        others.close();
    }

    private List<Finding> ask(int port) {
        return ConnectBackQuestion.ask(new HostPort("127.0.0.1", others.port()), port, Optional.of(KEY), true);
    }

    private String from() {
        return "127.0.0.1:" + others.port();
    }

    @Test
    void a_port_where_peers_shake_hands_is_open() throws Exception {
        try (ServerSocket peer = new ServerSocket(0, 5, LOOPBACK)) {
            CompletableFuture<Void> answered = answering(peer, handshake -> handshake);
            String port = Integer.toString(peer.getLocalPort());

            assertThat(ask(peer.getLocalPort()))
                    .containsExactly(
                            Finding.of(Kind.PORT_REACHED, port, from(), "and shook hands as peers do"),
                            Finding.of(Kind.UDP_NOT_REACHED, port, from()));
            answered.join();
        }
    }

    @Test
    void one_where_somebody_speaks_of_another_dataset_is_reached_without_a_handshake() throws Exception {
        try (ServerSocket peer = new ServerSocket(0, 5, LOOPBACK)) {
            CompletableFuture<Void> answered = answering(peer, handshake -> {
                byte[] other = handshake.clone();
                Arrays.fill(other, 28, 48, (byte) 7);
                return other;
            });

            assertThat(ask(peer.getLocalPort()).get(0).facts().get(2)).isEqualTo("and did not shake hands");
            answered.join();
        }
    }

    @Test
    void a_port_where_nobody_listens_is_closed() throws Exception {
        int port;
        try (ServerSocket peer = new ServerSocket(0, 5, LOOPBACK)) {
            port = peer.getLocalPort();
        }
        assertThat(ask(port)).contains(Finding.of(Kind.PORT_CLOSED, Integer.toString(port), from(), "refused"));
    }

    @Test
    void each_address_is_answered_now_and_then_only() throws Exception {
        assertThat(said("seedbank-connect-back 1 65000 -\n")).startsWith("tcp=refused udp=");
        assertThat(said("seedbank-connect-back 1 65000 -\n"))
                .isEqualTo("refused=asked too often, try again in a few seconds\n");
        assertThat(ask(65_000)).extracting(Finding::kind).containsExactly(Kind.PORT_NOT_ASKED);
    }

    /** Neither a browser nor a stranger makes it connect to anything else. */
    @Test
    void nothing_but_a_port_of_the_asker_can_be_named() throws Exception {
        assertThat(said("GET /connect-back?port=6881 HTTP/1.1\r\nHost: a\r\n\r\n"))
                .isEqualTo("refused=not understood\n");
        assertThat(said("seedbank-connect-back 1 22 -\n")).isEqualTo("refused=not a port of a peer\n");
        assertThat(said("seedbank-connect-back 1 99999 -\n")).isEqualTo("refused=not a port of a peer\n");
        assertThat(said("seedbank-connect-back 1 192.0.2.1:6881 -\n")).isEqualTo("refused=not understood\n");
        assertThat(said("x".repeat(128))).isEqualTo("refused=not understood\n");
    }

    @Test
    void what_listens_on_every_address_does_not_connect_to_its_own_machine() throws Exception {
        try (ConnectBack open = ConnectBack.open(new InetSocketAddress(0))) {
            assertThat(said(open.port(), "seedbank-connect-back 1 65000 -\n"))
                    .isEqualTo("refused=the question came from the same machine\n");
        }
    }

    @Test
    void a_server_that_is_no_such_node_or_is_not_there_is_told_as_that() throws Exception {
        int closed;
        try (ServerSocket web = new ServerSocket(0, 5, LOOPBACK)) {
            closed = web.getLocalPort();
            CompletableFuture<Void> answered =
                    answering(web, question -> "HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(ConnectBackQuestion.ask(new HostPort("127.0.0.1", closed), 65_000, Optional.empty(), true))
                    .containsExactly(Finding.of(
                            Kind.PORT_NOT_ASKED,
                            "127.0.0.1:" + closed,
                            "what answers there is no node that connects back"));
            answered.join();
        }
        assertThat(ConnectBackQuestion.ask(new HostPort("127.0.0.1", closed), 65_000, Optional.empty(), true))
                .extracting(Finding::kind)
                .containsExactly(Kind.PORT_NOT_ASKED);
    }

    @Test
    void a_name_that_nobody_has_and_a_place_without_a_way_are_not_blamed_on_the_other_node() {
        HostPort nobody = new HostPort("data.invalid", 6882);
        assertThat(ConnectBackQuestion.ask(nobody, 65_000, Optional.empty(), true))
                .containsExactly(
                        Finding.of(Kind.PORT_NO_WAY, nobody.toString(), "there is no such host, or no network"));

        HostPort everybody = new HostPort("255.255.255.255", 6882);
        assertThat(ConnectBackQuestion.ask(everybody, 65_000, Optional.empty(), true))
                .extracting(Finding::kind)
                .containsExactly(Kind.PORT_NO_WAY);
    }

    @Test
    void all_together_are_limited_too_and_nobody_fills_the_memory() throws Exception {
        AtomicLong nanos = new AtomicLong();
        AskLimits limits = new AskLimits(nanos::get);
        int admitted = 0;
        for (int i = 0; i < 200; i++) {
            admitted += limits.admits(InetAddress.getByName("10.0.0." + i)) ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(AskLimits.BURST);

        nanos.addAndGet(AskLimits.ALL.toNanos());
        assertThat(limits.admits(InetAddress.getByName("10.0.1.1"))).isTrue();
        assertThat(limits.admits(InetAddress.getByName("10.0.1.2"))).isFalse();

        nanos.addAndGet(AskLimits.EACH.toNanos());
        assertThat(limits.admits(InetAddress.getByName("2001:db8::1"))).isTrue();
        assertThat(limits.admits(InetAddress.getByName("2001:db8::2"))).isFalse();
        assertThat(limits.admits(InetAddress.getByName("2001:db8:0:1::2"))).isTrue();
    }

    private String said(String question) throws IOException {
        return said(others.port(), question);
    }

    private static String said(int port, String question) throws IOException {
        try (Socket socket = new Socket(LOOPBACK, port)) {
            socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(200), StandardCharsets.US_ASCII);
        }
    }

    /** Answers one connection with what is made of what came. */
    private static CompletableFuture<Void> answering(ServerSocket server, UnaryOperator<byte[]> answer) {
        return CompletableFuture.runAsync(() -> {
            try (Socket socket = server.accept()) {
                byte[] came = new byte[68];
                int length = socket.getInputStream().read(came);
                socket.getOutputStream().write(answer.apply(Arrays.copyOf(came, length)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
