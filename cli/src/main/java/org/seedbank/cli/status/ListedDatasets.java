package org.seedbank.cli.status;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.names.CatalogAnswer;
import org.seedbank.catalog.names.CatalogListener;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.cli.catalog.WithdrawalText;
import org.seedbank.cli.frame.Context;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.api.DatasetView;

/** What catalogs say of datasets of the node, as they are known on this machine: their serials, and what was taken back. Immutable. */
final class ListedDatasets {

    /** Knows of none. */
    static final ListedDatasets NONE = new ListedDatasets(Map.of(), Map.of());

    private final Map<Sha256, String> serials;
    private final Map<Sha256, String> withdrawn;

    private ListedDatasets(Map<Sha256, String> serials, Map<Sha256, String> withdrawn) {
        this.serials = serials;
        this.withdrawn = withdrawn;
    }

    /** Looks some up; no catalog is asked that is not on this machine, and one that cannot be read is passed over. */
    static ListedDatasets among(List<DatasetView> views, Context context) throws InterruptedException {
        if (views.stream().noneMatch(view -> view.digest().isPresent())) {
            return NONE;
        }
        CatalogSet set = context.catalogs().all(CatalogListener.NONE);
        WithdrawalText text = new WithdrawalText(set);
        Map<Sha256, String> serials = new HashMap<>();
        Map<Sha256, String> withdrawn = new HashMap<>();
        for (CatalogAnswer answer : set.list(Freshness.STORED)) {
            for (DatasetView view : views) {
                answer.listing().ifPresent(listing -> view.digest()
                        .flatMap(listing::byDigest)
                        .ifPresent(listed -> {
                            Entry entry = listed.entry();
                            serials.putIfAbsent(entry.digest(), set.reference(answer.source(), listed));
                            if (entry.withdrawn()) {
                                withdrawn.put(
                                        entry.digest(),
                                        "withdrawn by its publisher" + text.of(answer.source(), listing, entry));
                            }
                        }));
            }
        }
        return new ListedDatasets(serials, withdrawn);
    }

    /** How a person names one: by its serial in the first catalog that lists it. */
    Optional<String> serial(DatasetView view) {
        return view.digest().map(serials::get);
    }

    /** The words for one that was taken back, with the reason and what takes its place; empty where it still stands. */
    Optional<String> withdrawal(DatasetView view) {
        return view.digest().map(withdrawn::get);
    }
}
