package org.seedbank.catalog.drive.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Map;
import java.util.TreeMap;

/** Fields of a query or a posted form; a field that comes twice is refused. */
record Form(Map<String, String> fields) {

    static Form parse(String text) throws Refused {
        Map<String, String> fields = new TreeMap<>();
        for (String field : text.split("&", -1)) {
            String[] parts = field.split("=", 2);
            String value = parts.length == 2 ? URLDecoder.decode(parts[1], UTF_8) : "";
            if (fields.put(URLDecoder.decode(parts[0], UTF_8), value) != null) {
                throw new Refused("invalid_request", "field twice");
            }
        }
        return new Form(fields);
    }

    String get(String name) {
        return fields.getOrDefault(name, "");
    }

    void require(String name, String regex) throws Refused {
        if (!get(name).matches(regex)) {
            throw new Refused("invalid_request", name + " is not " + regex);
        }
    }
}
