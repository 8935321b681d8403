package org.seedbank.catalog.drive;

import java.time.Clock;
import java.time.Duration;
import org.seedbank.catalog.CatalogSettings;

/** Lets a machine know a catalog as if it had listed it some time ago. */
public final class PastListing {

    private PastListing() {}

    /** Lists the catalog now, and keeps that as what it held so long ago. */
    public static void keep(DriveLocation location, CatalogSettings settings, Duration ago)
            throws InterruptedException {
        Clock then = Clock.offset(Clock.systemUTC(), ago.negated());
        new DriveCatalog(location, settings, new DriveAccess(location.uri(), settings), then).list();
    }
}
