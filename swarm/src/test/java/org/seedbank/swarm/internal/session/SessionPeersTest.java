package org.seedbank.swarm.internal.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.libtorrent_errors;
import org.libtorrent4j.swig.peer_disconnected_alert;
import org.libtorrent4j.swig.torrent_handle;
import org.seedbank.swarm.SwarmFolders;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.network.Encryption;

/** A session among peers: it knows itself, as by its own announcement, and others know it by its name. */
class SessionPeersTest {

    private static final String MAGNET = "magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567";

    private static final int A_FEW = 3;

    /** In which a session that calls itself every second would have done so more than a few times. */
    private static final long LOOKING_SECONDS = 8;

    @TempDir
    Path folder;

    private final Deque<Session> sessions = new ArrayDeque<>();

    @AfterEach
    void close() {
        sessions.forEach(each -> assertThat(each.close(Duration.ofSeconds(30))).isTrue());
    }

    @ParameterizedTest
    @EnumSource(Encryption.class)
    void it_calls_itself_a_few_times_and_then_no_more_while_others_of_its_address_are_served(Encryption encryption)
            throws Exception {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch more = new CountDownLatch(A_FEW + 1);
        Session session = session("one", encryption, next -> {
            if (isSelf(next)) {
                calls.incrementAndGet();
                first.countDown();
                more.countDown();
            }
            return false;
        });
        torrent_handle torrent = add(session);
        tell(session, torrent, address(session));

        assertThat(first.await(60, TimeUnit.SECONDS)).isTrue();
        tell(session, torrent, address(session));
        assertThat(more.await(LOOKING_SECONDS, TimeUnit.SECONDS))
                .as("it goes on calling itself, %s times by now", calls)
                .isFalse();

        Session other = session("other", encryption, next -> false);
        add(other);
        tell(session, torrent, address(other));
        until("the other one is connected", () -> session.call(natively -> peers(torrent)) == 1);
    }

    @Test
    void it_says_the_same_name_in_all_its_connections() throws Exception {
        Session session = session("one", Encryption.OFF, next -> false);
        torrent_handle torrent = add(session);
        try (ServerSocket first = listener();
                ServerSocket second = listener()) {
            for (ServerSocket each : List.of(first, second)) {
                tell(session, torrent, new InetSocketAddress(each.getInetAddress(), each.getLocalPort()));
            }
            String one = idSaidTo(first);
            String two = idSaidTo(second);

            assertThat(one).startsWith("-SB0100-").isNotEqualTo(two);
            assertThat(one.substring(0, ClientName.SAME)).isEqualTo(two.substring(0, ClientName.SAME));
        }
    }

    private static ServerSocket listener() throws IOException {
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(60_000);
        return listener;
    }

    /** The ID (BEP 20) in a handshake: 20 bytes, behind 48 others. */
    private static String idSaidTo(ServerSocket listener) throws IOException {
        try (Socket peer = listener.accept()) {
            peer.setSoTimeout(60_000);
            byte[] handshake = peer.getInputStream().readNBytes(68);
            return new String(handshake, 48, 20, ISO_8859_1);
        }
    }

    private static int peers(torrent_handle torrent) {
        return torrent.status().getNum_peers();
    }

    private Session session(String machine, Encryption encryption, AlertSink sink) {
        SwarmSettings settings = SwarmSettings.local(SwarmFolders.under(folder.resolve(machine)), "0.1.0")
                .withPort(0);
        settings = settings.withNetworking(settings.networking().withEncryption(encryption));
        NativeLibrary.load(settings.folders().nativeCache());
        Session session = Session.open(settings, sink);
        sessions.push(session);
        return session;
    }

    private torrent_handle add(Session session) throws InterruptedException {
        return session.call(natively -> {
            error_code error = new error_code();
            add_torrent_params params = libtorrent.parse_magnet_uri(MAGNET, error);
            params.setSave_path(folder.toString());
            return natively.add_torrent(params, error);
        });
    }

    private static InetSocketAddress address(Session session) throws InterruptedException {
        until("it listens", () -> session.call(natively -> natively.listen_port()) > 0);
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), session.call(natively -> natively.listen_port()));
    }

    private static void tell(Session session, torrent_handle torrent, InetSocketAddress peer) {
        session.later(natively -> Endpoints.ofTracker(List.of(peer), torrent));
    }

    private interface Check {
        boolean holds() throws InterruptedException;
    }

    private static void until(String what, Check check) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!check.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
        }
    }

    private static boolean isSelf(alert next) {
        return next.type() == peer_disconnected_alert.alert_type
                && alert.cast_to_peer_disconnected_alert(next).getError().value()
                        == libtorrent_errors.self_connection.swigValue();
    }
}
