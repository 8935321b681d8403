package org.seedbank.downloading.reference;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.web.BadProxyException;
import org.seedbank.web.HttpAnswer;
import org.seedbank.web.HttpCall;
import org.seedbank.web.HttpTrouble;
import org.seedbank.web.TooLongException;
import org.seedbank.web.WebAddress;

/** Gets a torrent from a URL, bounded in time and size. */
final class TorrentDownload {

    private static final Duration WHOLE_LIMIT = Duration.ofSeconds(90);

    /** A large one may take longer at this rate, which a slow line has; not one that a stranger leads to. */
    private static final int BYTES_PER_SECOND = 10_000;

    private static final int OK = 200;

    private final Duration wholeLimit;
    private final boolean allowPrivate;
    private final boolean ofStranger;

    /**
     * Downloads of a person.
     *
     * @param allowPrivate whether redirects may lead to this machine and private networks
     */
    TorrentDownload(boolean allowPrivate) {
        this(WHOLE_LIMIT, allowPrivate);
    }

    TorrentDownload(Duration wholeLimit) {
        this(wholeLimit, false);
    }

    private TorrentDownload(Duration wholeLimit, boolean allowPrivate) {
        this(wholeLimit, allowPrivate, false);
    }

    private TorrentDownload(Duration wholeLimit, boolean allowPrivate, boolean ofStranger) {
        this.wholeLimit = wholeLimit;
        this.allowPrivate = allowPrivate;
        this.ofStranger = ofStranger;
    }

    /** Downloads from places that a stranger has named. */
    static TorrentDownload namedByStranger(Duration wholeLimit, boolean allowPrivate) {
        return new TorrentDownload(wholeLimit, allowPrivate, true);
    }

    Metainfo get(String url) throws InterruptedException {
        String shown = WebAddress.shown(url);
        try {
            URI uri = new URI(url);
            shown = withoutSecrets(uri);
            return download(uri, shown);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new DownloadingException.CannotDownload(shown, "it is not a valid URL", e);
        } catch (TooLongException e) {
            throw new DownloadingException.CannotDownload(shown, "it has " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DownloadingException.CannotDownload(shown, HttpTrouble.reason(e), remedy(e), e);
        }
    }

    private static Remedy remedy(IOException failure) {
        if (failure instanceof BadProxyException proxy) {
            return Remedy.advice(proxy.remedy());
        }
        return switch (HttpTrouble.of(failure)) {
            case PRIVATE_PLACE -> Remedy.of(Remedy.Kind.ALLOW_PRIVATE);
            case NOT_SAFE -> Remedy.advice("check the address, and this machine's clock and authorities");
            case BROKEN, TOO_SLOW -> Remedy.advice("try again; if it stays so, check the network");
            case NO_HOST, NO_SERVER, BAD_PROXY, MALFORMED -> Remedy.advice("check the address and the network");
        };
    }

    private static Remedy remedy(HttpAnswer answer) {
        if (answer.unfollowed().isPresent()) {
            return Remedy.advice("open the address in a browser, and use the one that it ends at");
        }
        return switch (answer.status()) {
            case 401, 403 ->
                Remedy.advice((answer.through().isEmpty() ? "" : "check what the proxy wants; or ")
                        + "get the file with a browser, where you can log in, and use that file");
            case 404, 410 -> Remedy.advice("check the address, and ask whoever published it for the one of today");
            case 429, 503 -> Remedy.advice("try again then, or get the torrent from somewhere else");
            default -> Remedy.advice("try again later; if it stays so, tell whoever keeps the server");
        };
    }

    private Metainfo download(URI uri, String shown) throws IOException, InterruptedException {
        HttpCall call = HttpCall.get(uri).atMost(Metainfo.MAX_BYTES);
        if (ofStranger) {
            call.within(wholeLimit);
        } else {
            call.within(wholeLimit, BYTES_PER_SECOND);
        }
        if (allowPrivate) {
            call.allowPrivate();
        } else if (ofStranger) {
            call.namedByStranger();
        }
        try (HttpAnswer answer = call.answer()) {
            // The body of an error page could be endless.
            if (answer.status() != OK) {
                throw new DownloadingException.CannotDownload(shown, answer.refusal(), remedy(answer), null);
            }
            boolean led = !answer.uri().equals(uri);
            Optional<String> to =
                    led ? Optional.of(WebAddress.shown(answer.uri().toString())) : Optional.empty();
            return TorrentBytes.parse(shown, to, answer.bytes());
        }
    }

    /** Users and queries of URLs hold passwords and tokens, which must not reach a message. */
    private static String withoutSecrets(URI uri) throws URISyntaxException {
        return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null).toString();
    }
}
