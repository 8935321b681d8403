package org.seedbank.node.internal.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.UnixDomainSocketAddress;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.seedbank.node.internal.page.PageSessions;

/**
 * Stands before everything else: only whoever has the token or a session of the page, and is no web
 * page of others, gets in. The host is checked
 * because a web page can have its own name resolved to 127.0.0.1 (DNS rebinding), the type of bodies because forms can
 * be posted anywhere.
 */
final class Gate extends Handler.Wrapper {

    private static final List<String> NAMES = List.of("127.0.0.1", "localhost", "[::1]");
    private static final Pattern JSON = Pattern.compile("application/json(\\s*;\\s*charset=\"?utf-8\"?)?");

    private final byte[] authorization;
    private final PageSessions sessions;

    Gate(String token, PageSessions sessions, Handler inner) {
        super(inner);
        authorization = ("Bearer " + token).getBytes(UTF_8);
        this.sessions = sessions;
    }

    @Override
    public boolean handle(Request request, Response response, Callback done) throws Exception {
        try {
            check(request);
        } catch (Refusal refusal) {
            new Call(request, response, done, Map.of()).refuse(refusal);
            return true;
        }
        return super.handle(request, response, done);
    }

    private void check(Request request) {
        if (!isOverUnixSocket(request) && !isOwn(request, HttpHeader.HOST, "")) {
            throw Refusal.foreignHost();
        }
        if (request.getHeaders().contains(HttpHeader.ORIGIN) && !isOwn(request, HttpHeader.ORIGIN, "http://")) {
            throw Refusal.foreignOrigin();
        }
        checkCaller(request);
        if (hasBody(request) && !isJson(request.getHeaders().get(HttpHeader.CONTENT_TYPE))) {
            throw Refusal.notJson();
        }
    }

    /** Programs have the token, the page has a session; the page's documents, and the way into a session, are for all. */
    private void checkCaller(Request request) {
        String path = request.getHttpURI().getPath();
        boolean get = HttpMethod.GET.is(request.getMethod());
        if (get && (path.equals("/") || path.startsWith("/page/"))) {
            return;
        }
        String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (given != null && MessageDigest.isEqual(given.getBytes(UTF_8), authorization)) {
            return;
        }
        boolean enters = HttpMethod.POST.is(request.getMethod()) && path.equals(PageRoutes.SESSION);
        if (given != null || (!enters && !hasSession(request))) {
            throw Refusal.unauthorized();
        }
        if (path.equals(PageRoutes.KEYS)) {
            throw Refusal.unauthorized(); // A page that somebody left open makes no keys for others.
        }
        if (!isOfOwnPage(request, get)) {
            throw Refusal.crossSite();
        }
    }

    private boolean hasSession(Request request) {
        return SessionCookie.in(request)
                .filter(each -> sessions.isOpen(each.cookie(), each.proof()))
                .isPresent();
    }

    /** Browsers say where a request comes from: all of them by Origin when it changes something, and most by Sec-Fetch-Site. */
    private static boolean isOfOwnPage(Request request, boolean get) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        boolean same = "same-origin".equals(site);
        return same || (site == null && (get || request.getHeaders().contains(HttpHeader.ORIGIN)));
    }

    /** No web page reaches one. */
    private static boolean isOverUnixSocket(Request request) {
        return request.getConnectionMetaData().getLocalSocketAddress() instanceof UnixDomainSocketAddress;
    }

    private static boolean isOwn(Request request, HttpHeader header, String before) {
        List<String> values = request.getHeaders().getValuesList(header);
        String after = ":" + Request.getLocalPort(request);
        return values.size() == 1
                && NAMES.stream()
                        .map(name -> before + name + after)
                        .anyMatch(values.get(0).toLowerCase(Locale.ROOT)::equals);
    }

    private static boolean hasBody(Request request) {
        return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    private static boolean isJson(String type) {
        return type != null && JSON.matcher(type.toLowerCase(Locale.ROOT)).matches();
    }
}
