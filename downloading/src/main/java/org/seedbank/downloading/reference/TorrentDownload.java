package org.seedbank.downloading.reference;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.seedbank.catalog.http.HttpAnswer;
import org.seedbank.catalog.http.HttpCall;
import org.seedbank.catalog.http.HttpTrouble;
import org.seedbank.catalog.http.TooLongException;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.integrity.torrent.Metainfo;

/** Gets a torrent from a URL, bounded in time and size. */
final class TorrentDownload {

    private static final Duration WHOLE_LIMIT = Duration.ofMinutes(5);
    private static final int OK = 200;

    /** Parts that may be secret in a URL that is not even valid. */
    private static final Pattern SECRETS = Pattern.compile("(?<=//)[^/]*@|[?#].*", Pattern.DOTALL);

    private final Duration wholeLimit;

    TorrentDownload() {
        this(WHOLE_LIMIT);
    }

    TorrentDownload(Duration wholeLimit) {
        this.wholeLimit = wholeLimit;
    }

    Metainfo get(String url) throws InterruptedException {
        String shown = SECRETS.matcher(url).replaceAll("");
        try {
            URI uri = new URI(url);
            shown = withoutSecrets(uri);
            return Metainfo.parse(download(uri, shown));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new DownloadingException.CannotDownload(shown, "it is not a valid URL", e);
        } catch (TooLongException e) {
            throw new DownloadingException.CannotDownload(shown, "it has " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DownloadingException.CannotDownload(shown, HttpTrouble.reason(e), e);
        }
    }

    private byte[] download(URI uri, String shown) throws IOException, InterruptedException {
        HttpCall call = HttpCall.get(uri).within(wholeLimit).atMost(Metainfo.MAX_BYTES);
        try (HttpAnswer answer = call.answer()) {
            // The body of an error page could be endless.
            if (answer.status() != OK) {
                throw new DownloadingException.CannotDownload(shown, "the server answered " + answer.status(), null);
            }
            return answer.bytes();
        }
    }

    /** Users and queries of URLs hold passwords and tokens, which must not reach a message. */
    private static String withoutSecrets(URI uri) throws URISyntaxException {
        return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null).toString();
    }
}
