package org.seedbank.catalog.internal.google;

import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.seedbank.catalog.internal.oauth.TrustedUri;
import org.seedbank.web.HttpAnswer;
import org.seedbank.web.HttpCall;

/** A request of Google's client. Its body is held in memory: a part of an upload is 10 MiB at most. */
class BoundedRequest extends LowLevelHttpRequest {

    private final String method;
    private final String address;
    private final Duration limit;
    private final int most;
    private final Map<String, String> headers = new LinkedHashMap<>();

    BoundedRequest(String method, String address, Duration limit, int most) {
        this.method = method;
        this.address = address;
        this.limit = limit;
        this.most = most;
    }

    @Override
    public void addHeader(String name, String value) {
        headers.put(name, value);
    }

    @Override
    public LowLevelHttpResponse execute() throws IOException {
        return BoundedResponse.of(method, answer());
    }

    /** Sends it; secrets go nowhere else than to {@link TrustedUri trusted addresses}. */
    final HttpAnswer answer() throws IOException {
        HttpCall call = HttpCall.send(method, trusted(), body()).within(limit).atMost(most);
        headers.forEach(call::header);
        if (getContentType() != null) {
            call.header("Content-Type", getContentType());
        }
        if (getContentEncoding() != null) {
            call.header("Content-Encoding", getContentEncoding());
        }
        try {
            return call.answer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a server was asked");
        }
    }

    private URI trusted() throws IOException {
        try {
            return TrustedUri.parse(address);
        } catch (IllegalArgumentException e) {
            // The address itself may hold an API key.
            throw new IOException("an address " + e.getMessage());
        }
    }

    private byte[] body() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (getStreamingContent() != null) {
            getStreamingContent().writeTo(body);
        }
        return body.toByteArray();
    }
}
