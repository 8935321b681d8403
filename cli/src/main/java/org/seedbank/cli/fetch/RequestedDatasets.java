package org.seedbank.cli.fetch;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Versions;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.CatalogSource;
import org.seedbank.catalog.names.Found;
import org.seedbank.cli.catalog.VersionText;
import org.seedbank.cli.catalog.WithdrawalText;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.downloading.reference.MagnetReference;
import org.seedbank.downloading.reference.References;
import org.seedbank.downloading.reference.Resolved;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.NodeReferences;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.PeerAddresses;
import org.seedbank.swarm.Swarm;

/** The datasets that a person wants to have. */
final class RequestedDatasets {

    private final Context context;
    private final CatalogOption catalog;
    private final boolean allowPrivate;
    private final Map<CatalogSource, Optional<Versions>> versions = new HashMap<>();

    RequestedDatasets(Context context, CatalogOption catalog, boolean allowPrivate) {
        this.context = context;
        this.catalog = catalog;
        this.allowPrivate = allowPrivate;
    }

    /**
     * A swarm that is asked for the torrents of magnet links.
     *
     * @param network how far it reaches
     * @param peers gives the torrent of a link
     */
    record Magnets(Network network, Peers peers) {

        /** Gives the torrent of a link. */
        @FunctionalInterface
        interface Peers {
            Metainfo resolve(String link) throws InterruptedException;
        }

        /** That of a node. */
        static Magnets of(NodeControl node, Peers peers) throws InterruptedException {
            return new Magnets(node.facts().network(), peers);
        }

        /** That of a session. */
        static Magnets of(Swarm swarm, List<InetSocketAddress> named, Duration limit) {
            return new Magnets(swarm.network(), link -> swarm.resolve(link, named, limit));
        }
    }

    /** Gives a dataset's checked torrent when its turn has come. */
    @FunctionalInterface
    interface Source {

        /** The torrent; {@code magnets} is asked only where the dataset was named by a magnet link. */
        Resolved get(Magnets magnets) throws InterruptedException;
    }

    /** Finds every torrent at once, so that a misspelt reference costs nothing; of magnet links only a swarm knows more. */
    List<Source> named(List<String> references) throws InterruptedException {
        References lookup = lookup();
        List<Source> sources = new ArrayList<>();
        for (String reference : references) {
            sources.add(source(reference, lookup));
        }
        return sources;
    }

    private Source source(String reference, References lookup) throws InterruptedException {
        if (Magnet.isMeant(reference)) {
            Magnet magnet = Magnet.parse(reference);
            return magnets -> fromMagnet(magnet, magnets);
        }
        Optional<Magnet> bare = Magnet.ofInfoHash(reference);
        String plain = bare.flatMap(magnet -> magnet.v1().or(magnet::v2))
                .map(InfoHash::hex)
                .orElse(reference);
        try {
            Resolved resolved = lookup.resolve(plain);
            warnOfWithdrawal(resolved);
            tellNewest(resolved);
            return magnets -> resolved;
        } catch (CatalogException.UnknownDataset e) {
            Optional<Source> held = held(plain);
            if (held.isPresent()) {
                return held.get();
            }
            Magnet magnet = bare.orElseThrow(() -> e);
            return magnets -> {
                context.terminal().say("no catalog lists '%s'; asking peers for it".formatted(reference));
                return fromMagnet(magnet, magnets);
            };
        }
    }

    /** What the node has, or waits for, by what it is called there. */
    private Optional<Source> held(String reference) throws InterruptedException {
        Optional<NodeControl> running = context.nodes().running();
        if (running.isEmpty()) {
            return Optional.empty();
        }
        NodeControl node = running.get();
        try {
            DatasetView view = new NodeReferences(node, () -> catalog.set(context)).find(reference);
            if (view.state() == DatasetState.NO_TORRENT) {
                Magnet waiting = node.waiting(view.key()).link();
                return Optional.of(magnets -> fromMagnet(waiting, magnets));
            }
            Resolved resolved = new Resolved(Optional.empty(), node.torrent(view.key()));
            return Optional.of(magnets -> resolved);
        } catch (NodeException.UnknownDataset e) {
            return Optional.empty();
        }
    }

    private Resolved fromMagnet(Magnet magnet, Magnets magnets) throws InterruptedException {
        MagnetReference link = new MagnetReference(magnet, context.terminal()::warn);
        link.tellUnheeded();
        List<InetSocketAddress> peers = link.peers(magnets.network());
        Optional<Metainfo> torrent = link.fromSources(allowPrivate);
        Metainfo found = torrent.isPresent()
                ? torrent.get()
                : magnets.peers()
                        .resolve(magnet.withPeers(
                                        peers.stream().map(PeerAddresses::of).toList())
                                .text());
        link.tellBeyond(found);
        return new Resolved(
                Optional.empty(), found, magnet.files().map(chosen -> new HashSet<>(chosen.in(found))), peers);
    }

    private void warnOfWithdrawal(Resolved resolved) throws InterruptedException {
        if (resolved.listed().filter(listed -> listed.entry().withdrawn()).isPresent()) {
            Found.Dataset dataset = resolved.dataset().orElseThrow();
            CatalogSet set = catalog.set(context);
            String why = new WithdrawalText(set)
                    .of(
                            dataset.source(),
                            set.listing(dataset.source()),
                            dataset.listed().entry());
            context.terminal()
                    .warn("'%s' was withdrawn by its publisher%s"
                            .formatted(resolved.torrent().name(), why));
        }
    }

    /** What was asked for is fetched, whatever there is beside it: also where its catalog cannot tell just now. */
    private void tellNewest(Resolved resolved) throws InterruptedException {
        if (resolved.dataset().isEmpty()) {
            return;
        }
        try {
            VersionText.of(catalog.set(context), resolved.dataset().get())
                    .newest()
                    .ifPresent(newest -> context.terminal()
                            .say(SafeText.line("there is a newer version of '%s': %s"
                                    .formatted(resolved.torrent().name(), newest))));
        } catch (CatalogException e) {
            context.terminal().warn("whether there is a newer version is not known: " + e.getMessage());
        }
    }

    /** Digests of other versions of a dataset, the nearest first; none where its catalog cannot tell just now. */
    List<Sha256> versions(Resolved resolved) throws InterruptedException {
        if (resolved.dataset().isEmpty()) {
            return List.of();
        }
        Found.Dataset dataset = resolved.dataset().get();
        Optional<Versions> known = versions(dataset.source());
        return known.map(versions -> versions.others(dataset.listed().entry().digest()))
                .orElse(List.of());
    }

    /** Other versions of a dataset in its catalog, the nearest first. */
    List<Listed> otherVersions(Resolved resolved) throws InterruptedException {
        List<Listed> others = new ArrayList<>();
        for (Sha256 digest : versions(resolved)) {
            catalog.set(context)
                    .listing(resolved.dataset().orElseThrow().source())
                    .byDigest(digest)
                    .ifPresent(others::add);
        }
        return others;
    }

    /** The checked torrent of another version of a dataset. */
    Metainfo torrent(Resolved resolved, Listed version) throws InterruptedException {
        CatalogSource source = resolved.dataset().orElseThrow().source();
        return lookup().found(new Found.Dataset(source, version)).torrent();
    }

    /** For all datasets of a catalog its entries are gone through once. */
    private Optional<Versions> versions(CatalogSource source) throws InterruptedException {
        if (!versions.containsKey(source)) {
            try {
                versions.put(
                        source, Optional.of(catalog.set(context).listing(source).versions()));
            } catch (CatalogException e) {
                versions.put(
                        source, Optional.empty()); // What was found there was asked for before, and a person was told.
            }
        }
        return versions.get(source);
    }

    /** Every dataset of the catalog that is not withdrawn. */
    List<Source> everything() throws InterruptedException {
        References lookup = lookup();
        CatalogSource source = catalog.set(context).first();
        Listing listing = catalog.set(context).listing(source);
        CatalogOption.warnings(listing, context.terminal());
        return listing.entries().stream()
                .filter(listed -> !listed.entry().withdrawn())
                .<Source>map(listed -> magnets -> lookup.found(new Found.Dataset(source, listed)))
                .toList();
    }

    private References lookup() {
        return new References(() -> catalog.set(context), allowPrivate);
    }
}
