package org.seedbank.swarm.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private final Silence silence = new Silence();

    @Test
    void nothing_for_10_s_from_one_that_was_asked_is_silence() {
        assertThat(look(0, peer(1, 100, true))).isEmpty();
        assertThat(look(9, peer(1, 100, true))).isEmpty();
        assertThat(look(10, peer(1, 100, true))).contains(Duration.ofSeconds(10));
        assertThat(look(11, peer(1, 101, true))).isEmpty();
    }

    @Test
    void one_that_was_not_asked_owes_nothing() {
        look(0, peer(1, 100, false));
        assertThat(look(60, peer(1, 100, false))).isEmpty();
        assertThat(look(61, peer(1, 100, true))).isEmpty();
    }

    @Test
    void where_another_one_sends_there_is_none() {
        look(0, peer(1, 100, true), peer(2, 5, true));
        assertThat(look(30, peer(1, 100, true), peer(2, 6, true))).isEmpty();
        assertThat(look(60, peer(1, 100, true))).contains(Duration.ofSeconds(30));
    }

    @Test
    void it_is_broken_by_bytes_and_not_by_who_comes_or_goes() {
        look(0, peer(1, 100, true));
        assertThat(silence.isBrokenBy(List.of(peer(1, 100, true), peer(2, 0, true))))
                .isFalse();
        assertThat(silence.isBrokenBy(List.of())).isFalse();
        assertThat(silence.isBrokenBy(List.of(peer(1, 101, true)))).isTrue();
        assertThat(silence.isBrokenBy(List.of(peer(2, 1, true)))).isTrue();
    }

    private Optional<Duration> look(int second, ConnectedPeer... peers) {
        return silence.look(List.of(peers), TimeUnit.SECONDS.toNanos(second));
    }

    private static ConnectedPeer peer(int port, long received, boolean owes) {
        return new ConnectedPeer(new InetSocketAddress("192.0.2.9", port), "aa", true, false, received, owes, true);
    }
}
