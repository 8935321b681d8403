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
                    case NO_TORRENT ->
                        ("it is asked for again and again, at once with 'seedbank resume %s'; somebody who has it is named with"
                                        + " 'seedbank get %s --peer HOST:PORT', and 'seedbank remove %s' gives it up")
                                .formatted(ref, ref, ref);
                    case PAUSED -> "'seedbank resume %s' goes on".formatted(ref);
                    case DAMAGED -> damaged(view, ref);
                    case NOT_THERE -> notThere(view, ref);
                    case NO_ROOM ->
                        "free some space and it goes on by itself, or 'seedbank remove %s' gives it up".formatted(ref);
                    case FAILED ->
                        "'seedbank resume %s' tries again at once; 'seedbank node status' names the log".formatted(ref);
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
            return Optional.of("'seedbank get %s --allow-private' lets private web seeds be asked".formatted(ref));
        }
        boolean wrong = source.state() == Source.State.FAILING || source.fault().isPresent();
        return wrong
                ? Optional.of(
                        "the web seed '%s' has to be mended, or taken out with 'seedbank edit %s --remove-web-seed %s'"
                                .formatted(source.address(), ref, ShellWord.of(source.address())))
                : Optional.empty();
    }

    /** Of what was published, or was never right here, a person has to say that it is mended. */
    private static String damaged(DatasetView view, String ref) {
        if (!view.published() && view.verified().isPresent()) {
            return "'seedbank resume %s' tries again to get from others what is damaged".formatted(ref);
        }
        String path = ShellWord.of(view.path());
        String repair = "'seedbank verify --repair %s %s' gets from others what is damaged".formatted(ref, path);
        return view.published()
                ? repair + "; what was changed on purpose is published anew with 'seedbank publish %s'".formatted(path)
                : repair;
    }

    private static String notThere(DatasetView view, String ref) {
        String moved = "if it was moved, 'seedbank relocate %s NEWPATH' says where to".formatted(ref);
        return view.published() ? moved : moved + "; 'seedbank resume %s' fetches it anew".formatted(ref);
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
