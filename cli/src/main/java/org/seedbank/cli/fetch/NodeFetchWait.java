package org.seedbank.cli.fetch;

import java.time.Duration;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.ProgressMeter;
import org.seedbank.cli.screen.Terminal;
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
    private final Duration silence;
    private final boolean quiet;

    /** Waits until no byte has come for {@code silence}. */
    NodeFetchWait(Terminal terminal, NodeControl node, Duration silence, boolean quiet) {
        this.terminal = terminal;
        this.node = node;
        this.silence = silence;
        this.quiet = quiet;
    }

    /**
     * Waits until the node has come to an end with it, be that good or bad.
     *
     * @throws NodeException.NobodyHasIt when no byte comes for too long; the node goes on
     * @throws NodeException.UnknownDataset when somebody takes it from the node meanwhile
     */
    DatasetView until(SwarmKey key) throws InterruptedException {
        try (Progress progress = new Progress(terminal, quiet)) {
            DatasetView view = node.dataset(key);
            while (view.isUnderWay()) {
                DatasetView before = view;
                DatasetWait wait = new DatasetWait(node, key, silence, progress::show);
                view = wait.until(now -> !now.isUnderWay() || hasMoved(before, now));
                if (view.isUnderWay() && !hasMoved(before, view) && view.state() == DatasetState.FETCHING) {
                    throw new NodeException.NobodyHasIt(
                            "nobody sent a byte of '%s' for %s; the node goes on asking"
                                    .formatted(view.name(), Amounts.count(silence.toSeconds(), "second")),
                            node.facts().network());
                }
            }
            return view;
        }
    }

    /** Tells whether its files are being read, so that nobody knows yet how they are. */
    static boolean isLookedAt(DatasetView view) {
        return view.state() == DatasetState.WAITING || view.state() == DatasetState.CHECKING;
    }

    private static boolean hasMoved(DatasetView before, DatasetView now) {
        return now.state() != before.state()
                || now.amounts().bytesDone() != before.amounts().bytesDone();
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
                meter.update(amounts.bytesDone(), amounts.bytesWanted(), "");
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
