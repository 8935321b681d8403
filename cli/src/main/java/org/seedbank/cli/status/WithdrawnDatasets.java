package org.seedbank.cli.status;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.names.CatalogAnswer;
import org.seedbank.catalog.names.CatalogListener;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.cli.catalog.WithdrawalText;
import org.seedbank.cli.frame.Context;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.api.DatasetView;

/** Datasets of the node that their publishers have taken back, as catalogs are known on this machine. Immutable. */
final class WithdrawnDatasets {

    /** Knows of none. */
    static final WithdrawnDatasets NONE = new WithdrawnDatasets(Map.of());

    private final Map<Sha256, String> said;

    private WithdrawnDatasets(Map<Sha256, String> said) {
        this.said = said;
    }

    /** Looks some up; no catalog is asked that is not on this machine, and one that cannot be read is passed over. */
    static WithdrawnDatasets among(List<DatasetView> views, Context context) throws InterruptedException {
        if (views.stream().noneMatch(view -> view.digest().isPresent())) {
            return NONE;
        }
        CatalogSet set = context.catalogs().all(CatalogListener.NONE);
        WithdrawalText text = new WithdrawalText(set);
        Map<Sha256, String> said = new HashMap<>();
        for (CatalogAnswer answer : set.list(Freshness.STORED)) {
            for (DatasetView view : views) {
                answer.listing().ifPresent(listing -> view.digest()
                        .flatMap(listing::byDigest)
                        .map(Listed::entry)
                        .filter(entry -> entry.withdrawn())
                        .ifPresent(entry -> said.put(
                                entry.digest(),
                                "withdrawn by its publisher" + text.of(answer.source(), listing, entry))));
            }
        }
        return new WithdrawnDatasets(said);
    }

    /** The words for one, with the reason and what takes its place; empty where it still stands. */
    Optional<String> of(DatasetView view) {
        return view.digest().map(said::get);
    }
}
