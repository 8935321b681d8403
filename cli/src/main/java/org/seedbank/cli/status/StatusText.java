package org.seedbank.cli.status;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.FindingText;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.SourceText;
import org.seedbank.cli.screen.Table;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.cli.screen.VerifiedText;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.examination.Examination;
import org.seedbank.node.examination.Finding;
import org.seedbank.swarm.Source;

/** Everything about datasets of the node, for a person. */
final class StatusText {

    private static final String NOTHING = "-";

    /** What a source said stands in the table in full; of what is longer than this only the beginning stands below once more. */
    private static final int LONG_WORD = 90;

    /** Two thirds of it at most, so that nothing is cut just before its end. */
    private static final int BEGINNING = 60;

    private static final Set<Finding.Kind> SAID_ABOVE = Set.of(Finding.Kind.STATE, Finding.Kind.PAUSED);

    private final NodeControl node;
    private final Terminal terminal;
    private final ListedDatasets listed;

    StatusText(NodeControl node, Terminal terminal, ListedDatasets listed) {
        this.node = node;
        this.terminal = terminal;
        this.listed = listed;
    }

    void print(List<DatasetView> views) throws InterruptedException {
        for (int i = 0; i < views.size(); i++) {
            if (i > 0) {
                terminal.out().println();
            }
            Examination found = node.examine(views.get(i).key());
            print(views.get(i), found);
            sources(found.sources());
            findings(views.get(i), found);
        }
        terminal.out().flush();
    }

    private void print(DatasetView view, Examination found) {
        line("name", view.name());
        listed.serial(view).ifPresent(serial -> line("serial", serial));
        line("state", view.state().label());
        view.why().ifPresent(why -> line("why", why));
        Optional<String> takenBack = listed.withdrawal(view);
        takenBack.ifPresent(said -> line("catalog", said));
        if (takenBack.isEmpty() || view.state() != DatasetState.PAUSED) {
            Cause.step(view, found).ifPresent(step -> line("next", step));
        }
        view.upkeep().note().ifPresent(note -> line("note", note));
        view.digest().ifPresent(digest -> line("digest", digest.toString()));
        view.infohashV1().map(InfoHash::hex).ifPresent(hash -> line("infohash", hash + " (v1)"));
        view.infohashV2().map(InfoHash::hex).ifPresent(hash -> line("infohash", hash + " (v2)"));
        if (view.isPrivate()) {
            line("private", "yes: its peers are had from its trackers alone");
        }
        line("path", view.path());
        line("from", "%s, %s".formatted(view.origin(), view.added().truncatedTo(ChronoUnit.SECONDS)));
        amounts(view);
        traffic(view);
        view.taken().ifPresent(taken -> line("taken", taken.told()));
        line("limits", NodeText.limits(view.limits()));
        boolean damaged = view.amounts().filesDamaged() > 0;
        view.verified().ifPresent(time -> line("verified", VerifiedText.of(time, damaged)));
        view.upkeep()
                .looked()
                .ifPresent(time -> line(
                        "looked",
                        "%s, lengths and times as when verified".formatted(time.truncatedTo(ChronoUnit.SECONDS))));
        view.upkeep()
                .damagedSince()
                .ifPresent(time -> line(
                        "since",
                        "%s, when damage was found first; all else is served"
                                .formatted(time.truncatedTo(ChronoUnit.SECONDS))));
        view.damaged().forEach(path -> line("damaged", path));
    }

    private void sources(List<Source> sources) {
        if (sources.isEmpty()) {
            return;
        }
        terminal.out().println();
        Table table = new Table("source", "address", "state", "answered", "next", "seeds", "peers").alignRight(5, 6);
        for (Source each : sources) {
            table.row(
                    each.kind().label(),
                    each.address().isEmpty() ? NOTHING : each.address(),
                    SourceText.state(each),
                    each.answered().map(StatusText::seconds).orElse(NOTHING),
                    each.next().map(StatusText::seconds).orElse(NOTHING),
                    number(each.seeders()),
                    number(each.leechers()));
            SourceText.word(each).ifPresent(table::note);
        }
        table.print(terminal.out());
    }

    private static String number(OptionalInt count) {
        return count.isPresent() ? Integer.toString(count.getAsInt()) : NOTHING;
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Those of which a person should know; its state, why and the next step stand above. */
    private void findings(DatasetView view, Examination found) {
        Set<String> words = found.sources().stream()
                .flatMap(source -> SourceText.word(source).stream())
                .filter(word -> word.length() > LONG_WORD)
                .collect(Collectors.toSet());
        List<Finding> told = Cause.first(view, found.findings()).stream()
                .filter(each -> each.health() != Finding.Health.GOOD && !SAID_ABOVE.contains(each.kind()))
                .map(each -> new Finding(
                        each.kind(),
                        each.facts().stream()
                                .map(fact -> words.contains(fact) ? fact.substring(0, BEGINNING) + "…" : fact)
                                .toList()))
                .toList();
        if (!told.isEmpty()) {
            terminal.out().println();
            FindingText.print(told, NextStep.subject(view, found.sources()), terminal);
        }
    }

    private void amounts(DatasetView view) {
        DatasetView.Amounts amounts = view.amounts();
        line(
                "here",
                "%s of %s, %s %%"
                        .formatted(
                                Amounts.bytes(amounts.bytesDone()),
                                Amounts.bytes(amounts.bytesWanted()),
                                StatusTable.percent(view)));
        boolean some = amounts.filesWanted() != amounts.filesTotal();
        line(
                "files",
                some
                        ? "%d of %d, %s in all"
                                .formatted(
                                        amounts.filesWanted(),
                                        amounts.filesTotal(),
                                        Amounts.bytes(amounts.bytesTotal()))
                        : Integer.toString(amounts.filesTotal()));
        view.secondsLeft().ifPresent(seconds -> line("left", Amounts.duration(Duration.ofSeconds(seconds))));
    }

    private void traffic(DatasetView view) {
        DatasetView.Moves moves = view.traffic();
        line("down", "%s, %s in all".formatted(Amounts.rate(moves.downloadRate()), Amounts.bytes(moves.downloaded())));
        line("up", "%s, %s in all".formatted(Amounts.rate(moves.uploadRate()), Amounts.bytes(moves.uploaded())));
        view.ratio().ifPresent(ratio -> line("ratio", Amounts.ratio(ratio)));
        line("peers", "%d, of which %d have everything".formatted(moves.peers(), moves.seeds()));
        if (moves.rejected() > 0) {
            line(
                    "rejected",
                    "%s of what was not published, %s banned"
                            .formatted(
                                    Amounts.count(moves.rejected(), "piece"), Amounts.count(moves.banned(), "peer")));
        }
    }

    private void line(String name, String text) {
        terminal.out().println(SafeText.line("%-10s%s".formatted(name, text)));
    }
}
