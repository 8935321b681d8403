package org.seedbank.catalog.web;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.seedbank.catalog.AsOf;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.Edition;
import org.seedbank.catalog.EditionChange;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryBuilder;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Posted;
import org.seedbank.catalog.Withdrawal;
import org.seedbank.catalog.internal.index.LocalIndex;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * An exported catalog on a web server, or in a folder of this machine. It can only be read: whoever keeps it exports it
 * anew.
 */
final class SiteCatalog implements Catalog {

    private static final Pattern LOOPBACK = Pattern.compile("(?:.*\\.)?localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");
    private static final String NOT_ENCRYPTED =
            "is read without encryption, so whoever is on the way can change what it says; use 'https' if its server has it";

    private final URI uri;
    private final LocalIndex index;

    SiteCatalog(URI uri, LocalIndex index) {
        this.uri = uri;
        this.index = index;
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public Listing list(Freshness freshness) throws InterruptedException {
        Listing listing = isHere() && freshness == Freshness.RECENT ? now() : index.list(freshness);
        return isOpenToAll() ? listing.with(new CatalogWarning(uri.toString(), NOT_ENCRYPTED)) : listing;
    }

    /** A folder costs nobody anything to look at; a disk that is gone leaves what is stored, with the reason. */
    private Listing now() throws InterruptedException {
        try {
            return index.list(Freshness.NOW);
        } catch (CatalogException.Unreachable e) {
            Listing stored = index.list(Freshness.STORED);
            return stored.asOf()
                    .map(moment -> stored.asOf(new AsOf(moment.time(), Optional.of(e))))
                    .orElseThrow(() -> e);
        }
    }

    private boolean isHere() {
        return uri.getHost() == null;
    }

    /** True when what comes passes networks as anybody may write it. */
    private boolean isOpenToAll() {
        return "http".equals(uri.getScheme())
                && !LOOPBACK.matcher(uri.getHost()).matches();
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
    public Edition edit(Sha256 digest, EditionChange edit) {
        throw readOnly();
    }

    @Override
    public Entry withdraw(Sha256 digest, Withdrawal why) {
        throw readOnly();
    }

    private CatalogException readOnly() {
        return new CatalogException.Refused(
                uri,
                "an exported catalog can only be read",
                "write to the catalog that it was exported from, then export that again",
                null);
    }
}
