package org.seedbank.cli.status;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.node.api.DatasetView;

/** Everything about datasets of the node, for a person. */
final class StatusText {

    private final Terminal terminal;
    private final WithdrawnDatasets withdrawn;

    StatusText(Terminal terminal, WithdrawnDatasets withdrawn) {
        this.terminal = terminal;
        this.withdrawn = withdrawn;
    }

    void print(List<DatasetView> views) {
        for (int i = 0; i < views.size(); i++) {
            if (i > 0) {
                terminal.out().println();
            }
            print(views.get(i));
        }
        terminal.out().flush();
    }

    private void print(DatasetView view) {
        line("name", view.name());
        line("state", view.state().label());
        view.why().ifPresent(why -> line("why", why));
        withdrawn.of(view).ifPresent(said -> line("catalog", said));
        NextStep.of(view).ifPresent(step -> line("next", step));
        view.upkeep().note().ifPresent(note -> line("note", note));
        view.digest().ifPresent(digest -> line("digest", digest.toString()));
        view.infohashV1().map(InfoHash::hex).ifPresent(hash -> line("infohash", hash + " (v1)"));
        view.infohashV2().map(InfoHash::hex).ifPresent(hash -> line("infohash", hash + " (v2)"));
        line("path", view.path());
        line("from", "%s, %s".formatted(view.origin(), view.added().truncatedTo(ChronoUnit.SECONDS)));
        amounts(view);
        traffic(view);
        line("limits", NodeText.limits(view.limits()));
        view.verified()
                .ifPresent(time ->
                        line("verified", time.truncatedTo(ChronoUnit.SECONDS).toString()));
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
