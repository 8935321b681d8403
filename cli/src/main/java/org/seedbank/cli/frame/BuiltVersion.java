package org.seedbank.cli.frame;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.seedbank.library.Version;

/** The version of the program, and what it runs on. */
public final class BuiltVersion {

    /** Sources that are newer than the build, as the launcher has found. */
    private static final String NEWER = "seedbank.newer";

    private BuiltVersion() {}

    /** Writes a line each about the program and what it runs on. */
    public static void print(PrintWriter out) {
        String binding = Version.binding();
        List<String> lines = new ArrayList<>(List.of(
                Version.program(),
                line("commit", Version.commit().orElse("unknown")),
                line(
                        "java",
                        "%s (%s), %s".formatted(system("java.version"), system("java.vendor"), system("java.home"))),
                line("libtorrent", "%s (libtorrent4j %s)".formatted(binding.replaceFirst("-.*", ""), binding)),
                line("platform", "%s %s".formatted(system("os.name"), system("os.arch")))));
        String newer = System.getProperty(NEWER, "");
        if (!newer.isEmpty()) {
            lines.add(line("sources", "newer than this build, such as '%s'".formatted(newer)));
        }
        lines.forEach(out::println);
    }

    private static String system(String property) {
        return System.getProperty(property, "unknown");
    }

    private static String line(String name, String text) {
        return "%-12s%s".formatted(name, text);
    }
}
