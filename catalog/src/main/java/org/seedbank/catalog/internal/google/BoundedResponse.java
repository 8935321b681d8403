package org.seedbank.catalog.internal.google;

import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.seedbank.web.HttpAnswer;

/** An answer for Google's client, uncompressed already. */
final class BoundedResponse extends LowLevelHttpResponse {

    /** True of the bytes that came, and not of those that are left after uncompressing. */
    private static final Set<String> OF_THE_LINE = Set.of("content-encoding", "content-length");

    private final int status;
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private final InputStream body;

    private BoundedResponse(int status, InputStream body) {
        this.status = status;
        this.body = body;
    }

    /** An answer whose redirects are followed only after a {@code GET}: nothing else is sent to a second place. */
    static BoundedResponse of(String method, HttpAnswer answer) {
        BoundedResponse response = new BoundedResponse(answer.status(), answer.body());
        boolean isMoved = answer.status() / 100 == 3 && !method.equals("GET");
        answer.headers().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OF_THE_LINE.contains(lower) && !(isMoved && lower.equals("location"))) {
                values.forEach(value -> response.headers.add(Map.entry(name, value)));
            }
        });
        return response;
    }

    /** A good answer of JSON. */
    static BoundedResponse ofJson(byte[] body) {
        BoundedResponse response = new BoundedResponse(200, new ByteArrayInputStream(body));
        response.headers.add(Map.entry("content-type", "application/json; charset=utf-8"));
        return response;
    }

    @Override
    public InputStream getContent() {
        return body;
    }

    @Override
    public String getContentEncoding() {
        return null;
    }

    @Override
    public long getContentLength() {
        return -1;
    }

    @Override
    public String getContentType() {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    @Override
    public String getStatusLine() {
        return "HTTP/1.1 " + status;
    }

    @Override
    public int getStatusCode() {
        return status;
    }

    @Override
    public String getReasonPhrase() {
        return null;
    }

    @Override
    public int getHeaderCount() {
        return headers.size();
    }

    @Override
    public String getHeaderName(int index) {
        return headers.get(index).getKey();
    }

    @Override
    public String getHeaderValue(int index) {
        return headers.get(index).getValue();
    }
}
