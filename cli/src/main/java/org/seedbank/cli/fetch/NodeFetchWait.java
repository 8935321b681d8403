package org.seedbank.cli.fetch;

import java.time.Duration;
import java.util.Optional;
import org.seedbank.cli.frame.RemedyWords;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.ProgressMeter;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.cli.status.Cause;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.integrity.Remedy;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.DatasetWait;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.SwarmKey;

/** Waits until the node has fetched and verified a dataset, and shows how that comes along. For one thread. */
final class NodeFetchWait {

    private final Terminal terminal;
    private final NodeControl node;
    private final Silences silences;
    private final boolean quiet;

    /** Waits as long as the silences allow, which all that is waited for shares. */
    NodeFetchWait(Terminal terminal, NodeControl node, Silences silences, boolean quiet) {
        this.terminal = terminal;
        this.node = node;
        this.silences = silences;
        this.quiet = quiet;
    }

    /**
     * Waits until the node has come to an end with it, be that good or bad.
     *
     * @throws DownloadingException.OnlyDamage when no byte comes for too long that was published, but others did; the node goes on
     * @throws NodeException.NobodyHasIt when no byte comes for too long; the node goes on
     * @throws NodeException.UnknownDataset when somebody takes it from the node meanwhile
     */
    DatasetView until(SwarmKey key) throws InterruptedException {
        try (Progress progress = new Progress(terminal, quiet)) {
            DatasetView view = node.dataset(key);
            long rejected = view.traffic().rejected();
            silences.note(view);
            while (view.isUnderWay()) {
                silences.look(node);
                Duration left = silences.left(view);
                if (left.isZero() && view.state() == DatasetState.FETCHING) {
                    if (view.traffic().rejected() > rejected
                            || view.sources().stream().anyMatch(DownloadingException.OnlyDamage::sentWrong)) {
                        terminal.say("the node goes on asking");
                        throw new DownloadingException.OnlyDamage(view.name(), view.sources());
                    }
                    throw nothingCame(view);
                }
                DatasetView before = view;
                Duration round = left.isZero() || left.compareTo(Silences.ROUND) > 0 ? Silences.ROUND : left;
                view = new DatasetWait(node, key, round, progress::show)
                        .until(now -> !now.isUnderWay() || Silences.hasMoved(before, now));
                silences.note(view);
            }
            return view;
        }
    }

    /** Says why, and what to do about it, as the status of the dataset does; nobody is to be blamed for this node's own limit. */
    private NodeException.NobodyHasIt nothingCame(DatasetView view) throws InterruptedException {
        String silence = Amounts.count(silences.limit().toSeconds(), "second");
        String why = view.why().map("; "::concat).orElse("");
        Optional<String> lifting = view.why().flatMap(said -> RemedyWords.lifting(said, view.reference()));
        if (lifting.isPresent()) {
            return new NodeException.NobodyHasIt(
                    "nothing of '%s' came for %s%s".formatted(view.name(), silence, why), Remedy.advice(lifting.get()));
        }
        Optional<Cause> cause = Cause.now(node, view);
        // Of peers together the reason tells already.
        String more = cause.filter(each -> why.isEmpty() || !each.isOfPeers())
                .map(each -> "; " + each.said())
                .orElse("");
        String nobody = "nobody sent a byte of '%s' for %s; the node goes on asking%s%s"
                .formatted(view.name(), silence, why, more);
        return cause.isPresent()
                ? new NodeException.NobodyHasIt(
                        nobody, Remedy.advice(cause.get().step()))
                : new NodeException.NobodyHasIt(nobody, node.facts().network());
    }

    /** Tells whether its files are being read, so that nobody knows yet how they are. */
    static boolean isLookedAt(DatasetView view) {
        return view.state() == DatasetState.WAITING || view.state() == DatasetState.CHECKING;
    }

    /** A bar for each state on the way. */
    private static final class Progress implements AutoCloseable {

        private final Terminal terminal;
        private final boolean quiet;
        private DatasetState state;
        private ProgressMeter meter;

        Progress(Terminal terminal, boolean quiet) {
            this.terminal = terminal;
            this.quiet = quiet;
        }

        void show(DatasetView view) {
            if (!view.isUnderWay()) {
                close();
                return;
            }
            if (meter == null || state != view.state()) {
                close();
                state = view.state();
                meter = new ProgressMeter(terminal, state.label(), quiet);
            }
            String peers = Amounts.count(view.traffic().peers(), "peer");
            String detail = view.why().map(why -> peers + ", " + why).orElse(peers);
            DatasetView.Amounts amounts = view.amounts();
            if (state == DatasetState.FETCHING) {
                meter.update(
                        amounts.bytesDone(),
                        amounts.bytesWanted(),
                        view.traffic().downloadRate(),
                        detail);
            } else {
                meter.update(
                        amounts.bytesDone(), amounts.bytesWanted(), view.why().orElse(""));
            }
        }

        @Override
        public void close() {
            if (meter != null) {
                meter.close();
                meter = null;
            }
        }
    }
}
