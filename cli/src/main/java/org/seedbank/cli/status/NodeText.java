package org.seedbank.cli.status;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seedbank.cli.option.TimeSpan;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.integrity.HostPort;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NetworkText;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.api.Order;
import org.seedbank.node.api.OrderView;
import org.seedbank.node.api.ReachText;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.node.api.ScheduleText;
import org.seedbank.node.serving.HttpServed;
import org.seedbank.node.serving.HttpServing;
import org.seedbank.node.tracking.TrackerFacts;
import org.seedbank.swarm.Network;

/** A node and what it was told, for a person. */
public final class NodeText {

    private final Terminal terminal;

    public NodeText(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Everything about the node but its datasets, orders and schedule.
     *
     * @param trouble what is wrong with it, as {@link NodeTrouble} has it
     */
    public void facts(NodeFacts facts, List<String> trouble, Path log) {
        line("running", "since %s, process %d".formatted(facts.started().truncatedTo(ChronoUnit.SECONDS), facts.pid()));
        line("version", facts.version());
        line("reach", reach(facts));
        facts.networking().ifPresent(networking -> line("network", inBrief(networking, facts)));
        line("control", "127.0.0.1, port %d".formatted(facts.controlPort()));
        facts.http().ifPresent(this::served);
        facts.tracker().ifPresent(this::tracker);
        if (facts.allowPrivate().orElse(false)) {
            line("private", "any torrent may name trackers and web seeds in private networks");
        }
        line(
                "datasets",
                "%d, %s down, %s up"
                        .formatted(
                                facts.datasets(),
                                Amounts.rate(facts.downloadRate()),
                                Amounts.rate(facts.uploadRate())));
        line("limits", limits(facts.limits()) + (facts.scheduled() ? ", by the schedule" : ""));
        line("log", log.toString());
        trouble.forEach(warning -> line("warning", warning));
        terminal.out().flush();
    }

    /** How a node uses the network, in one line: what is on, and what would be if its reach or its proxy let it. */
    private static String inBrief(NetworkText network, NodeFacts facts) {
        boolean proxied = facts.proxy().isPresent();
        boolean datagrams =
                facts.proxy().filter(proxy -> proxy.startsWith("http")).isEmpty();
        List<String> parts = new ArrayList<>();
        network.listen()
                .filter(listen -> !listen.equals(NetworkText.ALL))
                .ifPresent(listen -> parts.add("at " + listen));
        parts.add("DHT " + way(network.dht(), needs(facts, Network.PUBLIC), datagrams));
        parts.add("local discovery " + way(network.lsd(), needs(facts, Network.PRIVATE), !proxied));
        parts.add("peer exchange " + way(network.pex(), needs(facts, Network.PRIVATE), true));
        parts.add("port mapping " + way(network.portMapping(), needs(facts, Network.PUBLIC), !proxied));
        if (!network.utp().orElse(true)) {
            parts.add("uTP off");
        }
        parts.add("encryption " + network.encryption().orElse(""));
        return String.join(", ", parts);
    }

    /** The reach that is missing for what takes at least this one, in words. */
    private static Optional<String> needs(NodeFacts facts, Network least) {
        if (facts.network().compareTo(least) >= 0) {
            return Optional.empty();
        }
        return Optional.of(least == Network.PUBLIC ? "'public'" : "'network' or 'public'");
    }

    private static String way(Optional<Boolean> flag, Optional<String> needed, boolean passes) {
        if (!flag.orElse(false)) {
            return "off";
        }
        return needed.map("only with reach %s"::formatted).orElse(passes ? "on" : "not behind the proxy");
    }

    private static String onOff(Optional<Boolean> flag) {
        return flag.orElse(false) ? "on" : "off";
    }

    /** How a node uses the network, a setting in each line. */
    public void network(NetworkText network) {
        setting("listen", network.listen().orElse(NetworkText.ALL));
        setting("dht", onOff(network.dht()));
        setting("lsd", onOff(network.lsd()));
        setting("pex", onOff(network.pex()));
        setting("port-mapping", onOff(network.portMapping()));
        setting("utp", onOff(network.utp()));
        setting("encryption", network.encryption().orElse(""));
        setting("dht-bootstrap", list(network.dhtBootstrap(), "public"));
        setting("proxy", network.proxy().orElse(""));
        setting("ranges", list(network.ranges(), "all private addresses"));
        terminal.out().flush();
    }

    private static String list(Optional<List<String>> all, String none) {
        return all.filter(each -> !each.isEmpty())
                .map(each -> String.join(" ", each))
                .orElse(none);
    }

    private void setting(String name, String text) {
        terminal.out().println(SafeText.line("%-14s%s".formatted(name, text)));
    }

    private void tracker(TrackerFacts tracker) {
        String at = tracker.listen().stream().map(HostPort::toString).collect(Collectors.joining(" and "));
        String whom = tracker.members() ? "members" : "everybody";
        String what = tracker.open()
                ? "anything"
                : "%s of %s"
                        .formatted(Amounts.count(tracker.datasets(), "dataset"), String.join(", ", tracker.catalogs()));
        line("tracker", "%s, for %s, %s".formatted(at, whom, what));
    }

    private void served(HttpServed served) {
        HttpServing serving = served.serving();
        String at = serving.base().orElseGet(() -> "http://%s/".formatted(serving.listen()));
        String behind = serving.url().isEmpty() ? "" : ", from " + serving.listen();
        String what = serving.fetched() ? "published and fetched datasets" : "published datasets";
        line("http", "%s%s, %s".formatted(at, behind, what));
        line(
                "",
                "%s sent, %s, to %s"
                        .formatted(
                                Amounts.bytes(served.sent()),
                                Amounts.count(served.answers(), "answer"),
                                Amounts.count(served.clients(), "address")));
    }

    /** How far a node reaches. */
    public static String reach(NodeFacts facts) {
        String whom = ReachText.whom(facts.network());
        return facts.proxy()
                .map(proxy -> "%s, through the proxy %s".formatted(whom, proxy))
                .orElse("%s, port %d".formatted(whom, facts.peerPort()));
    }

    /** What may be used, in one line. */
    public static String limits(Limits limits) {
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
