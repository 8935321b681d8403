package org.seedbank.node.internal.control;

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

    private PageHeaders() {}

    /** A browser may keep a document, and asks each time whether it is still so: another version may answer next time. */
    static void put(HttpFields.Mutable headers) {
        headers.put("Content-Security-Policy", POLICY)
                .put("Cross-Origin-Opener-Policy", "same-origin")
                .put("Cross-Origin-Resource-Policy", "same-origin")
                .put("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
                .put("Referrer-Policy", "no-referrer")
                .put("X-Content-Type-Options", "nosniff")
                .put("X-Frame-Options", "DENY")
                .put(HttpHeader.CACHE_CONTROL, "no-cache")
                .put(HttpHeader.VARY, "Accept-Encoding");
    }
}
