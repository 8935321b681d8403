package org.seedbank.cli.option;

import java.util.Optional;
import java.util.OptionalInt;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.NodeReach;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.library.Version;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.libtorrent.LibtorrentSwarm;
import org.seedbank.swarm.network.ListenPlace;
import org.seedbank.swarm.network.NetworkSettings;
import org.seedbank.web.proxy.NamedProxy;
import org.seedbank.web.proxy.ProxyAddress;
import picocli.CommandLine.Option;

/** The options of commands that open a swarm session. */
public final class SwarmOptions {

    @Option(
            names = "--public",
            description = {
                "Talk to peers anywhere: through trackers, DHT, local discovery and peer exchange, and let the router"
                        + " open a port. Without it, only this machine is reached and nothing is shared beyond it."
            })
    private boolean open;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = WholeNumber.Port.class,
            description = "Listen for peers here; 0 takes any free port. Default: 6881, or the next free one.")
    private Integer port;

    public Swarm openSwarm(Context context) throws InterruptedException {
        return openSwarm(context, false);
    }

    /**
     * Opens a session.
     *
     * @param allowPrivate whether strangers' torrents may name private trackers and web seeds
     */
    public Swarm openSwarm(Context context, boolean allowPrivate) throws InterruptedException {
        String version = Version.number();
        SwarmSettings settings = (open
                        ? SwarmSettings.open(context.home().swarm(), version)
                        : SwarmSettings.local(context.home().swarm(), version))
                .withAllowPrivate(allowPrivate);
        settings = settings.withNetworking(network(context));
        settings = settings.withProxy(proxy(settings.networking()));
        return LibtorrentSwarm.open(port == null ? settings : settings.withPort(port));
    }

    /** As the node's, but for the port, which the node may have just now. */
    private static NetworkSettings network(Context context) throws InterruptedException {
        NetworkSettings settings = new NodeReach(context).network();
        return settings.withListen(settings.listen()
                .filter(ListenPlace::isBound)
                .map(place -> new ListenPlace(place.where(), OptionalInt.empty())));
    }

    private static Optional<ProxyAddress> proxy(NetworkSettings settings) {
        try {
            return settings.proxy().forPeers(System.getenv()).map(NamedProxy::proxy);
        } catch (IllegalArgumentException e) {
            throw new NodeException.BadRequest(e.getMessage());
        }
    }

    /** Says, where nothing came, that more may be asked, unless all are asked already. */
    public void tellWhoWasAsked(Terminal terminal) {
        if (!open) {
            terminal.tell("only processes on this machine were asked; --public reaches others");
        }
    }

    public boolean isPublic() {
        return open;
    }

    /** How far a session reaches, for a person. */
    public String reach(int listening) {
        return open
                ? "port %d, reachable for peers anywhere".formatted(listening)
                : "port %d of this machine only; add --public to reach others".formatted(listening);
    }
}
