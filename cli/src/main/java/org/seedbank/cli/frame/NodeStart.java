package org.seedbank.cli.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.seedbank.integrity.HostPort;
import org.seedbank.node.serving.HttpServing;

/**
 * How a node is started; how far it reaches is a setting of its own.
 *
 * @param port where it listens for peers, 0 for any free port; empty for the node's own choice
 * @param controlPort where it listens for commands, 0 for any free port; empty for the node's own choice
 * @param allowPrivate whether any torrent may name trackers and web seeds on this machine and in private networks
 * @param http how it serves datasets over HTTP, if it is to
 * @param tracker whether it is a tracker too
 * @param connectBack where it lets others find out whether their port is open, if it is to; its tracker then tells them too
 */
public record NodeStart(
        OptionalInt port,
        OptionalInt controlPort,
        boolean allowPrivate,
        Optional<HttpServing> http,
        Optional<Tracking> tracker,
        Optional<HostPort> connectBack) {

    /**
     * A tracker beside the node.
     *
     * @param listen where it listens
     * @param catalogs names or places of the catalogs whose datasets may be announced; none for the default
     */
    public record Tracking(HostPort listen, List<String> catalogs) {
        /** Copies the names. */
        public Tracking {
            catalogs = List.copyOf(catalogs);
        }
    }

    /** One that serves nothing over HTTP. */
    public NodeStart(OptionalInt port, OptionalInt controlPort, boolean allowPrivate) {
        this(port, controlPort, allowPrivate, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, serving datasets over HTTP or not. */
    public NodeStart serving(Optional<HttpServing> changed) {
        return new NodeStart(port, controlPort, allowPrivate, changed, tracker, connectBack);
    }

    /** The same, listening for peers at the node's own choice of a port. */
    public NodeStart withoutPort() {
        return new NodeStart(OptionalInt.empty(), controlPort, allowPrivate, http, tracker, connectBack);
    }

    /** The same, being a tracker or not. */
    public NodeStart tracking(Optional<Tracking> changed) {
        return new NodeStart(port, controlPort, allowPrivate, http, changed, connectBack);
    }

    /** The same, connecting back to who asks or not. */
    public NodeStart connectingBack(Optional<HostPort> changed) {
        return new NodeStart(port, controlPort, allowPrivate, http, tracker, changed);
    }

    /** The same, whose torrents may or may not name anything private. */
    public NodeStart allowingPrivate(boolean changed) {
        return new NodeStart(port, controlPort, changed, http, tracker, connectBack);
    }

    /** The same, with this port for peers where one is given. */
    public NodeStart withPort(OptionalInt changed) {
        return changed.isEmpty() ? this : new NodeStart(changed, controlPort, allowPrivate, http, tracker, connectBack);
    }

    /** One whose torrents name nothing private. */
    public NodeStart(OptionalInt port, OptionalInt controlPort) {
        this(port, controlPort, false);
    }

    /** One that chooses its ports itself. */
    public static final NodeStart USUAL = new NodeStart(OptionalInt.empty(), OptionalInt.empty());

    /** Options of {@code node run} that say this. */
    public List<String> options() {
        return each().stream().flatMap(List::stream).toList();
    }

    /** The options, each with its value. */
    private List<List<String>> each() {
        List<List<String>> options = new ArrayList<>();
        port.ifPresent(number -> options.add(List.of("--port", Integer.toString(number))));
        controlPort.ifPresent(number -> options.add(List.of("--control-port", Integer.toString(number))));
        if (allowPrivate) {
            options.add(List.of("--allow-private"));
        }
        http.ifPresent(serving -> {
            options.add(List.of("--serve-http", serving.place()));
            serving.url().ifPresent(url -> options.add(List.of("--serve-url", url)));
            if (serving.fetched()) {
                options.add(List.of("--serve-fetched"));
            }
        });
        tracker.ifPresent(its -> {
            options.add(List.of("--tracker", its.listen().toString()));
            its.catalogs().forEach(name -> options.add(List.of("--tracker-catalog", name)));
        });
        connectBack.ifPresent(place -> options.add(List.of("--connect-back", place.toString())));
        return options;
    }

    /** The options that this has and another has not, each with its value, as words of a command. */
    public List<String> beyond(NodeStart other) {
        List<List<String>> theirs = other.each();
        return each().stream()
                .filter(option -> !theirs.contains(option))
                .flatMap(List::stream)
                .toList();
    }
}
