package org.seedbank.downloading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.torrent.Metainfo;

/** Gets a torrent from a URL, bounded in time and size. */
final class TorrentDownload {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);
    private static final Duration WHOLE_LIMIT = Duration.ofMinutes(5);
    private static final int OK = 200;

    /** What may be secret in a URL that is not even valid. */
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
            return Metainfo.parse(download(uri));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new DownloadingException.CannotDownload(shown, "it is not a valid URL", e);
        } catch (IOException e) {
            throw new DownloadingException.CannotDownload(shown, IoReason.of(e), e);
        }
    }

    private byte[] download(URI uri) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(HttpRequest.newBuilder(uri).build(), response -> into(body, response.statusCode()));
        try {
            answer.get(wholeLimit.toMillis(), TimeUnit.MILLISECONDS);
            return body.toByteArray();
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IOException("it took longer than %d s".formatted(wholeLimit.toSeconds()), e);
        } finally {
            answer.cancel(true);
        }
    }

    /** Refuses before the body is read, which of an error page could be endless. */
    private static HttpResponse.BodySubscriber<Void> into(ByteArrayOutputStream body, int status) {
        if (status != OK) {
            throw new IllegalStateException("the server answered " + status);
        }
        return HttpResponse.BodySubscribers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> append(bytes, body)));
    }

    private static void append(byte[] bytes, ByteArrayOutputStream body) {
        if (body.size() + (long) bytes.length > Metainfo.MAX_BYTES) {
            throw new IllegalStateException("it is larger than %d bytes".formatted(Metainfo.MAX_BYTES));
        }
        body.writeBytes(bytes);
    }

    private static String reason(Throwable cause) {
        if (cause instanceof HttpTimeoutException) {
            return "nobody answered within %d s".formatted(CONNECT_LIMIT.toSeconds());
        }
        if (cause instanceof ConnectException) {
            return cause.getCause() instanceof UnresolvedAddressException
                    ? "there is no such host"
                    : "nobody answers at that address";
        }
        return cause instanceof IOException e ? IoReason.of(e) : String.valueOf(cause.getMessage());
    }

    /** Users and queries of URLs hold passwords and tokens, which must not reach a message. */
    private static String withoutSecrets(URI uri) throws URISyntaxException {
        return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null).toString();
    }
}
