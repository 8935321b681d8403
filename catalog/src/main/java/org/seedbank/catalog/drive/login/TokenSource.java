package org.seedbank.catalog.drive.login;

import java.io.IOException;
import org.seedbank.catalog.internal.oauth.AccessGrant;
import org.seedbank.catalog.internal.oauth.Secret;

/** Where new access tokens come from. */
@FunctionalInterface
interface TokenSource {

    /**
     * Another token than the one that is not good any more.
     *
     * @throws LoginEndedException when there will be none
     * @throws IOException when there is none just now
     */
    AccessGrant instead(Secret old) throws IOException, InterruptedException;
}
