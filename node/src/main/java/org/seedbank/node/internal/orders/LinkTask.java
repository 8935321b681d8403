package org.seedbank.node.internal.orders;

import java.util.List;
import java.util.Optional;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;

/**
 * Links a dataset's files once all of them are here and were verified. That is done once; the order then stays, so that
 * people see it, until it is cancelled or its place is needed for another.
 */
final class LinkTask implements Task {

    private static final String LINKED = "linked";

    private final OrderContext means;
    private final OrderProgress standing;
    private final Order.Link order;
    private final RetryTimes attempts;

    LinkTask(OrderContext means, OrderProgress standing, Order.Link order) {
        this.means = means;
        this.standing = standing;
        this.order = order;
        attempts = new RetryTimes(means.pace(), means.pace().quiet());
    }

    @Override
    public boolean isDone() {
        return standing.note(LINKED).isPresent();
    }

    @Override
    public Optional<Job> look() throws InterruptedException {
        if (isDone() || !attempts.isDue(LINKED, "")) {
            return Optional.empty();
        }
        DatasetView view = means.node().dataset(order.key());
        boolean whole = view.state() == DatasetState.SEEDING || view.state() == DatasetState.COMPLETE;
        standing.waitsFor(whole ? List.of() : List.of("'%s' to be complete".formatted(view.name())));
        return whole ? Optional.of(new Job(Lane.FOLDERS, () -> link(view))) : Optional.empty();
    }

    private void link(DatasetView view) throws InterruptedException {
        try {
            HeldTorrents.Held held = means.torrents()
                    .held(order.key())
                    .orElseThrow(
                            () -> new NodeException.UnknownDataset(order.key().hex()));
            Linking linking = new Linking(order);
            int files = linking.link(held, view.path());
            standing.note(LINKED, Noted.DONE);
            standing.tell("linked %d %s of '%s' into '%s'"
                    .formatted(files, files == 1 ? "file" : "files", view.name(), order.folder()));
        } catch (NodeException e) {
            attempts.failed(LINKED, "");
            throw e;
        }
    }
}
