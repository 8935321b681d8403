package org.seedbank.catalog.drive;

import com.google.auth.oauth2.GoogleCredentials;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.drive.login.DriveAccount;
import org.seedbank.catalog.drive.login.DrivePerson;
import org.seedbank.catalog.internal.calls.Judgement;
import org.seedbank.catalog.internal.calls.PacedCalls;
import org.seedbank.catalog.internal.oauth.TrustedUri;

/** The ways to Drive that this machine has: by a login, by an API key, or by both. Safe for use by several threads. */
final class DriveAccess {

    /** A way, and its name in the index. */
    record Way(String name, DriveClient client) {}

    static final String SIGNED = "login";
    static final String KEYED = "key";

    private final URI catalog;
    private final URI root;
    private final DrivePerson account;
    private final PacedCalls calls;

    /** Made once, by whichever thread asks first; the credentials in it renew themselves. */
    private Optional<Way> signed;

    private Optional<Way> keyed;

    DriveAccess(URI catalog, CatalogSettings settings) {
        this(
                catalog,
                root(settings.drive()),
                new DriveAccount(settings),
                judge -> new PacedCalls(settings.tries(), judge));
    }

    /**
     * Access as this person.
     *
     * @param calls makes requests that are judged as it is told
     */
    DriveAccess(URI catalog, URI root, DrivePerson account, Function<Judgement.Judge, PacedCalls> calls) {
        this.catalog = catalog;
        this.root = root;
        this.account = account;
        DriveFailures failures = new DriveFailures(catalog);
        this.calls = calls.apply(failure -> account.judgement(failure)
                .map(ended -> Judgement.isFinal("the login is not valid any more", ended))
                .orElseGet(() -> failures.of(failure)));
    }

    /** Logins and keys go there, so it has to be a place that can be trusted with them. */
    private static URI root(String address) {
        try {
            return TrustedUri.parse(address.endsWith("/") ? address : address + "/");
        } catch (IllegalArgumentException e) {
            throw new CatalogException.BadName(
                    address,
                    "cannot be where Google Drive answers: it " + e.getMessage(),
                    "use an address with https, or with http on this machine");
        }
    }

    /** The way for reading a folder, best first: the one that sees most of what others put there. */
    List<Way> readers() {
        List<Way> ways = new ArrayList<>();
        keyed().ifPresent(ways::add);
        signedUnless(!ways.isEmpty())
                .ifPresent(way -> ways.add(account.readsEverythingShared() ? 0 : ways.size(), way));
        if (ways.isEmpty()) {
            throw new CatalogException.NeedsLogin(
                    "reading catalog '%s' takes a login or an API key".formatted(catalog),
                    "log in to Google Drive, or get an API key, which is enough for folders that everybody may read",
                    null);
        }
        return ways;
    }

    /** A login that has ended is no trouble for somebody who has another way. */
    private Optional<Way> signedUnless(boolean dispensable) {
        try {
            return signed();
        } catch (CatalogException.NeedsLogin e) {
            if (dispensable) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The way that went before, while it still exists. */
    Optional<Way> named(String name) {
        return name.equals(SIGNED) ? signedUnless(keyed().isPresent()) : keyed();
    }

    /** The way for writing. */
    DriveClient writer() {
        return signed().orElseThrow(() -> new CatalogException.NeedsLogin(
                        "writing to catalog '%s' takes a login".formatted(catalog), "log in to Google Drive", null))
                .client();
    }

    synchronized Optional<Way> signed() {
        if (signed == null) {
            Optional<GoogleCredentials> credentials = account.credentials();
            signed = credentials.map(
                    each -> new Way(SIGNED, new DriveClient(DriveConnection.signedIn(root, each), calls)));
        }
        return signed;
    }

    private synchronized Optional<Way> keyed() {
        if (keyed == null) {
            keyed = account.apiKey()
                    .map(key -> new Way(KEYED, new DriveClient(DriveConnection.withKey(root, key), calls)));
        }
        return keyed;
    }
}
