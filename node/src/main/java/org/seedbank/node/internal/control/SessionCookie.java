package org.seedbank.node.internal.control;

import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;
import org.seedbank.node.internal.page.PageSessions;

/**
 * The cookie of a session, and the header that goes with it. Browsers send a cookie of one port to all ports of the same
 * host, so that its name has the port, and other servers of this machine may come to see it: it is worth nothing without the
 * header, which a page of another origin cannot send.
 */
final class SessionCookie {

    private static final String PROOF = "Seedbank-Session";
    private static final String NAME = "seedbank-%d";

    private SessionCookie() {}

    static String set(int port, String value) {
        return "%s=%s; Path=/; HttpOnly; SameSite=Strict".formatted(NAME.formatted(port), value);
    }

    static String unset(int port) {
        return "%s=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0".formatted(NAME.formatted(port));
    }

    /** What a request has to prove a session with; empty unless it has both, once. */
    static Optional<PageSessions.Secrets> in(Request request) {
        List<String> proofs = request.getHeaders().getValuesList(PROOF);
        String name = NAME.formatted(Request.getLocalPort(request));
        List<String> cookies = Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .toList();
        return proofs.size() == 1 && cookies.size() == 1
                ? Optional.of(new PageSessions.Secrets(cookies.get(0), proofs.get(0)))
                : Optional.empty();
    }
}
