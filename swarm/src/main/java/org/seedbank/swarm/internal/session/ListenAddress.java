package org.seedbank.swarm.internal.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.network.ListenPlace;

/** Where a session can be reached. */
public final class ListenAddress {

    private static final long REASON_SECONDS = 5;

    private ListenAddress() {}

    /**
     * Waits until the session listens. Its port is 0 through a proxy, where nobody can come in, and where it is bound to a place that is not
     * there now, as that of a VPN before it is up. Throws {@link SwarmException.CannotListen} when it does not listen otherwise.
     */
    public static void awaitPort(SwarmSettings settings, Session session) throws InterruptedException {
        session.call(natively -> {
            PeerFilters.apply(settings, natively);
            return true;
        });
        int port = port(settings, session);
        if (port == 0
                && settings.usedProxy().isEmpty()
                && SessionOptions.bound(settings).isEmpty()) {
            String address = SessionOptions.interfaces(settings);
            throw new SwarmException.CannotListen(address, listenProblem(session));
        }
        session.listensOn(port);
    }

    /** Has a session listen that is bound to a place which was not there, once it is; to be called every few seconds. Never blocks. */
    public static void look(SwarmSettings settings, Session session) {
        Optional<ListenPlace> place = SessionOptions.bound(settings);
        if (place.isEmpty() || settings.usedProxy().isPresent()) {
            return;
        }
        if (!place.get().isHere()) {
            session.listensOn(0);
        } else if (session.port() == 0) {
            session.later(natively -> {
                // Settings that have not changed would do nothing.
                natively.reopen_network_sockets();
                session.listensOn(natively.listen_port());
            });
        }
    }

    /**
     * libtorrent tries other ports by itself where one cannot be bound, but not where another process, which bound it at the
     * same moment, listens at it first.
     */
    private static int port(SwarmSettings settings, Session session) throws InterruptedException {
        int port = session.call(natively -> natively.listen_port());
        boolean away =
                SessionOptions.bound(settings).filter(place -> !place.isHere()).isPresent();
        if (port != 0 || settings.listen().getPort() == 0 || away) {
            return port;
        }
        return session.call(natively -> {
            natively.apply_settings(SessionOptions.listening(settings.withPort(0)));
            return natively.listen_port();
        });
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

    /** Where other processes of this machine reach a session that listens at a port. */
    public static InetSocketAddress reachable(SwarmSettings settings, int port) {
        InetAddress listen = settings.listen().getAddress();
        Optional<InetAddress> bound = settings.networking()
                .listen()
                .filter(place -> settings.network() != Network.LOCAL)
                .flatMap(ListenPlace::here);
        InetAddress address = bound.orElse(listen.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : listen);
        return new InetSocketAddress(address, port);
    }
}
