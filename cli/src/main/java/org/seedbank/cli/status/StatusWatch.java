package org.seedbank.cli.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.seedbank.cli.screen.DisplayWidth;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.ScreenSize;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.swarm.SwarmKey;

/** Draws the table of datasets over itself as things change. For one thread. */
public final class StatusWatch {

    private static final Duration ROUND = Duration.ofSeconds(5);

    /** A busy node changes all the time; nobody reads faster. */
    private static final long PAUSE_MILLIS = 500;

    private final Terminal terminal;
    private final NodeControl node;
    private final Screen screen;
    private final Map<SwarmKey, DatasetView> datasets = new LinkedHashMap<>();

    /** Tells how much can be shown. */
    @FunctionalInterface
    public interface Screen {
        ScreenSize size() throws InterruptedException;
    }

    public StatusWatch(Terminal terminal, NodeControl node, Screen screen) {
        this.terminal = terminal;
        this.node = node;
        this.screen = screen;
    }

    /** Goes on until this thread is interrupted, which is no failure; the last table stays. */
    public void run() {
        try {
            node.datasets().forEach(view -> datasets.put(view.key(), view));
            terminal.out().print("\u001b[H\u001b[2J");
            long seen = 0;
            while (true) {
                draw();
                Optional<Changes> news = node.changes(seen, ROUND);
                if (news.isPresent()) {
                    seen = news.get().number();
                    news.get().gone().forEach(datasets::remove);
                    news.get().datasets().forEach(view -> datasets.put(view.key(), view));
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            terminal.out().println();
            terminal.out().flush();
        }
    }

    /** Writes line over line, so that nothing is blank in between. */
    private void draw() throws InterruptedException {
        ScreenSize size = screen.size();
        List<String> wrong = warnings(size.rows() / 3);
        List<DatasetView> views = List.copyOf(datasets.values());
        List<String> lines = fitting(
                StatusTable.lines(views, Cause.ofSilent(node, views), size.columns()), size.rows() - 1 - wrong.size());
        lines.addAll(wrong);
        StringBuilder frame = new StringBuilder("\u001b[H");
        for (String line : lines) {
            frame.append(DisplayWidth.cut(line, size.columns())).append("\u001b[K\n");
        }
        terminal.out().print(frame.append("\u001b[J"));
        terminal.out().flush();
    }

    /** Warnings of the node; where they are too many, their number. */
    private List<String> warnings(int most) throws InterruptedException {
        List<String> all = NodeTrouble.of(node).lines().stream()
                .map(each -> "warning: " + SafeText.line(each))
                .toList();
        return all.size() <= most ? all : List.of("%d warnings: see 'seedbank node status'".formatted(all.size()));
    }

    /** The first lines and the sum, when there are too many. */
    private static List<String> fitting(List<String> lines, int most) {
        if (lines.size() <= most) {
            return new ArrayList<>(lines);
        }
        List<String> some = new ArrayList<>(lines.subList(0, most - 2));
        some.add("… %d lines more".formatted(lines.size() - most + 1));
        some.add(lines.get(lines.size() - 1));
        return some;
    }
}
