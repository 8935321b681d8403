package org.seedbank.cli.top;

import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.examination.Examination;
import org.seedbank.swarm.PieceMap;
import org.seedbank.swarm.SwarmKey;

/** All that the screen shows: what the node has told, what a person has chosen, and what happened. For one thread. */
final class Dashboard {

    private static final int MOST_LOG_LINES = 50;
    private static final int MOST_TYPED = 200;

    private final Set<SwarmKey> only;
    private final Map<SwarmKey, DatasetView> datasets = new LinkedHashMap<>();
    private final Deque<LogLine> log = new ArrayDeque<>();
    private Optional<NodeFacts> facts = Optional.empty();
    private Optional<String> lost = Optional.empty();
    private List<String> warnings = List.of();
    private SwarmKey chosen;
    private boolean chosenUnseen;
    private SwarmKey asked;
    private Optional<Event.Looked> looked = Optional.empty();
    private DatasetOrder order = DatasetOrder.ADDED;
    private boolean reversed;
    private String filter = "";
    private Mode mode = Mode.LIST;
    private String typed = "";
    private int helpTop;

    /** What the keys are for just now. */
    enum Mode {
        LIST,
        HELP,
        FILTER,
        LIMIT
    }

    /** Something that happened, and when. */
    record LogLine(LocalTime time, String text) {}

    /**
     * An empty one.
     *
     * @param only the datasets that it shows; nothing for all of the node
     */
    Dashboard(Set<SwarmKey> only) {
        this.only = Set.copyOf(only);
    }

    /** Takes in what the node has told. */
    void take(Event.Reported report, LocalTime now) {
        boolean first = facts.isEmpty();
        if (lost.isPresent()) {
            log("the node answers again", now);
        }
        lost = Optional.empty();
        facts = Optional.of(report.facts());
        warnings = report.warnings();
        if (report.all()) {
            Set<SwarmKey> left =
                    report.datasets().stream().map(DatasetView::key).collect(Collectors.toSet());
            List.copyOf(datasets.keySet()).stream()
                    .filter(key -> !left.contains(key))
                    .forEach(key -> remove(key, now));
        }
        report.gone().forEach(key -> remove(key, now));
        for (DatasetView view : report.datasets()) {
            if (only.isEmpty() || only.contains(view.key())) {
                put(view, first, now);
            }
        }
        settle(!first);
    }

    private void put(DatasetView view, boolean silently, LocalTime now) {
        Optional<DatasetView> before = Optional.ofNullable(datasets.put(view.key(), view));
        if (!silently) {
            before.map(each -> ChangeWords.of(each, view))
                    .orElseGet(() -> Optional.of(ChangeWords.taken(view)))
                    .ifPresent(text -> log(text, now));
        }
    }

    private void remove(SwarmKey key, LocalTime now) {
        DatasetView before = datasets.remove(key);
        if (before != null) {
            log(ChangeWords.gone(before), now);
        }
    }

    /** The node does not answer; what it has told stays as it was. */
    void take(Event.Lost news, LocalTime now) {
        if (lost.isEmpty()) {
            log(news.why(), now);
        }
        lost = Optional.of("%s; %s".formatted(news.why(), news.remedy()));
    }

    /** The pieces of a dataset, of which those of one are kept. */
    void take(Event.Looked news) {
        looked = Optional.of(news);
    }

    /** The pieces of the chosen dataset, where they are known. */
    Optional<PieceMap> pieces() {
        return lookedAtChosen().flatMap(Event.Looked::pieces);
    }

    /** How the chosen dataset stands, where that is known. */
    Examination found() {
        return lookedAtChosen().flatMap(Event.Looked::found).orElse(Examination.NONE);
    }

    private Optional<Event.Looked> lookedAtChosen() {
        return looked.filter(each -> each.key().equals(chosen));
    }

    /** Something that a key has asked for was done, or failed. */
    void take(Event.Done done, LocalTime now) {
        done.now().filter(view -> datasets.containsKey(view.key())).ifPresent(view -> datasets.put(view.key(), view));
        log(done.text(), now);
    }

    /** Adds a line to the log, of which the last are kept. */
    void log(String text, LocalTime now) {
        log.addLast(new LogLine(now, text));
        if (log.size() > MOST_LOG_LINES) {
            log.removeFirst();
        }
    }

    /** The rows, sorted and filtered. */
    List<DatasetView> rows() {
        String wanted = filter.toLowerCase(Locale.ROOT);
        return datasets.values().stream()
                .filter(view -> wanted.isEmpty()
                        || view.name().toLowerCase(Locale.ROOT).contains(wanted)
                        || view.state().label().contains(wanted)
                        || view.key().hex().startsWith(wanted)
                        || view.digest()
                                .filter(digest -> digest.hex().startsWith(wanted))
                                .isPresent())
                .sorted(order.comparator(reversed))
                .toList();
    }

    /** Chooses the first row where the chosen one is not among them any more. */
    private void settle(boolean unseen) {
        List<DatasetView> rows = rows();
        if (rows.stream().noneMatch(view -> view.key().equals(chosen))) {
            chosen = rows.isEmpty() ? null : rows.get(0).key();
            chosenUnseen = unseen;
        }
    }

    /** The one that the keys are about; empty where there is no row. */
    Optional<DatasetView> chosen() {
        return Optional.ofNullable(chosen).map(datasets::get);
    }

    /** Tells whether another was chosen by itself since the screen was drawn, so that nobody means that one. */
    boolean isChosenUnseen() {
        return chosenUnseen;
    }

    /** The screen was drawn as all is now. */
    void drawn() {
        chosenUnseen = false;
    }

    /** Index of the row that is chosen, 0 where none is. */
    int chosenRow(List<DatasetView> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).key().equals(chosen)) {
                return i;
            }
        }
        return 0;
    }

    /** Chooses the row that is so many further down, or the last there is. */
    void move(int rowsDown) {
        List<DatasetView> rows = rows();
        if (!rows.isEmpty()) {
            long row = (long) chosenRow(rows) + rowsDown;
            chosen = rows.get((int) Math.max(0, Math.min(rows.size() - 1, row))).key();
        }
    }

    /** All datasets, whatever the filter. */
    Collection<DatasetView> datasets() {
        return datasets.values();
    }

    /** Tells whether the node works on none of them any more; false while it has told nothing. */
    boolean isDone() {
        return facts.isPresent() && datasets.values().stream().noneMatch(DatasetView::isUnderWay);
    }

    void sort(LocalTime now) {
        order = order.next();
        log(sorted(), now);
    }

    void reverse(LocalTime now) {
        reversed = !reversed;
        log(sorted(), now);
    }

    private String sorted() {
        return "sorted by %s%s".formatted(order.label(), reversed ? ", the other way round" : "");
    }

    /** Has the keys be for something else; what was typed is dropped. */
    void enter(Mode next) {
        mode = next;
        typed = next == Mode.FILTER ? filter : "";
        asked = chosen;
        helpTop = 0;
    }

    /** Takes in what is typed, as far as there is room. */
    void type(String text) {
        if (typed.length() + text.length() <= MOST_TYPED) {
            setTyped(typed + text);
        }
    }

    /** Takes back the last character, or all. */
    void erase(boolean all) {
        int end = all || typed.isEmpty() ? 0 : typed.offsetByCodePoints(typed.length(), -1);
        setTyped(typed.substring(0, end));
    }

    /** A filter counts at once, so that a person sees what it does. */
    private void setTyped(String text) {
        typed = text;
        if (mode == Mode.FILTER) {
            filter = text;
            settle(false);
        }
    }

    /** Gives up the filter. */
    void showAll() {
        filter = "";
        settle(false);
    }

    /** The dataset about which a question was asked; empty when it is not the chosen one any more. */
    Optional<DatasetView> asked() {
        return chosen().filter(view -> view.key().equals(asked));
    }

    void scrollHelp(int linesDown) {
        helpTop = Math.max(0, Math.min(KeyHelp.LINES.size() - 1, helpTop + linesDown));
    }

    Mode mode() {
        return mode;
    }

    String typed() {
        return typed;
    }

    String filter() {
        return filter;
    }

    DatasetOrder order() {
        return order;
    }

    int helpTop() {
        return helpTop;
    }

    Optional<NodeFacts> facts() {
        return facts;
    }

    /** Why the node does not answer, if it does not. */
    Optional<String> lost() {
        return lost;
    }

    List<String> warnings() {
        return warnings;
    }

    /** The last lines of the log, the newest last. */
    List<LogLine> log(int most) {
        return log.stream().skip(Math.max(0, log.size() - most)).toList();
    }
}
