package org.seedbank.node.internal.serving;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Bounds the connections: all together, and of one address. For one too many the one goes that has been idle for longest; where
 * none is, the new one. One over which no request comes to its end for a while goes too, however steadily bytes of it come. Called by
 * the threads of Jetty.
 */
final class Connections implements Connection.Listener {

    static final int MOST = 512;

    /** A campus is one address to us, and a program opens a handful. This machine may be a server in front of this one. */
    static final int MOST_OF_ADDRESS = 64;

    private static final long FOR_REQUEST = TimeUnit.SECONDS.toMillis(30);

    private final ServerConnector connector;
    private final Traffic traffic;

    /** How many requests had come over each when it was last looked at, and since when; guarded by this. */
    private final Map<EndPoint, Seen> seen = new WeakHashMap<>();

    private record Seen(long requests, long since) {}

    Connections(ServerConnector connector, Traffic traffic) {
        this.connector = connector;
        this.traffic = traffic;
    }

    /** Connections that come at once are looked at one by one, as otherwise the same one would go for each of them. */
    @Override
    public synchronized void onOpened(Connection opened) {
        List<EndPoint> all = open();
        InetAddress from = address(opened.getEndPoint());
        boolean tooMany = all.size() > MOST;
        boolean tooManyOfIt = from != null
                && !from.isLoopbackAddress()
                && all.stream().filter(each -> from.equals(address(each))).count() > MOST_OF_ADDRESS;
        if (tooMany || tooManyOfIt) {
            all.stream()
                    .filter(each -> tooMany || from.equals(address(each)))
                    .filter(each -> each.getConnection() != opened && !traffic.isBusy(each))
                    .min(Comparator.comparingLong(EndPoint::getCreatedTimeStamp))
                    .orElse(opened.getEndPoint())
                    .close();
        }
    }

    /** One that was just closed is still among those of the connector. */
    private List<EndPoint> open() {
        return connector.getConnectedEndPoints().stream()
                .filter(EndPoint::isOpen)
                .toList();
    }

    private static InetAddress address(EndPoint end) {
        return end.getRemoteSocketAddress() instanceof InetSocketAddress address ? address.getAddress() : null;
    }

    /** Ends those over which nothing has come of a request for a while. */
    synchronized void closeIdle() {
        long now = System.currentTimeMillis();
        Set<EndPoint> open = new HashSet<>(open());
        seen.keySet().retainAll(open);
        for (EndPoint each : open) {
            long requests =
                    each.getConnection() == null ? 0 : each.getConnection().getMessagesIn();
            Seen before = seen.get(each);
            if (before == null || before.requests() != requests || traffic.isBusy(each)) {
                seen.put(each, new Seen(requests, now));
            } else if (now - before.since() > FOR_REQUEST) {
                each.close();
            }
        }
    }

    int count() {
        return open().size();
    }
}
