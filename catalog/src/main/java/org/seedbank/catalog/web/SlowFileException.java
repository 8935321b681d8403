package org.seedbank.catalog.web;

import java.io.IOException;
import java.time.Duration;
import org.seedbank.web.HttpTrouble;

/** A file of an export did not come in time; the message says which, and how long all tries together took. */
final class SlowFileException extends IOException {
    SlowFileException(String file, Duration waited, IOException last) {
        super(
                "'%s' was waited for %d s: %s"
                        .formatted(file, Math.max(1, waited.toSeconds()), HttpTrouble.reason(last)),
                last);
    }
}
