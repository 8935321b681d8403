package org.seedbank.cli.status;

import java.util.List;
import java.util.Optional;
import org.seedbank.cli.frame.RemedyWords;
import org.seedbank.cli.screen.FindingSubject;
import org.seedbank.cli.screen.ShellWord;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Source;

/** Advice on what a person can do about the state of a dataset of the node: the next command. */
public final class NextStep {

    private static final int LINE = 110;

    private NextStep() {}

    /** In full; empty where nothing has to be done. */
    public static Optional<String> of(DatasetView view) {
        String ref = view.reference();
        return Optional.ofNullable(
                switch (view.state()) {
                    case FETCHING ->
                        view.why()
                                .flatMap(why -> RemedyWords.lifting(why, ref).or(() -> silent(view, why, ref)))
                                .orElse(null);
                    case NO_TORRENT -> StepWords.NO_TORRENT.of(ref);
                    case PAUSED -> StepWords.PAUSED.of(ref);
                    case DAMAGED -> damaged(view, ref);
                    case NOT_THERE -> (view.published() ? StepWords.MOVED : StepWords.MOVED_OR_GONE).of(ref);
                    case NO_ROOM -> StepWords.NO_ROOM.of(ref);
                    case FAILED -> StepWords.FAILED.of(ref);
                    default -> null;
                });
    }

    /**
     * The dataset as findings are about it.
     *
     * @param sources by what it is found, those of the session among them
     */
    public static FindingSubject subject(DatasetView view, List<Source> sources) {
        return new FindingSubject(
                view.reference(),
                view.published(),
                view.state() != DatasetState.SEEDING && view.state() != DatasetState.COMPLETE,
                view.isPrivate(),
                FindingSubject.isDhtOff(sources),
                of(view));
    }

    /** A web seed that is to give and does not is nearer than what a longer reach might find. */
    private static Optional<String> silent(DatasetView view, String why, String ref) {
        return view.sources().stream()
                .filter(source -> source.kind() == Source.Kind.WEB_SEED)
                .flatMap(source -> webSeed(source, ref).stream())
                .findFirst()
                .or(() -> RemedyWords.further(why));
    }

    private static Optional<String> webSeed(Source source, String ref) {
        if (source.reason().equals(Optional.of(NotAsked.PRIVATE))) {
            return Optional.of(StepWords.PRIVATE_WEB_SEED.of(ref));
        }
        boolean wrong = source.state() == Source.State.FAILING || source.fault().isPresent();
        return wrong
                ? Optional.of(StepWords.WEB_SEED.of(ref, source.address(), ShellWord.of(source.address())))
                : Optional.empty();
    }

    private static String damaged(DatasetView view, String ref) {
        if (!view.published() && view.verified().isPresent()) {
            return StepWords.DAMAGED.of(ref);
        }
        StepWords words = view.published() ? StepWords.REPAIR_OR_PUBLISH : StepWords.REPAIR;
        return words.of(ref, ShellWord.of(view.path()));
    }

    /**
     * Advice in one line of a table: why a dataset is where it is, and what to do if there is room for that.
     *
     * @param cause what keeps a fetch from going on, if that is known
     */
    static Optional<String> note(DatasetView view, Optional<Cause> cause) {
        Optional<String> why = view.why();
        if (why.isEmpty()) {
            return why;
        }
        // Of peers together the reason tells already.
        String text = why.get()
                + cause.filter(each -> !each.isOfPeers())
                        .map(each -> "; " + each.said())
                        .orElse("");
        Optional<String> step = RemedyWords.lifting(why.get(), view.reference())
                .or(() -> cause.map(Cause::step))
                .or(() -> of(view));
        return Optional.of(step.map(next -> text + ": " + next)
                .filter(both -> both.length() <= LINE)
                .or(() -> step.map(next -> text + "; see 'seedbank status %s'".formatted(view.reference())))
                .orElse(text));
    }
}
