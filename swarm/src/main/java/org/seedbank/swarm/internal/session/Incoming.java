package org.seedbank.swarm.internal.session;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.seedbank.swarm.SessionView;

/**
 * Connections that have come in from other machines by themselves. One that somebody here has asked for, to learn whether the
 * port is open, is none of them: it ends at once, and says who it is before. Safe for all threads.
 */
final class Incoming {

    private static final String ASKED =
            HexFormat.of().formatHex(SessionView.CONNECT_BACK_ID.getBytes(StandardCharsets.US_ASCII));

    /** One that was asked for ends sooner. */
    private static final Duration SHORT = Duration.ofSeconds(10);

    /** More cannot be told apart, and count. */
    private static final int MOST = 100;

    private final Map<InetSocketAddress, Instant> begun = new LinkedHashMap<>();
    private Optional<Instant> last = Optional.empty();

    synchronized void connected(InetSocketAddress peer, Instant now) {
        count(now.minus(SHORT));
        if (begun.size() == MOST) {
            count(now);
        }
        begun.put(peer, now);
    }

    /**
     * A connection has ended, whichever side opened it.
     *
     * @param id the peer's id in hexadecimal digits; empty where it has said none, which proves nobody a peer
     */
    synchronized void ended(InetSocketAddress peer, Optional<String> id) {
        Instant when = begun.remove(peer);
        if (when != null && id.isPresent() && !id.get().equals(ASKED)) {
            came(when);
        }
    }

    /** When one came in last; empty before. */
    synchronized Optional<Instant> last(Instant now) {
        count(now.minus(SHORT));
        return last;
    }

    private void count(Instant until) {
        begun.values().removeIf(when -> {
            boolean old = !when.isAfter(until);
            if (old) {
                came(when);
            }
            return old;
        });
    }

    private void came(Instant when) {
        last = last.filter(before -> before.isAfter(when)).or(() -> Optional.of(when));
    }
}
