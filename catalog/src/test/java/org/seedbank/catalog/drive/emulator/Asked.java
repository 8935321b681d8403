package org.seedbank.catalog.drive.emulator;

import java.util.List;
import java.util.Map;

/**
 * A request that reached the emulator.
 *
 * @param method as it was meant, whatever header overrode it
 * @param headers by name, in any case; a test's credentials are among them
 */
public record Asked(String method, String path, Map<String, List<String>> query, Map<String, String> headers) {

    /** The first value of a parameter, or an empty text. */
    public String parameter(String name) {
        return query.getOrDefault(name, List.of("")).get(0);
    }

    /** The value of a header, or an empty text. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
