package org.seedbank.catalog;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;

/** A catalog in memory that can be away, old, or hold torrents without entries, as remote ones do. For one thread. */
public final class StagedCatalog implements Catalog {

    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private UnaryOperator<Listing> change = listing -> listing;
    private Optional<CatalogException> failure = Optional.empty();
    private byte[] foreign = new byte[0];
    private final List<Freshness> asked = new ArrayList<>();

    /** Makes every listing from now on another one. */
    public void change(UnaryOperator<Listing> newChange) {
        change = newChange;
    }

    /** Makes every listing from now on fail. */
    public void failWith(CatalogException newFailure) {
        failure = Optional.of(newFailure);
    }

    /** What it gives for every torrent without an entry. */
    public void foreign(byte[] torrent) {
        foreign = torrent.clone();
    }

    /** Adds a dataset. */
    public void post(SampleDataset dataset) throws InterruptedException {
        post(dataset.draft(), dataset.metainfo());
    }

    /** How often it was listed. */
    public int lists() {
        return asked.size();
    }

    /** How new each listing was to be. */
    public List<Freshness> asked() {
        return List.copyOf(asked);
    }

    @Override
    public URI uri() {
        return catalog.uri();
    }

    @Override
    public Listing list(Freshness freshness) throws InterruptedException {
        asked.add(freshness);
        if (failure.isPresent()) {
            throw failure.get();
        }
        return change.apply(catalog.list(freshness));
    }

    @Override
    public byte[] torrent(Sha256 digest) throws InterruptedException {
        return catalog.torrent(digest);
    }

    @Override
    public byte[] torrent(ForeignTorrent torrent) {
        return foreign.clone();
    }

    @Override
    public void requireWritable() {
        failure.ifPresent(why -> {
            throw why;
        });
    }

    @Override
    public Posted post(Entry draft, Metainfo torrent) throws InterruptedException {
        return catalog.post(draft, torrent);
    }

    @Override
    public Entry describe(Sha256 digest, Consumer<EntryBuilder> newWords) throws InterruptedException {
        return catalog.describe(digest, newWords);
    }

    @Override
    public Edition edit(Sha256 digest, EditionChange edit) throws InterruptedException {
        return catalog.edit(digest, edit);
    }

    @Override
    public Entry withdraw(Sha256 digest, Withdrawal why) throws InterruptedException {
        return catalog.withdraw(digest, why);
    }
}
