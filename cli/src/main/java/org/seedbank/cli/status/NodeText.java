package org.seedbank.cli.status;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.cli.option.TimeSpan;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.api.Order;
import org.seedbank.node.api.OrderView;
import org.seedbank.node.api.ReachText;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.node.api.ScheduleText;

/** A node and what it was told, for a person. */
public final class NodeText {

    private final Terminal terminal;

    public NodeText(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Everything about the node but its datasets, orders and schedule. */
    public void facts(NodeFacts facts, Path log) {
        line("running", "since %s, process %d".formatted(facts.started().truncatedTo(ChronoUnit.SECONDS), facts.pid()));
        line("version", facts.version());
        line("reach", reach(facts));
        line("control", "127.0.0.1, port %d".formatted(facts.controlPort()));
        line(
                "datasets",
                "%d, %s down, %s up"
                        .formatted(
                                facts.datasets(),
                                Amounts.rate(facts.downloadRate()),
                                Amounts.rate(facts.uploadRate())));
        line("limits", limits(facts.limits()) + (facts.scheduled() ? ", by the schedule" : ""));
        line("log", log.toString());
        facts.warnings().forEach(warning -> line("warning", warning));
        terminal.out().flush();
    }

    /** How far a node reaches. */
    public static String reach(NodeFacts facts) {
        return "%s, port %d".formatted(ReachText.whom(facts.network()), facts.peerPort());
    }

    static String limits(Limits limits) {
        return "up %s, down %s, ratio %s".formatted(rate(limits.up()), rate(limits.down()), ratio(limits));
    }

    static String rate(Optional<Long> rate) {
        return rate.map(value -> value == 0 ? "off" : Amounts.rate(value)).orElse("none");
    }

    static String ratio(Limits limits) {
        return limits.ratio().map(Amounts::ratio).orElse("none");
    }

    /** The rules with the numbers that remove them. */
    public void schedule(List<ScheduleRule> rules) {
        for (int i = 0; i < rules.size(); i++) {
            line(i == 0 ? "schedule" : "", "%d  %s".formatted(i + 1, ScheduleText.format(rules.get(i))));
        }
        terminal.out().flush();
    }

    /** The orders, each with its news below it. */
    public void orders(List<OrderView> orders) {
        for (int i = 0; i < orders.size(); i++) {
            OrderView view = orders.get(i);
            line(i == 0 ? "orders" : "", "%s  %s".formatted(view.id(), order(view.order())));
            state(view).forEach(each -> line("", "  " + each));
        }
        terminal.out().flush();
    }

    /** One order, with how it does. */
    void order(OrderView view) {
        terminal.out().println(SafeText.line("%s  %s".formatted(view.id(), order(view.order()))));
        state(view).forEach(each -> terminal.out().println(SafeText.line("  " + each)));
        terminal.out().flush();
    }

    /** Says what is true now first, and then what it did. */
    private static List<String> state(OrderView view) {
        List<String> lines = new ArrayList<>();
        view.problems().forEach(problem -> lines.add("problem: " + problem));
        view.waiting().forEach(each -> lines.add("waits for " + each));
        view.looked()
                .ifPresent(looked -> lines.add("looked " + looked.truncatedTo(ChronoUnit.SECONDS)
                        + view.next()
                                .map(next -> ", next " + next.truncatedTo(ChronoUnit.SECONDS))
                                .orElse("")));
        lines.addAll(view.news());
        return lines;
    }

    /** An order in the words of the command that gives it. */
    static String order(Order order) {
        if (order instanceof Order.Watch watch) {
            return "watch '%s' -d '%s'".formatted(watch.folder(), watch.target());
        }
        if (order instanceof Order.Drop drop) {
            return "drop '%s'".formatted(drop.folder())
                    + drop.catalog().map(" --catalog '%s'"::formatted).orElse("")
                    + drop.quiet()
                            .map(time -> " --quiet-for " + TimeSpan.of(time))
                            .orElse("");
        }
        if (order instanceof Order.Follow follow) {
            return "follow %s".formatted(follow.catalog().map("'%s'"::formatted).orElse("the catalog in use"))
                    + follow.match().map(" --match '%s'"::formatted).orElse("")
                    + " -d '%s'".formatted(follow.folder())
                    + follow.every()
                            .map(time -> " --every " + TimeSpan.of(time))
                            .orElse("");
        }
        Order.Link link = (Order.Link) order;
        return "link %.12s '%s'%s".formatted(link.key(), link.folder(), link.symbolic() ? " --symbolic" : "");
    }

    /** Says that an order was taken. */
    public static void sayOrder(OrderView view, Terminal terminal) {
        PrintWriter out = terminal.out();
        out.println(SafeText.line("%s  %s".formatted(view.id(), order(view.order()))));
        view.problem().ifPresent(terminal::warn);
        out.flush();
    }

    private void line(String name, String text) {
        terminal.out().println(SafeText.line("%-10s%s".formatted(name, text)));
    }
}
