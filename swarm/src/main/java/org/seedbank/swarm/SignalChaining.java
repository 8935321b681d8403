package org.seedbank.swarm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The guard against a crash without a trace. libtorrent's memory-mapped disk I/O installs its own handlers for SIGSEGV
 * and SIGBUS, which Java needs for itself; Java's {@code libjsig}, loaded before Java, makes the two share them.
 */
final class SignalChaining {

    private static final Path MAPS = Path.of("/proc/self/maps");

    private SignalChaining() {}

    /** Throws {@link SwarmException.SignalChainingMissing} when this process is on Linux and has no libjsig. */
    static void require() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return;
        }
        try {
            require(Files.readString(MAPS), Path.of(System.getProperty("java.home")));
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(MAPS, e);
        }
    }

    /** The same for a process with these memory maps, as Linux writes them. */
    static void require(String maps, Path javaHome) {
        if (maps.lines().noneMatch(line -> line.endsWith("/libjsig.so"))) {
            throw new SwarmException.SignalChainingMissing(javaHome.resolve("lib/libjsig.so"));
        }
    }
}
