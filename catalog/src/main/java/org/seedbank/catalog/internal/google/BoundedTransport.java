package org.seedbank.catalog.internal.google;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import java.time.Duration;

/** Has Google's client ask by {@link org.seedbank.web.HttpCall}. Safe for use by several threads. */
public final class BoundedTransport extends HttpTransport {

    private final Duration limit;
    private final int most;

    /**
     * A transport.
     *
     * @param limit the time for each whole answer
     * @param most the bytes of each answer
     */
    public BoundedTransport(Duration limit, int most) {
        this.limit = limit;
        this.most = most;
    }

    @Override
    public boolean supportsMethod(String method) {
        return true;
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) {
        return new BoundedRequest(method, url, limit, most);
    }
}
