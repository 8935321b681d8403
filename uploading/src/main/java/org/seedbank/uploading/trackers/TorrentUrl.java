package org.seedbank.uploading.trackers;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.seedbank.web.WebAddress;

/** The rules for addresses that people type for a torrent. */
public final class TorrentUrl {

    private static final List<String> TRACKER = List.of("http", "https", "udp");
    private static final List<String> WEB = List.of("http", "https");
    private static final int MOST_PORT = 65_535;

    private TorrentUrl() {}

    /**
     * A tracker, as a torrent has it. There is no usual port of trackers over UDP (BEP 15).
     *
     * @throws IllegalArgumentException when it is none, with the reason
     */
    public static String tracker(String text) {
        String url = url(text, TRACKER);
        URI uri = URI.create(WebAddress.withAsciiHost(url));
        if (uri.getScheme().equalsIgnoreCase("udp") && uri.getPort() < 0) {
            throw new IllegalArgumentException("'%s' needs a port, as in udp://HOST:PORT".formatted(text));
        }
        return url;
    }

    /**
     * A web seed (BEP 19), as a torrent has it.
     *
     * @throws IllegalArgumentException when it is none, with the reason
     */
    public static String webSeed(String text) {
        return url(text, WEB);
    }

    /** A host's name is written in ASCII (RFC 5891), and all else as it stands, with letters that a URL cannot hold encoded. */
    private static String url(String text, List<String> schemes) {
        String url = text.strip();
        try {
            URI uri = new URI(WebAddress.withAsciiHost(url));
            if (uri.getHost() != null
                    && uri.getPort() != 0
                    && uri.getPort() <= MOST_PORT
                    && schemes.contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))) {
                return isAscii(url) ? url : uri.toASCIIString();
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw wrong(text, schemes, e);
        }
        throw wrong(text, schemes, null);
    }

    private static IllegalArgumentException wrong(String text, List<String> schemes, Exception cause) {
        return new IllegalArgumentException(
                "'%s' is not a URL of %s".formatted(text, String.join(", ", schemes)), cause);
    }

    private static boolean isAscii(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }
}
