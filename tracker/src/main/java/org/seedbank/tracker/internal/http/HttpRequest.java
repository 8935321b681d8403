package org.seedbank.tracker.internal.http;

import java.util.Locale;
import java.util.Optional;

/**
 * The head of a request, of which only that is kept which a tracker needs. Texts hold bytes, one in each character.
 *
 * @param head whether only the head of the answer is wanted
 * @param path of the target, as it stands there
 * @param query behind the question mark; empty where there is none
 * @param keepAlive whether the connection may be used again
 * @param forwarded what a proxy says of where it comes from, in {@code X-Forwarded-For}, else {@code X-Real-IP}
 */
record HttpRequest(boolean head, String path, String query, boolean keepAlive, Optional<String> forwarded) {

    private static final String SCHEME = "http://";

    /** Reads a head without its last, empty line; empty for what is none, or asks for more than GET and HEAD do. */
    static Optional<HttpRequest> parse(String text) {
        int end = text.indexOf("\r\n");
        String first = end < 0 ? text : text.substring(0, end);
        int method = first.indexOf(' ');
        int version = first.lastIndexOf(' ');
        if (method < 0 || version <= method || !first.startsWith("HTTP/1.", version + 1)) {
            return Optional.empty();
        }
        boolean head = first.startsWith("HEAD ");
        if (!head && !first.startsWith("GET ")) {
            return Optional.empty();
        }
        String target = withoutHost(first.substring(method + 1, version));
        if (!target.startsWith("/")) {
            return Optional.empty();
        }
        int question = target.indexOf('?');
        boolean old = first.endsWith("HTTP/1.0");
        Headers headers = new Headers(old);
        headers.read(text, end < 0 ? text.length() : end + 2);
        return Optional.of(new HttpRequest(
                head,
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                headers.keepAlive,
                headers.forwarded()));
    }

    /** Proxies ask with whole addresses. */
    private static String withoutHost(String target) {
        if (!target.startsWith(SCHEME)) {
            return target;
        }
        int slash = target.indexOf('/', SCHEME.length());
        return slash < 0 ? "/" : target.substring(slash);
    }

    /** The few that matter. */
    private static final class Headers {

        private boolean keepAlive;
        private boolean isForwarded;
        private final StringBuilder forwardedFor = new StringBuilder();
        private String realIp;

        Headers(boolean old) {
            keepAlive = !old;
        }

        Optional<String> forwarded() {
            return isForwarded ? Optional.of(forwardedFor.toString()) : Optional.ofNullable(realIp);
        }

        void read(String text, int from) {
            int start = from;
            while (start < text.length()) {
                int end = text.indexOf("\r\n", start);
                end = end < 0 ? text.length() : end;
                int colon = text.indexOf(':', start);
                if (colon > start && colon < end) {
                    // Most are of no interest, so that no text is made of them.
                    switch (text.charAt(start) | 0x20) {
                        case 'c', 'x', 't' ->
                            take(
                                    text.substring(start, colon).toLowerCase(Locale.ROOT),
                                    text.substring(colon + 1, end).strip());
                        default -> {}
                    }
                }
                start = end + 2;
            }
        }

        private void take(String name, String value) {
            switch (name) {
                case "connection" -> {
                    String lower = value.toLowerCase(Locale.ROOT);
                    keepAlive &= !lower.contains("close");
                }
                // A body is not read, so the next request could not be told from it.
                case "content-length", "transfer-encoding" -> keepAlive &= value.equals("0");
                case "x-forwarded-for" -> {
                    forwardedFor.append(isForwarded ? "," : "").append(value);
                    isForwarded = true;
                }
                case "x-real-ip" -> realIp = value;
                default -> {}
            }
        }
    }
}
