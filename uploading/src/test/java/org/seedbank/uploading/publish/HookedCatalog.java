package org.seedbank.uploading.publish;

import java.net.URI;
import java.util.function.Consumer;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.Edition;
import org.seedbank.catalog.EditionChange;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryBuilder;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Posted;
import org.seedbank.catalog.Withdrawal;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;

/** A catalog that lets a test act just before it is read or written. */
final class HookedCatalog implements Catalog {

    private final Catalog catalog;
    private Runnable beforeList = () -> {};
    private Runnable beforePost = () -> {};

    HookedCatalog(Catalog catalog) {
        this.catalog = catalog;
    }

    HookedCatalog beforeList(Runnable action) {
        beforeList = action;
        return this;
    }

    HookedCatalog beforePost(Runnable action) {
        beforePost = action;
        return this;
    }

    @Override
    public URI uri() {
        return catalog.uri();
    }

    @Override
    public void requireWritable() throws InterruptedException {
        beforePost.run();
        catalog.requireWritable();
    }

    @Override
    public Listing list(Freshness freshness) throws InterruptedException {
        beforeList.run();
        return catalog.list(freshness);
    }

    @Override
    public byte[] torrent(Sha256 digest) throws InterruptedException {
        return catalog.torrent(digest);
    }

    @Override
    public Posted post(Entry draft, Metainfo torrent) throws InterruptedException {
        beforePost.run();
        return catalog.post(draft, torrent);
    }

    @Override
    public Entry describe(Sha256 digest, Consumer<EntryBuilder> change) throws InterruptedException {
        return catalog.describe(digest, change);
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
