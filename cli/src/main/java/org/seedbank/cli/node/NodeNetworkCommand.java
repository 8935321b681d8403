package org.seedbank.cli.node;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.NodeReach;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.status.NodeText;
import org.seedbank.node.api.NetworkText;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.network.ListenPlace;
import org.seedbank.swarm.network.NetworkSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Says, or sets, how the node uses the network. */
@Command(
        name = "network",
        header = "Show or set how the node uses the network.",
        description = {
            "",
            "Each setting counts as far as the node reaches, see 'seedbank node reach', and is kept for restarts and reboots."
                    + " A node that runs leaves its swarms and goes on so; the command returns when it does. Without options,"
                    + " all are shown."
        },
        footer = {
            "  seedbank node network",
            "  seedbank node network --dht off --lsd off",
            "  seedbank node network --proxy socks5://127.0.0.1:1080",
            "  seedbank node network --proxy none"
        },
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class NodeNetworkCommand implements Callable<Integer> {

    private static final String PUBLIC = "public";

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--listen",
            paramLabel = "PLACE",
            description =
                    "Where peers come in, and from where the node goes out to them: ADDRESS, INTERFACE, or either with :PORT;"
                            + " 'all' for every address of this machine.")
    private String listen;

    @Option(
            names = "--dht",
            paramLabel = "on|off",
            converter = SwitchConverter.class,
            description = "Use the distributed hash table; with reach 'public' only.")
    private Switch dht;

    @Option(
            names = "--lsd",
            paramLabel = "on|off",
            converter = SwitchConverter.class,
            description = "Look for peers in this network by multicast (local service discovery).")
    private Switch lsd;

    @Option(
            names = "--pex",
            paramLabel = "on|off",
            converter = SwitchConverter.class,
            description = "Tell peers of each other (peer exchange).")
    private Switch pex;

    @Option(
            names = "--port-mapping",
            paramLabel = "on|off",
            converter = SwitchConverter.class,
            description = "Ask the router to open the port, by UPnP, NAT-PMP and PCP; with reach 'public' only.")
    private Switch portMapping;

    @Option(
            names = "--utp",
            paramLabel = "on|off",
            converter = SwitchConverter.class,
            description =
                    "Go out by uTP to peers behind routers that open no port, where a third peer introduces both (hole punching)."
                            + " To all others the node goes by TCP. With reach 'public' only.")
    private Switch utp;

    @Option(
            names = "--encryption",
            paramLabel = "off|on|required",
            description = "Encrypt connections to peers: never, as the peer wants, or always.")
    private String encryption;

    @Option(
            names = "--dht-bootstrap",
            paramLabel = "HOST:PORT",
            description =
                    "Enter the DHT by this node, such as any seedbank node of the lab, and by none of the public ones; may be"
                            + " given several times. 'public' takes the public ones again.")
    private List<String> dhtBootstrap;

    @Option(
            names = "--proxy",
            paramLabel = "URL",
            description =
                    "Reach others through this proxy: socks5h://[USER:PASSWORD@]HOST:PORT, socks5:// with names looked up here, or"
                            + " http://. 'none' for no proxy, 'environment' for that of ALL_PROXY and the like.")
    private String proxy;

    @Mixin
    private OutputOptions output;

    NodeNetworkCommand(Context context) {
        this.context = context;
    }

    /** A type of its own, as picocli takes options that are flags for those without a word. */
    private enum Switch {
        ON,
        OFF;

        private static Optional<Boolean> of(Switch chosen) {
            return Optional.ofNullable(chosen).map(each -> each == ON);
        }
    }

    /** Reads {@code on} and {@code off}. */
    static final class SwitchConverter implements ITypeConverter<Switch> {
        @Override
        public Switch convert(String word) {
            return switch (word) {
                case "on" -> Switch.ON;
                case "off" -> Switch.OFF;
                default -> throw new TypeConversionException("'%s' is not on or off".formatted(word));
            };
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        NodeReach reach = new NodeReach(context);
        NetworkText change = change();
        if (!change.equals(NetworkText.NOTHING)) {
            warnOfMissingInterface(valid(change));
            reach.change(change);
        }
        NetworkText now = NetworkText.of(reach.network());
        if (output.json()) {
            JsonOutput.print(now, context.terminal());
        } else {
            new NodeText(context.terminal()).network(now);
        }
        return ExitCodes.OK;
    }

    private NetworkText change() {
        return new NetworkText(
                Optional.ofNullable(listen),
                Switch.of(dht),
                Switch.of(lsd),
                Switch.of(pex),
                Switch.of(portMapping),
                Switch.of(utp),
                Optional.ofNullable(encryption),
                Optional.ofNullable(dhtBootstrap).map(nodes -> nodes.equals(List.of(PUBLIC)) ? List.of() : nodes),
                Optional.ofNullable(proxy),
                Optional.empty());
    }

    private NetworkSettings valid(NetworkText change) {
        try {
            return change.change(NetworkSettings.USUAL);
        } catch (NodeException.BadRequest e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** It may come later, as that of a VPN does; until then the node does not listen. */
    private void warnOfMissingInterface(NetworkSettings settings) {
        Optional<ListenPlace> place = settings.listen();
        if (place.isPresent() && place.get().isBound() && !place.get().isHere()) {
            context.terminal()
                    .warn(
                            "'%s' is no address or interface of this machine now; the node cannot listen until it is; --listen all takes that back"
                                    .formatted(place.get().where()));
        }
    }
}
