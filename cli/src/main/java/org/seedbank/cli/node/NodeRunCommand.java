package org.seedbank.cli.node;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.NodeReach;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.cli.status.NodeText;
import org.seedbank.integrity.HostPort;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.api.ReachText;
import org.seedbank.node.findings.ConnectBack;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.PeerAddresses;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Is the node. */
@Command(
        name = "run",
        header = "Be the node, in this terminal or for a service manager.",
        description = {
            "",
            "Runs until 'seedbank node stop', SIGTERM or Ctrl-C, and then ends with exit code 0. Says on standard error"
                    + " when it is ready.",
            "",
            "Ends with code 7 when only a new process can go on, such as when libtorrent does not answer any more. 'seedbank node"
                    + " start' and systemd start it again then, and so they do when it ends for want of memory,"
                    + " with code 3.",
            "",
            "Reaches as far as 'seedbank node reach' has set; --public and --local count only where nothing has been set,"
                    + " and are kept then."
        },
        footer = {"  seedbank node run", "  seedbank node run --local --port 0"},
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.OUT_OF_MEMORY,
            ExitCodes.Help.RESTART,
            ExitCodes.Help.INTERRUPTED
        })
final class NodeRunCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Mixin
    private NodeStartOptions options;

    NodeRunCommand(Context context) {
        this.context = context;
    }

    /** To be ended is what it is for, so that is no failure. */
    @Override
    public Integer call() {
        try {
            NodeStart start = options.start();
            Optional<InetSocketAddress> back = start.connectBack().map(this::place);
            takeUp(options.reach());
            if (run(start, back)) {
                context.terminal().say("the node ends with code %d, to be started again".formatted(ExitCodes.RESTART));
                return ExitCodes.RESTART;
            }
        } catch (InterruptedException e) {
            context.terminal().say("ending the node, as it was told to by a signal");
        }
        context.terminal().say("the node has ended");
        return ExitCodes.OK;
    }

    private boolean run(NodeStart start, Optional<InetSocketAddress> back) throws InterruptedException {
        if (back.isEmpty()) {
            return NodeProcess.run(context, start, this::sayReady);
        }
        try (ConnectBack others = ConnectBack.open(back.get())) {
            context.terminal()
                    .say("port %d connects back to who asks with 'seedbank doctor --from'".formatted(others.port()));
            return NodeProcess.run(context, start, this::sayReady);
        }
    }

    private InetSocketAddress place(HostPort text) {
        try {
            return PeerAddresses.lookUp(text);
        } catch (UnknownHostException e) {
            throw new ParameterException(
                    spec.commandLine(), "--connect-back '%s' is no address of this machine".formatted(text), e);
        }
    }

    /**
     * Whoever starts it again and again, such as a unit of an earlier version, knows nothing of what a person has said
     * since.
     */
    private void takeUp(Optional<Network> said) throws InterruptedException {
        NodeReach reach = new NodeReach(context);
        Optional<Network> kept = reach.kept();
        if (said.isPresent() && kept.isEmpty()) {
            reach.keep(said);
        } else if (said.isPresent() && !said.equals(kept)) {
            context.terminal()
                    .warn(
                            "the node reaches %s, as was set with 'seedbank node reach'; what its options say is passed over"
                                    .formatted(ReachText.whom(kept.get())));
        }
    }

    private void sayReady(NodeFacts facts) {
        context.terminal().say("the node is ready: %s, process %d".formatted(NodeText.reach(facts), facts.pid()));
        facts.warnings().forEach(context.terminal()::warn);
    }
}
