package org.seedbank.cli.frame;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables by which a node that others start finds the same home and the same Java. No secrets. */
final class StartVariables {

    private static final List<String> NAMES = List.of(
            "SEEDBANK_HOME",
            "SEEDBANK_CACHE",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_STATE_HOME",
            "XDG_CACHE_HOME",
            "SEEDBANK_JAVA_HOME",
            "SEEDBANK_JAVA_OPTS",
            "JAVA_HOME");

    private StartVariables() {}

    static Map<String, String> in(Map<String, String> environment) {
        Map<String, String> needed = new LinkedHashMap<>();
        for (String name : NAMES) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                boolean path = List.of("SEEDBANK_HOME", "SEEDBANK_CACHE").contains(name);
                needed.put(name, path ? Path.of(value).toAbsolutePath().toString() : value);
            }
        }
        return needed;
    }
}
