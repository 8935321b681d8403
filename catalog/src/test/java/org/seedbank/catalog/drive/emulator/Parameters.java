package org.seedbank.catalog.drive.emulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a query string or a form; of those that come twice, all are kept. */
final class Parameters {

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    static Parameters parse(String text) {
        Parameters parameters = new Parameters();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .values
                        .computeIfAbsent(decode(name), key -> new ArrayList<>())
                        .add(decode(value));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw DriveError.invalidParameter("not percent-encoded: " + text);
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The first of that name, or null. */
    String get(String name) {
        List<String> all = values.get(name);
        return all == null ? null : all.get(0);
    }

    String get(String name, String otherwise) {
        String value = get(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    boolean flag(String name) {
        return "true".equals(get(name));
    }

    int number(String name, int otherwise, int least, int most) {
        String value = get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, with the range
        }
        throw DriveError.invalidParameter(
                "Invalid value '" + value + "'. Values must be within the range: [" + least + ", " + most + "]");
    }

    /** Of a list parameter, both ways of writing it: {@code a=1,2} and {@code a=1&a=2}. */
    List<String> list(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .filter(value -> !value.isBlank())
                .map(String::strip)
                .toList();
    }

    Map<String, List<String>> asMap() {
        return Map.copyOf(values);
    }
}
