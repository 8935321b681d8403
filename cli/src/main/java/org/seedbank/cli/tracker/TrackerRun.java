package org.seedbank.cli.tracker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.names.NamedCatalog;
import org.seedbank.cli.frame.Context;
import org.seedbank.integrity.HostPort;
import org.seedbank.node.findings.BackConnections;
import org.seedbank.node.tracking.CatalogTracker;
import org.seedbank.swarm.PeerAddresses;
import org.seedbank.tracker.api.ConnectBackProbe;
import org.seedbank.tracker.api.TrackerAccess;
import org.seedbank.tracker.api.TrackerBounds;
import org.seedbank.tracker.api.TrackerSettings;

/** Opens the tracker of a home. */
public final class TrackerRun {

    /** After this a catalog that is not a folder of this machine is listed again. */
    static final Duration REFRESH = Duration.ofMinutes(1);

    private final Context context;

    public TrackerRun(Context context) {
        this.context = context;
    }

    /**
     * A tracker for these catalogs, or the default one, at one address, as others may use it without more words.
     *
     * @param connectBack whether it tells peers whether their port is open
     */
    public CatalogTracker open(HostPort listen, List<String> catalogs, boolean connectBack)
            throws InterruptedException {
        TrackerSettings settings = new TrackerSettings(
                context.home().tracker(),
                List.of(listen),
                TrackerAccess.USUAL,
                TrackerBounds.USUAL,
                connectBack(connectBack, List.of(listen)));
        return open(settings, sources(catalogs, true), REFRESH);
    }

    /** What connects to peers that ask for it. Those of this machine are answered where no other can ask. */
    static Optional<ConnectBackProbe> connectBack(boolean wanted, List<HostPort> listen) {
        boolean here = listen.stream().allMatch(each -> PeerAddresses.inDigits(each)
                .map(place -> place.getAddress().isLoopbackAddress())
                .orElse(false));
        return wanted ? Optional.of(new BackConnections(here)) : Optional.empty();
    }

    CatalogTracker open(TrackerSettings settings, Map<String, Supplier<Catalog>> sources, Duration refresh)
            throws InterruptedException {
        CatalogTracker opened = CatalogTracker.open(settings, sources, refresh);
        opened.addresses().forEach(each -> context.terminal()
                .say("the tracker is ready: http://%s/announce and udp://%s/announce; statistics at http://%s/stats"
                        .formatted(each, each, each)));
        return opened;
    }

    /** A place by a text that means it whatever the current folder is. */
    private String lastingName(String catalog) {
        return context.catalogs().registry().find(catalog).isPresent()
                ? catalog
                : context.catalogs().location(catalog);
    }

    /**
     * The catalogs of these names. What is wrong with a name shows at once, what is wrong with its place later.
     *
     * @param orDefault whether no name means the default catalog
     */
    Map<String, Supplier<Catalog>> sources(List<String> names, boolean orDefault) {
        Map<String, Supplier<Catalog>> sources = new LinkedHashMap<>();
        for (String each : names) {
            Catalog catalog = context.catalogs().open(each);
            sources.put(lastingName(each), () -> catalog);
        }
        if (names.isEmpty() && orDefault) {
            NamedCatalog standard = context.catalogs().registry().byDefault();
            Catalog catalog = context.catalogs().open(standard);
            sources.put(standard.name(), () -> catalog);
        }
        return sources;
    }
}
