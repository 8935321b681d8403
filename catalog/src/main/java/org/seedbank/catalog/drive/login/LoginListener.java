package org.seedbank.catalog.drive.login;

/** Told how a login goes on. */
@FunctionalInterface
public interface LoginListener {

    /**
     * A person has to open an address now. Called once, on the thread that logs in, which begins to wait when this
     * returns; not called when nobody has to be asked.
     */
    void waiting(PendingLogin login);
}
