package org.seedbank.cli.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.IntPredicate;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.NodeReach;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.ShellWord;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.serving.HttpServed;
import org.seedbank.node.tracking.TrackerFacts;
import org.seedbank.swarm.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Ends the node and starts it again. */
@Command(
        name = "restart",
        header = "End the node, if it runs, and start it in the background.",
        description = {
            "",
            "It reaches as far as before and keeps its port for peers and every option that it was started with, also"
                    + " when it does not answer any more, unless options say otherwise; what changed is said.",
            "",
            "Where it could not listen as they say, the node that runs is left alone; where it does not come up so, it is"
                    + " started again as it was."
        },
        footer = {"  seedbank node restart", "  seedbank node restart --serve-http 127.0.0.1:8090"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class NodeRestartCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private NodeStartOptions options;

    @Option(names = "--no-allow-private", description = "Do without --allow-private from now on.")
    private boolean dropsPrivate;

    @Spec
    private CommandSpec spec;

    NodeRestartCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (dropsPrivate && spec.commandLine().getParseResult().hasMatchedOption("--allow-private")) {
            throw new ParameterException(
                    spec.commandLine(), "--allow-private and --no-allow-private say different things");
        }
        Optional<Network> reach = options.reach();
        NodeReach setting = new NodeReach(context);
        Optional<NodeFacts> before = before();
        NodeStart was = was(before);
        NodeStart like = options.startLike(was);
        NodeStart start = dropsPrivate ? like.allowingPrivate(false) : like;
        context.nodes().requireListening(start, held(before));
        // One of an earlier version reaches as far as it was told when it was started, and has not kept that. What one
        // of a later version
        // keeps cannot be read: this refuses it while that one still runs.
        boolean kept = setting.kept().isPresent();
        context.nodes().stop();
        setting.keep(reach.or(() -> kept ? Optional.empty() : before.map(NodeFacts::network))
                .filter(network -> reach.isPresent() || network != Network.LOCAL));
        start(start, was, before.isPresent());
        return ExitCodes.OK;
    }

    /** Nobody is to be left without a node, and without the options that it had. */
    private void start(NodeStart start, NodeStart was, boolean ran) throws InterruptedException {
        try {
            NodeStartCommand.say(context, start);
            sayChanges(was, start);
        } catch (SeedbankException e) {
            if (ran && !start.equals(was)) {
                startAgain(was);
            } else if (ran) {
                sayHow(was);
            }
            throw e;
        }
    }

    private void sayChanges(NodeStart was, NodeStart start) {
        List<String> come = start.beyond(was);
        List<String> gone = was.beyond(start);
        if (!come.isEmpty()) {
            context.terminal().say("from now on: " + SafeText.line(ShellWord.line(come)));
        }
        if (!gone.isEmpty()) {
            context.terminal().say("no longer: " + SafeText.line(ShellWord.line(gone)));
        }
    }

    private void startAgain(NodeStart was) throws InterruptedException {
        context.terminal().warn("the node does not start so: it is started as it was before");
        try {
            NodeStartCommand.say(context, was);
        } catch (SeedbankException e) {
            context.terminal().warn(e.getMessage());
            sayHow(was);
        }
    }

    private void sayHow(NodeStart was) {
        List<String> words = new ArrayList<>(List.of("seedbank", "node", "start"));
        words.addAll(was.options());
        context.terminal().say("to start the node as it was: " + SafeText.line(ShellWord.line(words)));
    }

    /** What the node has noted itself; one of an earlier version tells some of it when it is asked. */
    private NodeStart was(Optional<NodeFacts> before) {
        OptionalInt port = before.map(NodeFacts::peerPort).map(OptionalInt::of).orElse(OptionalInt.empty());
        return new StartNote(context)
                .read()
                .orElseGet(() -> before.map(NodeRestartCommand::told).orElse(NodeStart.USUAL))
                .withPort(port);
    }

    private static NodeStart told(NodeFacts facts) {
        return new NodeStart(
                OptionalInt.empty(),
                OptionalInt.empty(),
                facts.allowPrivate().orElse(false),
                facts.http().map(HttpServed::serving),
                facts.tracker().map(NodeRestartCommand::tracking),
                Optional.empty());
    }

    /** Ports of the node that runs; any may be one's that does not answer. */
    private static IntPredicate held(Optional<NodeFacts> before) {
        if (before.isEmpty()) {
            return port -> true;
        }
        NodeFacts facts = before.get();
        Set<Integer> ports = new HashSet<>(List.of(facts.peerPort(), facts.controlPort()));
        facts.http().ifPresent(http -> ports.add(http.serving().listen().port()));
        facts.tracker().ifPresent(tracker -> tracker.listen().forEach(each -> ports.add(each.port())));
        return ports::contains;
    }

    private static NodeStart.Tracking tracking(TrackerFacts tracker) {
        return new NodeStart.Tracking(tracker.listen().get(0), tracker.catalogs());
    }

    private Optional<NodeFacts> before() throws InterruptedException {
        try {
            Optional<NodeControl> node = context.nodes().running();
            return node.isPresent() ? Optional.of(node.get().facts()) : Optional.empty();
        } catch (NodeException.Unreachable e) {
            context.terminal().warn(e.getMessage());
            return Optional.empty();
        }
    }
}
