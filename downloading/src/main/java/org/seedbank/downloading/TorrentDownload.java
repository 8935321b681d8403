package org.seedbank.downloading;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Metainfo;

/** Gets a torrent from a URL, bounded in time and size. */
final class TorrentDownload {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(1);
    private static final int OK = 200;

    private TorrentDownload() {}

    static Metainfo get(String url) throws InterruptedException {
        String shown = url;
        try {
            URI uri = new URI(url);
            shown = withoutSecrets(uri);
            return Metainfo.parse(download(uri));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new DownloadingException.CannotDownload(shown, "it is not a valid URL", e);
        } catch (IOException e) {
            throw new DownloadingException.CannotDownload(shown, IoReason.of(e), e);
        }
    }

    private static byte[] download(URI uri) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER_LIMIT).build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
                throw new IOException("the server answered " + response.statusCode());
            }
            return body.readNBytes(Metainfo.MAX_BYTES + 1);
        }
    }

    /** Users and queries of URLs hold passwords and tokens, which must not reach a message. */
    private static String withoutSecrets(URI uri) throws URISyntaxException {
        return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null).toString();
    }
}
