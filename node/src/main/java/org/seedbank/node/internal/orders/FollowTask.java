package org.seedbank.node.internal.orders;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Versions;
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
import org.seedbank.node.internal.store.AtWork;
import org.seedbank.swarm.SwarmKey;

/**
 * Has the node fetch what a catalog lists, and what is posted later. It notes the digest of all that it took or found in
 * the node, so that what a person removes from the node does not come back.
 */
final class FollowTask implements Task {

    private static final int SAVED_TOGETHER = 1000;
    private static final String LISTING = "/listing";

    /** So many entries that cannot be fetched are met in one turn; a catalog of nothing else would be asked for hours. */
    private static final int MOST_FAILURES = 50;

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
        try (AtWork.Work work = means.begin(standing, LISTING, "")) {
            Catalogs catalogs = new Catalogs(means.settings().catalogs());
            String name = order.catalog()
                    .orElseGet(() -> catalogs.registry().byDefault().name());
            CatalogSource source = catalogs.only(name, CatalogListener.NONE).first();
            // A listing that is only as new as the last answer would look like a catalog without news.
            take(source, source.catalog().list(Freshness.NOW));
            attempts.succeeded(LISTING);
            asked = Optional.of(means.pace().nanos().getAsLong());
            standing.looked(means.pace().clock().instant(), means.pace().after(every()));
        } catch (SeedbankException e) {
            if (e instanceof CatalogException.Unreachable unreachable && unreachable.isRefused()) {
                attempts.failedInVain(LISTING, "");
            } else {
                attempts.failed(LISTING, "");
            }
            standing.looked(means.pace().clock().instant(), means.pace().after(attempts.pause(LISTING)));
            throw e;
        }
    }

    /** Those first that have not failed yet: none has to wait for others that fail again. */
    private void take(CatalogSource source, Listing listing) throws InterruptedException {
        Map<Sha256, DatasetView> held = new HashMap<>();
        for (DatasetView view : means.node().datasets()) {
            view.digest().ifPresent(digest -> held.put(digest, view));
        }
        Turn turn = new Turn(source, held, new References(() -> CatalogSet.of(source.catalog())), listing.versions());
        List<Listed> again = new ArrayList<>();
        for (Listed each : listing.matching(order.match().orElse(""))) {
            String digest = each.entry().digest().hex();
            if (each.entry().withdrawn() || standing.note(digest).equals(Optional.of(Noted.edition(each.entry())))) {
                continue;
            }
            if (attempts.failures(digest) > 0) {
                again.add(each);
            } else {
                turn.take(each);
            }
        }
        again.forEach(each -> turn.troubled.add(each.entry().digest().hex()));
        for (Listed each : again) {
            if (attempts.isDue(each.entry().digest().hex(), "")) {
                turn.take(each);
            }
        }
        attempts.keep(turn.troubled);
        standing.settleAllBut("", turn.troubled::contains);
    }

    /** One time that a catalog is gone through, which ends early where nothing of it can be fetched. */
    private final class Turn {
        private final CatalogSource source;
        private final Map<Sha256, DatasetView> held;
        private final References references;
        private final Versions versions;
        private final Set<String> troubled = new HashSet<>();
        private int failures;
        private int taken;

        Turn(CatalogSource source, Map<Sha256, DatasetView> held, References references, Versions versions) {
            this.source = source;
            this.versions = versions;
            this.held = held;
            this.references = references;
        }

        void take(Listed each) throws InterruptedException {
            if (failures >= MOST_FAILURES) {
                return;
            }
            String digest = each.entry().digest().hex();
            Optional<DatasetView> mine =
                    Optional.ofNullable(held.get(each.entry().digest()));
            if (!FollowTask.this.take(source, each, mine, references, versions)) {
                troubled.add(digest);
                failures++;
                return;
            }
            troubled.remove(digest);
            if (++taken % SAVED_TOGETHER == 0) {
                means.save().run();
            }
        }
    }

    /** Takes one entry, or notes why not: one that is broken keeps none of the others. */
    private boolean take(
            CatalogSource source, Listed listed, Optional<DatasetView> held, References references, Versions versions)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        String digest = listed.entry().digest().hex();
        try (AtWork.Work work = means.begin(standing, digest, "")) {
            Optional<Noted> before = standing.note(digest);
            if (before.isEmpty()) {
                requireRoom();
            }
            if (held.isPresent()) {
                takeOver(held.get(), source, listed, references);
            } else if (before.isEmpty()) {
                Metainfo torrent =
                        references.found(new Found.Dataset(source, listed)).torrent();
                NewDataset wanted = NewDataset.fetched(torrent, order.folder(), standing.id())
                        .besideVersions(versions.others(listed.entry().digest()));
                DatasetView view = FreeName.add(means.node(), wanted);
                ListedSerial.tell(means.node(), SwarmKey.of(torrent), listed.reference());
                standing.tell("fetching %s, %s in the catalog".formatted(view.called(), listed.reference()));
            }
            standing.note(digest, Noted.edition(listed.entry()));
            attempts.succeeded(digest);
            return true;
        } catch (CatalogException.Unreachable | NodeException.Unreachable e) {
            throw e; // The others would fare no better.
        } catch (SeedbankException e) {
            attempts.failed(digest, "");
            standing.trouble(digest, "%s in the catalog is not fetched: ".formatted(listed.reference()), e);
            return false;
        } catch (RuntimeException | Error e) {
            attempts.failed(digest, "");
            standing.mishap(digest, "%s in the catalog is not fetched".formatted(listed.reference()), e);
            return false;
        }
    }

    /** Its torrent was edited in the catalog, perhaps before it was followed. What was published from here is its publisher's to change. */
    private void takeOver(DatasetView held, CatalogSource source, Listed listed, References references)
            throws InterruptedException {
        if (listed.entry().edited().isEmpty()) {
            return;
        }
        String called = "%s, %s in the catalog".formatted(held.called(), listed.reference());
        if (held.published()) {
            standing.tell(
                    "%s was edited there; it was published from here, and stays as it is until it is published again"
                            .formatted(called));
            return;
        }
        means.node().replace(references.found(new Found.Dataset(source, listed)).torrent());
        standing.tell("took over what was edited of %s".formatted(called));
    }

    private void requireRoom() {
        if (standing.isFull()) {
            throw new NodeException.Refused(
                    "this order has brought %d datasets, which is the most".formatted(OrderProgress.MAX_NOTES),
                    "follow the catalog with another text to match");
        }
    }
}
