package org.seedbank.catalog.drive;

import com.google.api.services.drive.model.About;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.User;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.drive.login.DriveAccount;
import org.seedbank.catalog.drive.login.DriveIdentity;
import org.seedbank.catalog.internal.calls.Patience;

/** Looks whether this machine can use catalogs in Google Drive, and changes nothing. For one thread. */
public final class DriveCheckup {

    private static final URI DRIVE = URI.create(DriveLocation.SCHEME + ":root");

    /** Google refuses signatures that are further off, and a token seems to live so much longer or shorter. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final DriveIdentity identity;
    private final DriveAccess access;
    private final Clock clock;
    private final List<DriveFinding> findings = new ArrayList<>();

    DriveCheckup(DriveIdentity identity, DriveAccess access, Clock clock) {
        this.identity = identity;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Looks at login, scope, account, storage, API key, clock, and the folders of these catalogs.
     *
     * @return what was found, in this order; failures of single looks are among it
     */
    public static List<DriveFinding> run(CatalogSettings settings, List<DriveLocation> catalogs)
            throws InterruptedException {
        DriveAccess access = new DriveAccess(DRIVE, settings);
        return new DriveCheckup(new DriveAccount(settings).identity(), access, Clock.systemUTC()).run(catalogs);
    }

    List<DriveFinding> run(List<DriveLocation> catalogs) throws InterruptedException {
        lookAtLogin();
        if (isLoggedIn()) {
            look("account", this::lookAtAccount);
        }
        lookAtKey();
        if (isLoggedIn() || identity.key().isPresent()) {
            look("clock", this::lookAtClock);
            for (DriveLocation catalog : catalogs) {
                for (DriveItemId folder : catalog.folders()) {
                    look("folder " + folder.id(), () -> lookAt(folder));
                }
            }
        }
        return List.copyOf(findings);
    }

    private boolean isLoggedIn() {
        return identity.login()
                .filter(login -> login.kind() != DriveIdentity.Kind.ENDED)
                .isPresent();
    }

    @FunctionalInterface
    private interface Look {
        void take() throws InterruptedException;
    }

    private void look(String subject, Look look) throws InterruptedException {
        try {
            look.take();
        } catch (CatalogException e) {
            findings.add(DriveFinding.bad(subject, e.getMessage(), e.remedy()));
        }
    }

    private void lookAtLogin() {
        if (identity.login().isEmpty()) {
            findings.add(DriveFinding.note("login", "nobody is logged in", "log in to publish to Google Drive"));
            return;
        }
        DriveIdentity.Login login = identity.login().get();
        findings.add(
                switch (login.kind()) {
                    case ENDED -> ended();
                    case USER -> DriveFinding.good("login", "through the OAuth client " + login.name());
                    case SERVICE_ACCOUNT -> DriveFinding.good("login", "as the service account " + login.name());
                });
        if (!login.scopes().isEmpty()) {
            findings.add(DriveFinding.good("scope", String.join(" ", login.scopes())));
        }
    }

    private DriveFinding ended() {
        try {
            access.signed();
            return DriveFinding.bad("login", "the login has expired or was revoked", "log in again");
        } catch (CatalogException.NeedsLogin e) {
            return DriveFinding.bad("login", e.getMessage(), e.remedy());
        }
    }

    private void lookAtAccount() throws InterruptedException {
        About about = access.writer().about();
        User user = about.getUser();
        findings.add(DriveFinding.good(
                "account",
                user == null ? "unknown" : "%s <%s>".formatted(user.getDisplayName(), user.getEmailAddress())));
        About.StorageQuota quota = about.getStorageQuota();
        if (quota == null || quota.getLimit() == null) {
            findings.add(DriveFinding.good("storage", "without a limit of its own"));
        } else if (quota.getUsage() != null && quota.getUsage() >= quota.getLimit()) {
            findings.add(DriveFinding.bad(
                    "storage",
                    "all %d bytes are used".formatted(quota.getLimit()),
                    "free space in Google Drive, Gmail or Photos, which share it"));
        } else {
            findings.add(DriveFinding.good(
                    "storage",
                    "%d of %d bytes are used"
                            .formatted(Optional.ofNullable(quota.getUsage()).orElse(0L), quota.getLimit())));
        }
    }

    private void lookAtKey() {
        findings.add(identity.key()
                .map(origin -> DriveFinding.good("API key", "from " + origin))
                .orElseGet(() -> DriveFinding.note(
                        "API key", "there is none", "get one to read what others share with everybody")));
    }

    private void lookAtClock() throws InterruptedException {
        Instant theirs = access.readers().get(0).client().time();
        Duration ahead = Duration.between(theirs, clock.instant());
        if (ahead.abs().compareTo(CLOCK_TOLERANCE) <= 0) {
            findings.add(DriveFinding.good("clock", "agrees with Google's"));
        } else {
            findings.add(DriveFinding.bad(
                    "clock",
                    "is %d minutes %s Google's"
                            .formatted(ahead.abs().toMinutes(), ahead.isNegative() ? "behind" : "ahead of"),
                    "set this machine's clock"));
        }
    }

    private void lookAt(DriveItemId folder) throws InterruptedException {
        CatalogException hidden = null;
        for (DriveAccess.Way way : access.readers()) {
            way.client().remember(folder);
            try {
                File found = way.client().folder(folder.id(), Patience.SHORT);
                FolderReading.requireFolder(new DriveLocation(List.of(folder)).uri(), found);
                findings.add(DriveFinding.good(
                        "folder " + folder.id(),
                        "'%s', read by %s%s".formatted(found.getName(), said(way), writable(folder))));
                return;
            } catch (CatalogException.NotVisible e) {
                hidden = e;
            }
        }
        throw hidden;
    }

    private static String said(DriveAccess.Way way) {
        return way.name().equals(DriveAccess.SIGNED) ? "the login" : "the API key";
    }

    private String writable(DriveItemId folder) throws InterruptedException {
        if (!isLoggedIn()) {
            return "";
        }
        return DriveWriter.isWritable(access.writer(), folder)
                ? ", written by the login"
                : ", not written by the login";
    }
}
