package org.seedbank.swarm.internal.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmSettings;

/** Where a session can be reached. */
public final class ListenAddress {

    private static final long REASON_SECONDS = 5;

    private ListenAddress() {}

    /** Waits until the session listens; throws {@link SwarmException.CannotListen} when it does not. */
    public static int awaitPort(SwarmSettings settings, Session session) throws InterruptedException {
        session.call(natively -> {
            PeerFilters.apply(settings.network(), natively);
            return true;
        });
        int port = session.call(natively -> natively.listen_port());
        if (port == 0) {
            String address = SessionOptions.interfaces(settings.listen());
            throw new SwarmException.CannotListen(address, listenProblem(session));
        }
        return port;
    }

    /** The reason comes as an alert, just before or after the port is known to be missing. */
    private static String listenProblem(Session session) throws InterruptedException {
        try {
            return session.listenProblem().get(REASON_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return "no reason given";
        } catch (ExecutionException e) {
            throw Workers.rethrown(e);
        }
    }

    /** Where other processes of this machine reach a session that listens at an address. */
    public static InetSocketAddress reachable(InetSocketAddress listen, int port) {
        boolean everywhere = listen.getAddress().isAnyLocalAddress();
        InetAddress address = everywhere ? InetAddress.getLoopbackAddress() : listen.getAddress();
        return new InetSocketAddress(address, port);
    }
}
