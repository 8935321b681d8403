package org.seedbank.node.internal.desk;

import java.lang.ref.SoftReference;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.names.CatalogSource;

/**
 * The listing of a catalog that was made last: whoever goes through a list, or types what to find, asks many times, and a folder of
 * thousands of entries takes a second to read. It is kept only while there is memory. Safe for all threads.
 */
final class RecentListing {

    /** As old as that of a remote catalog may be, where it need not be of now. */
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

    private record Made(String catalog, SoftReference<Listing> listing, long at) {}

    private final AtomicReference<Made> last = new AtomicReference<>();
    private final LongSupplier nanos;

    RecentListing(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The catalog as it is now. */
    Listing now(CatalogSource source) throws InterruptedException {
        long at = nanos.getAsLong();
        Listing listing = source.catalog().list(Freshness.RECENT);
        last.set(new Made(source.toString(), new SoftReference<>(listing), at));
        return listing;
    }

    /** The catalog as it was at most a minute ago. */
    Listing recent(CatalogSource source) throws InterruptedException {
        Optional<Listing> known = Optional.ofNullable(last.get())
                .filter(made -> made.catalog().equals(source.toString()) && nanos.getAsLong() - made.at() < LONGEST)
                .map(made -> made.listing().get());
        return known.isPresent() ? known.get() : now(source);
    }
}
