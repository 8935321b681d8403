package org.seedbank.catalog.internal.files;

import java.io.IOException;

/** Something done with files that can fail and be interrupted. */
@FunctionalInterface
public interface Work<T> {
    /** Does it. */
    T run() throws IOException, InterruptedException;
}
