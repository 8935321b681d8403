package org.seedbank.cli.screen;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Programs of others that are started from here, such as a shell or an editor. */
public final class OtherPrograms {

    private static final List<String> PRELOADED = List.of("LD_PRELOAD", "DYLD_INSERT_LIBRARIES");

    private OtherPrograms() {}

    /** Takes out of an environment what the launcher preloads for Java: elsewhere libjsig would only complain. */
    public static void prepare(Map<String, String> environment) {
        for (String variable : PRELOADED) {
            environment.computeIfPresent(variable, (name, libraries) -> withoutSignalChaining(libraries));
        }
    }

    private static String withoutSignalChaining(String libraries) {
        String others = Arrays.stream(libraries.split("[: ]"))
                .filter(library -> !library.matches(".*/libjsig\\.(so|dylib)"))
                .collect(Collectors.joining(":"));
        return others.isEmpty() ? null : others;
    }
}
