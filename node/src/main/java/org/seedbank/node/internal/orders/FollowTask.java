package org.seedbank.node.internal.orders;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.names.CatalogListener;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.CatalogSource;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.catalog.names.Found;
import org.seedbank.downloading.reference.References;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.FreeName;
import org.seedbank.node.api.ListedSerial;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;
import org.seedbank.swarm.SwarmKey;

/**
 * Has the node fetch what a catalog lists, and what is posted later. It notes the digest of all that it took or found in
 * the node, so that what a person removes from the node does not come back.
 */
final class FollowTask implements Task {

    private static final int SAVED_TOGETHER = 1000;
    private static final String LISTING = "/listing";

    private final OrderContext means;
    private final OrderProgress standing;
    private final Order.Follow order;

    /** For the catalog as a whole, and for each entry by its digest. */
    private final RetryTimes attempts;

    /** When the catalog last answered; empty before it has. */
    private Optional<Long> asked = Optional.empty();

    /** Set by any thread: a person does not want to wait. */
    private final AtomicBoolean hurried = new AtomicBoolean();

    FollowTask(OrderContext means, OrderProgress standing, Order.Follow order) {
        this.means = means;
        this.standing = standing;
        this.order = order;
        attempts = new RetryTimes(means.pace(), means.pace().ask());
    }

    @Override
    public void hurry() {
        hurried.set(true);
    }

    private Duration every() {
        return ((Order.Follow) standing.order()).every().orElse(means.pace().ask());
    }

    @Override
    public Optional<Job> look() {
        if (hurried.getAndSet(false)) {
            asked = Optional.empty();
            attempts.keep(List.of());
        }
        boolean due = asked.isEmpty() || means.pace().hasPassed(every(), asked.get());
        return due && attempts.isDue(LISTING, "") ? Optional.of(new Job(Lane.ASKING, this::ask)) : Optional.empty();
    }

    private void ask() throws InterruptedException {
        try {
            Catalogs catalogs = new Catalogs(means.settings().catalogs());
            String name = order.catalog()
                    .orElseGet(() -> catalogs.registry().byDefault().name());
            CatalogSource source = catalogs.only(name, CatalogListener.NONE).first();
            // A listing that is only as new as the last answer would look like a catalog without news.
            List<Listed> listed =
                    source.catalog().list(Freshness.NOW).matching(order.match().orElse(""));
            take(source, listed);
            attempts.succeeded(LISTING);
            asked = Optional.of(means.pace().nanos().getAsLong());
            standing.looked(means.pace().clock().instant(), means.pace().after(every()));
        } catch (SeedbankException e) {
            attempts.failed(LISTING, "");
            standing.looked(means.pace().clock().instant(), means.pace().after(attempts.pause(LISTING)));
            throw e;
        }
    }

    private void take(CatalogSource source, List<Listed> listed) throws InterruptedException {
        Set<Sha256> held = new HashSet<>();
        for (DatasetView view : means.node().datasets()) {
            view.digest().ifPresent(held::add);
        }
        Set<String> troubled = new HashSet<>();
        References references = new References(() -> CatalogSet.of(source.catalog()));
        int taken = 0;
        for (Listed each : listed) {
            String digest = each.entry().digest().hex();
            if (each.entry().withdrawn() || standing.note(digest).isPresent()) {
                continue;
            }
            if (!take(source, each, held.contains(each.entry().digest()), references)) {
                troubled.add(digest);
            } else if (++taken % SAVED_TOGETHER == 0) {
                means.save().run();
            }
        }
        attempts.keep(troubled);
        standing.settleAllBut("", troubled::contains);
    }

    /** Takes one entry, or notes why not: one that is broken keeps none of the others. */
    private boolean take(CatalogSource source, Listed listed, boolean held, References references)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        String digest = listed.entry().digest().hex();
        if (!attempts.isDue(digest, "")) {
            return false;
        }
        try {
            requireRoom();
            if (!held) {
                Metainfo torrent =
                        references.found(new Found.Dataset(source, listed)).torrent();
                DatasetView view =
                        FreeName.add(means.node(), NewDataset.fetched(torrent, order.folder(), standing.id()));
                ListedSerial.tell(means.node(), SwarmKey.of(torrent), listed.reference());
                standing.tell("fetching %s, %s in the catalog".formatted(view.called(), listed.reference()));
            }
            standing.note(digest, Noted.DONE);
            attempts.succeeded(digest);
            return true;
        } catch (CatalogException.Unreachable | NodeException.Unreachable e) {
            throw e; // The others would fare no better.
        } catch (SeedbankException e) {
            attempts.failed(digest, "");
            standing.trouble(
                    digest, "%s in the catalog is not fetched: %s".formatted(listed.reference(), e.getMessage()));
            return false;
        }
    }

    private void requireRoom() {
        if (standing.isFull()) {
            throw new NodeException.Refused(
                    "this order has brought %d datasets, which is the most".formatted(OrderProgress.MAX_NOTES),
                    "follow the catalog with another text to match");
        }
    }
}
