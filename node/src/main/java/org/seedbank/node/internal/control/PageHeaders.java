package org.seedbank.node.internal.control;

import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Tells a browser what the page may do: nothing but run its own scripts and ask its own node. */
final class PageHeaders {

    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");

    private static final List<String> PAGES = List.of("text/html", "image/svg+xml");

    private PageHeaders() {}

    /**
     * For a document of this type. A browser may keep it, and asks each time whether it is still so: another version may answer
     * next time. What a page may do is said to those that can be one: browsers heed it of no script and no style, and there are
     * many of these.
     */
    static void put(HttpFields.Mutable headers, String type) {
        headers.put("Cross-Origin-Resource-Policy", "same-origin")
                .put("X-Content-Type-Options", "nosniff")
                .put(HttpHeader.CACHE_CONTROL, "no-cache")
                .put(HttpHeader.VARY, "Accept-Encoding");
        if (PAGES.stream().anyMatch(type::startsWith)) {
            headers.put("Content-Security-Policy", POLICY)
                    .put("Cross-Origin-Opener-Policy", "same-origin")
                    .put("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
                    .put("Referrer-Policy", "no-referrer")
                    .put("X-Frame-Options", "DENY");
        }
    }
}
