package org.seedbank.node.internal.control;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.seedbank.node.api.PageKey;
import org.seedbank.node.internal.page.PageAsset;
import org.seedbank.node.internal.page.PageAssets;
import org.seedbank.node.internal.page.PageSessions;
import org.seedbank.node.internal.wire.Messages;

/** The page of the node, and the way into it. */
final class PageRoutes {

    /** Opens a session; all that may be asked for by who has none yet, beside the page's documents. */
    static final String SESSION = "/v1/session";

    /** Makes keys; for who has the token. */
    static final String KEYS = "/v1/keys";

    private final PageSessions sessions;
    private final PageAssets assets = new PageAssets();
    private final Bodies bodies = new Bodies();
    private final int port;

    PageRoutes(PageSessions sessions, int port) {
        this.sessions = sessions;
        this.port = port;
    }

    /** The documents of the page, which say nothing of the node. */
    List<Routes.Route> documents() {
        return List.of(
                new Routes.Route("GET", "/", call -> document(call, PageAssets.START)),
                new Routes.Route("GET", "/page/{name}", call -> document(call, call.part("name"))));
    }

    /** Keys and sessions. */
    List<Routes.Route> all() {
        return List.of(
                new Routes.Route("POST", KEYS, call -> call.send(newKey())),
                new Routes.Route("POST", SESSION, this::open),
                new Routes.Route("DELETE", SESSION, this::end));
    }

    /** A key, with the address that it is used at. */
    PageKey newKey() {
        return new PageKey("http://127.0.0.1:%d/#key=%s".formatted(port, sessions.newKey()), PageSessions.KEY_LIFE);
    }

    private void document(Call call, String name) throws IOException {
        Optional<PageAsset> found = assets.find(name);
        call.send(found.orElseThrow(() -> Refusal.noSuchRoute(404)));
    }

    private void open(Call call) throws IOException, InterruptedException {
        Messages.SessionKey given = bodies.with(call, Messages.SessionKey.class, Bodies.SMALL, body -> body);
        PageSessions.Secrets secrets = sessions.open(given.key()).orElseThrow(Refusal::usedKey);
        call.setCookie(SessionCookie.set(port, secrets.cookie()));
        call.send(new Messages.Session(secrets.proof()));
    }

    private void end(Call call) {
        call.session().ifPresent(each -> sessions.end(each.cookie(), each.proof()));
        call.setCookie(SessionCookie.unset(port));
        call.sendNothing();
    }
}
