package org.seedbank.catalog.web;

import java.net.URI;
import java.util.function.Consumer;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryBuilder;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Posted;
import org.seedbank.catalog.Withdrawal;
import org.seedbank.catalog.internal.index.LocalIndex;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;

/** An exported catalog on a web server. It can only be read: whoever keeps it exports it anew. */
final class HttpCatalog implements Catalog {

    private final URI uri;
    private final LocalIndex index;

    HttpCatalog(URI uri, LocalIndex index) {
        this.uri = uri;
        this.index = index;
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public Listing list(Freshness freshness) throws InterruptedException {
        return index.list(freshness);
    }

    @Override
    public byte[] torrent(Sha256 digest) throws InterruptedException {
        return index.torrent(digest);
    }

    @Override
    public void requireWritable() {
        throw readOnly();
    }

    @Override
    public Posted post(Entry draft, Metainfo torrent) {
        throw readOnly();
    }

    @Override
    public Entry describe(Sha256 digest, Consumer<EntryBuilder> change) {
        throw readOnly();
    }

    @Override
    public Entry withdraw(Sha256 digest, Withdrawal why) {
        throw readOnly();
    }

    private CatalogException readOnly() {
        return new CatalogException.Refused(
                uri,
                "a catalog on a web server can only be read",
                "write to the catalog that it was exported from, then export that again",
                null);
    }
}
