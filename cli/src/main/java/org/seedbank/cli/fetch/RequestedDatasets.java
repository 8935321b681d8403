package org.seedbank.cli.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.CatalogSource;
import org.seedbank.catalog.names.Found;
import org.seedbank.cli.catalog.WithdrawalText;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.downloading.reference.References;
import org.seedbank.downloading.reference.Resolved;
import org.seedbank.integrity.torrent.Metainfo;

/** The datasets that a person wants to have. */
final class RequestedDatasets {

    private static final String MAGNET = "magnet:";

    private final Context context;
    private final CatalogOption catalog;

    RequestedDatasets(Context context, CatalogOption catalog) {
        this.context = context;
        this.catalog = catalog;
    }

    /** Asks a swarm for the torrent of a magnet link. */
    @FunctionalInterface
    interface Magnets {
        Metainfo resolve(String link) throws InterruptedException;
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
            if (reference.toLowerCase(Locale.ROOT).startsWith(MAGNET)) {
                sources.add(magnets -> new Resolved(Optional.empty(), magnets.resolve(reference)));
                continue;
            }
            Resolved resolved = lookup.resolve(reference);
            warnOfWithdrawal(resolved);
            sources.add(magnets -> resolved);
        }
        return sources;
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
        return new References(() -> catalog.set(context));
    }
}
