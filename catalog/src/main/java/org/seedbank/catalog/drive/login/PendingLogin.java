package org.seedbank.catalog.drive.login;

import java.net.URI;
import java.util.Optional;
import org.seedbank.catalog.internal.oauth.AwaitedRedirect;
import org.seedbank.catalog.internal.oauth.Redirect;

/** A login that waits for a person. Safe for use by several threads. */
public final class PendingLogin {

    private static final int MAX_LENGTH = 2 * AwaitedRedirect.MAX_LENGTH;

    private final URI address;
    private final int port;
    private final AwaitedRedirect awaited;

    PendingLogin(URI address, int port, AwaitedRedirect awaited) {
        this.address = address;
        this.port = port;
        this.awaited = awaited;
    }

    /** The address that the person has to open in a browser, on any machine. It holds no secret. */
    public URI address() {
        return address;
    }

    /** The port on 127.0.0.1 to which the browser comes back; another machine has to forward it. */
    public int port() {
        return port;
    }

    /**
     * Takes the address that the browser ended at, for browsers that cannot reach this machine. It begins with
     * {@code http://127.0.0.1} and holds the answer.
     *
     * @return why it is not the answer, in words that repeat nothing of it; empty when it is, which ends the waiting
     */
    public Optional<String> paste(String text) {
        String pasted = text.strip();
        int query = pasted.indexOf('?');
        if (query < 0 || pasted.length() > MAX_LENGTH) {
            return Optional.of("this is not the whole address that the browser ended at");
        }
        Optional<Redirect> redirect = awaited.recognise(pasted.substring(query + 1));
        redirect.ifPresent(awaited::complete);
        return redirect.isPresent()
                ? Optional.empty()
                : Optional.of("this is not the answer to the login that was started");
    }
}
