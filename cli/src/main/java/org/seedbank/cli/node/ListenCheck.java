package org.seedbank.cli.node;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.integrity.HostPort;
import org.seedbank.node.api.NodeException;
import org.seedbank.tracker.api.TrackerException;

/** Tells, while a node still runs, whether another could listen where it is told to. */
final class ListenCheck {

    private ListenCheck() {}

    /** Opens a socket at an address, and closes it. */
    private interface Attempt {
        void at(InetSocketAddress address) throws IOException;
    }

    /**
     * Looks at every place but that for peers, where a node takes another port by itself.
     *
     * @param held tells of a port whether the node that runs may hold it, and gives it back at its end
     * @throws NodeException.CannotServe when it could not serve over HTTP there
     * @throws NodeException.CannotListen when it could not take commands at that port
     * @throws TrackerException.CannotListen when its tracker could not listen there
     */
    static void require(NodeStart start, IntPredicate held) {
        if (start.http().isPresent()) {
            HostPort place = start.http().get().listen();
            try {
                listen(place, held, ListenCheck::tcp);
            } catch (IOException e) {
                throw new NodeException.CannotServe(place, e);
            }
        }
        if (start.tracker().isPresent()) {
            HostPort place = start.tracker().get().listen();
            try {
                listen(place, held, ListenCheck::tcp);
                listen(place, held, ListenCheck::udp);
            } catch (IOException e) {
                throw new TrackerException.CannotListen(place, e);
            }
        }
        requireControl(start.controlPort(), held);
    }

    private static void requireControl(OptionalInt port, IntPredicate held) {
        if (port.isPresent()) {
            try {
                listen(new HostPort("127.0.0.1", port.getAsInt()), held, ListenCheck::tcp);
            } catch (IOException e) {
                throw new NodeException.CannotListen(port.getAsInt(), e);
            }
        }
    }

    private static void listen(HostPort place, IntPredicate held, Attempt attempt) throws IOException {
        InetAddress address = address(place.host());
        try {
            attempt.at(new InetSocketAddress(address, place.port()));
        } catch (SocketException e) {
            if (!held.test(place.port())) {
                throw e;
            }
            // The node that runs has the port; whether the address is of this machine any other port tells.
            attempt.at(new InetSocketAddress(address, 0));
        }
    }

    private static InetAddress address(String host) throws IOException {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IOException("this name leads to no address", e);
        }
    }

    private static void tcp(InetSocketAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // As the servers do: connections that have ended just now keep no port.
            socket.setReuseAddress(true);
            socket.bind(address);
        }
    }

    private static void udp(InetSocketAddress address) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.bind(address);
        }
    }
}
