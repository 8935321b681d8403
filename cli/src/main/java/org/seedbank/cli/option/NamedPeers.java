package org.seedbank.cli.option;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.integrity.HostKind;
import org.seedbank.integrity.HostPort;
import org.seedbank.node.api.ReachText;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.PeerAddresses;
import org.seedbank.swarm.Reach;
import org.seedbank.web.HostNames;

/** Peers that a person names, as addresses of those who are to be asked. What cannot be asked is refused before anything is. */
final class NamedPeers {

    private static final Duration FOR_NAMES = Duration.ofSeconds(10);

    private final Reach reach;
    private final String who;
    private final String remedy;

    /**
     * Peers for a session.
     *
     * @param who who reaches no further, for a person
     * @param remedy how it would reach further
     */
    NamedPeers(Reach reach, String who, String remedy) {
        this.reach = reach;
        this.who = who;
        this.remedy = remedy;
    }

    /** All addresses of all of them, as far as they are within reach; of each there is one. */
    List<InetSocketAddress> inDigits(List<HostPort> peers) throws InterruptedException {
        long deadline = System.nanoTime() + FOR_NAMES.toNanos();
        List<InetSocketAddress> found = new ArrayList<>();
        for (HostPort peer : peers) {
            List<InetAddress> addresses = addresses(peer, deadline);
            List<InetSocketAddress> within = addresses.stream()
                    .filter(reach::allows)
                    .map(address -> new InetSocketAddress(address, peer.port()))
                    .toList();
            if (within.isEmpty()) {
                throw beyond(peer);
            }
            found.addAll(within);
        }
        return found;
    }

    /** Asking for a name tells somebody of it, so short of everywhere beyond this machine none is asked for. */
    private List<InetAddress> addresses(HostPort peer, long deadline) throws InterruptedException {
        Optional<InetSocketAddress> digits = PeerAddresses.inDigits(peer);
        if (digits.isPresent()) {
            return List.of(digits.get().getAddress());
        }
        if (reach.network() == Network.LOCAL && HostKind.of(peer.host()) != HostKind.PRIVATE) {
            throw beyond(peer);
        }
        try {
            List<InetAddress> known = HostNames.lookUp(peer.host(), deadline);
            if (known.isEmpty()) {
                throw CommandFailure.peer(
                        "nobody knows the host of the peer '%s'".formatted(peer),
                        "check the name, and that this machine is on line; an address in digits needs no name server");
            }
            return known;
        } catch (TimeoutException e) {
            throw CommandFailure.peer(
                    "no name server has answered where the peer '%s' is".formatted(peer),
                    "try again, or name it by its address in digits");
        }
    }

    private CommandFailure beyond(HostPort peer) {
        return CommandFailure.peer(
                "the peer '%s' is beyond reach: %s %s".formatted(peer, who, ReachText.whom(reach.network())), remedy);
    }
}
