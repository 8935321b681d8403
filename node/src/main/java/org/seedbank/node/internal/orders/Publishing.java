package org.seedbank.node.internal.orders;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.integrity.Checkpoints;
import org.seedbank.node.api.Order;
import org.seedbank.node.seeding.NodeSeeder;
import org.seedbank.uploading.publish.Preflight;
import org.seedbank.uploading.publish.Preparation;
import org.seedbank.uploading.publish.PublishDataset;
import org.seedbank.uploading.publish.PublishEvent;
import org.seedbank.uploading.publish.PublishListener;
import org.seedbank.uploading.publish.PublishRequest;
import org.seedbank.uploading.publish.Published;
import org.seedbank.uploading.selection.LeftOut;
import org.seedbank.uploading.selection.OwnFolders;
import org.seedbank.uploading.trackers.DefaultTrackers;

/** Publishes things of a drop folder into its catalog, served by the node. */
final class Publishing {

    /** Nobody waits for it, so it leaves the other processors to those who do. */
    private static final int JOBS = 1;

    private final OrderContext means;
    private final Order.Drop order;

    Publishing(OrderContext means, Order.Drop order) {
        this.means = means;
        this.order = order;
    }

    /** Tells whether something looks as it did when it was found to be quiet. */
    @FunctionalInterface
    interface Still {
        boolean isSo() throws InterruptedException;
    }

    /**
     * Hashes, serves and posts a dataset.
     *
     * @param still asked before it is read and after
     * @param warnings told what a person should know about it
     * @return what was published; nothing when it did not stay the same
     * @throws org.seedbank.integrity.SeedbankException when it cannot be published
     */
    Optional<Published> publish(Path item, Still still, Consumer<String> warnings) throws InterruptedException {
        if (!still.isSo()) {
            return Optional.empty();
        }
        OrdersSettings settings = means.settings();
        PublishDataset dataset = new PublishDataset(catalog(), settings.program(), own());
        PublishListener listener = event -> {
            if (event instanceof PublishEvent.Warned warned) {
                warnings.accept(warned.text());
            } else if (event instanceof PublishEvent.Littered litter) {
                warnings.accept(litter.text());
            } else if (event instanceof PublishEvent.LeftOutOfIt some) {
                warnings.accept(LeftOut.count(some.leftOut()));
            }
        };
        Checkpoints checkpoints = Checkpoints.in(settings.checkpoints(), Checkpoints.PAUSE);
        Preflight looked = dataset.look(request(item), listener);
        Preparation prepared = dataset.prepareToPost(looked, checkpoints, listener);
        return still.isSo()
                ? Optional.of(dataset.publish(prepared, new NodeSeeder(means.node()), listener))
                : Optional.empty();
    }

    /** Looks at something without reading it; throws what {@link #publish} would throw of it. */
    void requirePublishable(Path item) throws InterruptedException {
        new PublishDataset(catalog(), means.settings().program(), own()).look(request(item), event -> {});
    }

    private Catalog catalog() {
        Catalogs catalogs = new Catalogs(means.settings().catalogs());
        return order.catalog()
                .map(catalogs::open)
                .orElseGet(() -> catalogs.open(catalogs.registry().byDefault()));
    }

    private OwnFolders own() {
        CatalogSettings catalogs = means.settings().catalogs();
        return OwnFolders.of(
                means.settings().node(),
                means.settings().checkpoints(),
                catalogs.local(),
                catalogs.config(),
                catalogs.cache());
    }

    private PublishRequest request(Path item) {
        return PublishRequest.of(item)
                .withTrackers(
                        DefaultTrackers.in(means.settings().catalogs().config()).read())
                .withJobs(JOBS);
    }
}
