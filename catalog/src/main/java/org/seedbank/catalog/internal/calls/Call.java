package org.seedbank.catalog.internal.calls;

import java.io.IOException;

/** One try of a request. It makes a new request each time, and may be given up while it still runs. */
@FunctionalInterface
public interface Call<T> {
    /** Asks, and reads the whole answer. */
    T run() throws IOException, InterruptedException;
}
