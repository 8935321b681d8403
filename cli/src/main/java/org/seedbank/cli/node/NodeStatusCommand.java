package org.seedbank.cli.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.status.NodeText;
import org.seedbank.cli.status.NodeTrouble;
import org.seedbank.integrity.json.Inline;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.api.OrderView;
import org.seedbank.node.api.ScheduleRule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the node itself. */
@Command(
        name = "status",
        header = "Show the node: its reach, limits, orders, log and warnings.",
        description = {"", "Exit code 1 says that no node is running. 'seedbank status' shows its datasets."},
        footer = {"  seedbank node status", "  seedbank node status --json"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class NodeStatusCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private OutputOptions output;

    NodeStatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        NodeControl node = node();
        NodeFacts facts = node.facts();
        List<ScheduleRule> schedule = node.schedule();
        List<OrderView> orders = node.orders();
        if (output.json()) {
            Status status = new Status(facts, context.home().nodeLog(), node.limits(), schedule, orders);
            JsonOutput.print(status, context.terminal());
        } else {
            NodeText text = new NodeText(context.terminal());
            text.facts(facts, NodeTrouble.of(node).lines(), context.home().nodeLog());
            text.schedule(schedule);
            text.orders(orders);
        }
        return ExitCodes.OK;
    }

    /** One that does not run, or does not answer, may have written why. */
    private NodeControl node() throws InterruptedException {
        try {
            return context.nodes().required();
        } catch (NodeException.NotRunning | NodeException.Unreachable e) {
            Path log = context.home().nodeLog();
            if (Files.exists(log)) {
                context.terminal().say(SafeText.line("the log of the node is '%s'".formatted(log)));
            }
            throw e;
        }
    }

    private record Status(
            @Inline NodeFacts facts, Path log, Limits ownLimits, List<ScheduleRule> schedule, List<OrderView> orders) {}
}
