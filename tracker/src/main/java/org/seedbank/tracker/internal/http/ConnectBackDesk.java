package org.seedbank.tracker.internal.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.tracker.api.ConnectBackProbe;
import org.seedbank.tracker.internal.swarms.Hash20;
import org.seedbank.tracker.internal.swarms.PeerAddress;
import org.seedbank.tracker.internal.swarms.Swarms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers peers that ask whether their port is open. Only who is announced just now, from the address that the question comes from
 * and with the port that it names, is connected to: so nobody can have anybody else connected to, and no browser can be made to ask
 * for something. Safe for all threads; whoever opens it closes it.
 */
public final class ConnectBackDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectBackDesk.class);
    private static final int AT_ONCE = 4;
    private static final int WAITING = 16;

    private final Swarms swarms;
    private final ConnectBackProbe probe;
    private final ExecutorService looking = LongLivedThreads.pool("seedbank-tracker-connect-back", AT_ONCE, WAITING);

    public ConnectBackDesk(Swarms swarms, ConnectBackProbe probe) {
        this.swarms = swarms;
        this.probe = probe;
    }

    void answer(String query, PeerAddress client, Exchange exchange) {
        try {
            Query asked = Query.parse(query);
            List<Hash20> hashes = asked.hashes();
            int port = asked.announce(client).port();
            if (!swarms.admits(client)) {
                refuse("asked too often", exchange);
            } else if (!swarms.knows(hashes.get(0), client, port)) {
                refuse("nobody is announced here from this address with this port", exchange);
            } else {
                looking.execute(() -> exchange.reply(look(client, port, hashes.get(0))));
            }
        } catch (Query.Unusable e) {
            refuse(e.why().words(), exchange);
        } catch (RejectedExecutionException e) {
            refuse("too many ask at once, try again in a moment", exchange);
        }
    }

    private HttpAnswer look(PeerAddress client, int port, Hash20 hash) {
        try {
            InetAddress address = InetAddress.getByAddress(client.bytes());
            return HttpAnswer.line(probe.look(new InetSocketAddress(address, port), hash.bytes()));
        } catch (UnknownHostException | RuntimeException e) { // Whoever waits is to be answered, whatever it is.
            LOG.error("a peer could not be connected back to; this is a fault in seedbank", e);
            return HttpAnswer.failure("500 Internal Server Error", "that could not be tried");
        }
    }

    private static void refuse(String why, Exchange exchange) {
        exchange.reply(HttpAnswer.line("refused=" + why));
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
