package org.seedbank.cli.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.cli.option.ListenAddress;
import org.seedbank.cli.option.PrivateOption;
import org.seedbank.cli.option.WholeNumber;
import org.seedbank.integrity.HostPort;
import org.seedbank.swarm.Network;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options of commands that start a node. */
final class NodeStartOptions {

    private static final String OFF = "off";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--public",
            description = "The same as 'seedbank node reach public' before it: from now on, talk to peers anywhere.")
    private boolean open;

    @Option(
            names = "--local",
            description = "The same as 'seedbank node reach machine' before it: from now on, reach this machine only.")
    private boolean local;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = WholeNumber.Port.class,
            description = "Listen for peers here; 0 takes any free port. Default: 6881, or the next free one.")
    private Integer port;

    @Option(
            names = "--control-port",
            paramLabel = "PORT",
            converter = WholeNumber.Port.class,
            description = "Listen here, on 127.0.0.1, for what the other commands ask. Default: any free port.")
    private Integer controlPort;

    @Mixin
    private PrivateOption allow;

    @Mixin
    private ServingOptions serving;

    @Option(
            names = "--tracker",
            paramLabel = "ADDRESS:PORT",
            description = "Be a tracker too, as 'seedbank tracker' is, at this IP address and port; 'off' ends that.")
    private String tracker;

    @Option(
            names = "--tracker-catalog",
            paramLabel = "CATALOG",
            description = "Have the tracker allow what this catalog holds; repeat it for several. Default: the default"
                    + " catalog.")
    private List<String> trackerCatalogs = new ArrayList<>();

    @Option(
            names = "--connect-back",
            paramLabel = "ADDRESS:PORT",
            arity = "0..1",
            fallbackValue = "0.0.0.0:6882",
            description = {
                "Let other machines find out whether their port is open, with 'seedbank doctor --from': connects to who asks, and"
                        + " to nobody else. Without ADDRESS:PORT, at port 6882 of every address; 'off' ends that."
            })
    private String connectBack;

    /** How far the node is to reach; empty when that was not said. */
    Optional<Network> reach() {
        if (open && local) {
            throw new ParameterException(spec.commandLine(), "--public and --local say different things");
        }
        return open || local ? Optional.of(open ? Network.PUBLIC : Network.LOCAL) : Optional.empty();
    }

    NodeStart start() {
        return new NodeStart(
                of(port),
                of(controlPort),
                allow.isAllowed(),
                serving.serving(Optional.empty()),
                tracking(Optional.empty()),
                connectBack(Optional.empty()));
    }

    /** Takes what was said, and for the rest what a node had that ran before. */
    NodeStart startLike(NodeStart before) {
        return new NodeStart(
                port == null ? before.port() : of(port),
                controlPort == null ? before.controlPort() : of(controlPort),
                allow.isAllowed() || before.allowPrivate(),
                serving.serving(before.http()),
                tracking(before.tracker()),
                connectBack(before.connectBack()));
    }

    /** What is not said is as it was before. */
    private Optional<NodeStart.Tracking> tracking(Optional<NodeStart.Tracking> before) {
        boolean off = OFF.equals(tracker);
        if (!trackerCatalogs.isEmpty() && (off || (tracker == null && before.isEmpty()))) {
            throw new ParameterException(spec.commandLine(), "--tracker-catalog says nothing without --tracker");
        }
        if (off || (tracker == null && before.isEmpty())) {
            return Optional.empty();
        }
        HostPort listen = tracker == null ? before.get().listen() : listen(tracker);
        List<String> catalogs = trackerCatalogs.isEmpty()
                ? before.map(NodeStart.Tracking::catalogs).orElse(List.of())
                : trackerCatalogs;
        return Optional.of(new NodeStart.Tracking(listen, catalogs));
    }

    private Optional<HostPort> connectBack(Optional<HostPort> before) {
        if (connectBack == null) {
            return before;
        }
        try {
            return OFF.equals(connectBack) ? Optional.empty() : Optional.of(HostPort.parse(connectBack.strip()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--connect-back '%s' is not ADDRESS:PORT".formatted(connectBack), e);
        }
    }

    private HostPort listen(String text) {
        try {
            return new ListenAddress().convert(text);
        } catch (TypeConversionException e) {
            throw new ParameterException(spec.commandLine(), "--tracker: " + e.getMessage(), e);
        }
    }

    private static OptionalInt of(Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
