package org.seedbank.node.internal.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * Keeps the number of connections within a bound: for one too many, the oldest that has not sent the head of a request goes,
 * and where all have, the new one. So whoever only holds connections open keeps nobody out. Called by the threads of Jetty.
 */
final class OldestFirst implements Connection.Listener {

    private final Supplier<Collection<EndPoint>> connected;
    private final int most;

    OldestFirst(Supplier<Collection<EndPoint>> connected, int most) {
        this.connected = connected;
        this.most = most;
    }

    /** One at a time: threads that looked together would all choose the same one to go, and one alone would. */
    @Override
    public synchronized void onOpened(Connection opened) {
        // Jetty lists a connection for a moment after it was closed.
        List<EndPoint> open =
                connected.get().stream().filter(EndPoint::isOpen).collect(Collectors.toCollection(ArrayList::new));
        while (open.size() > most) {
            EndPoint last = open.stream()
                    .filter(each -> each.getConnection() != opened && isSilent(each))
                    .min(Comparator.comparingLong(EndPoint::getCreatedTimeStamp))
                    .orElse(opened.getEndPoint());
            last.close();
            if (!open.remove(last)) {
                return; // It had gone by itself, and the others have been heard.
            }
        }
    }

    /** Tells whether no request has come over a connection yet. */
    static boolean isSilent(EndPoint end) {
        Connection connection = end.getConnection();
        return connection == null || connection.getMessagesIn() == 0;
    }
}
