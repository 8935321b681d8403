package org.seedbank.swarm.internal.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.seedbank.swarm.SwarmException;

/**
 * The guard against a crash without a trace. libtorrent's memory-mapped disk I/O installs its own handlers for SIGSEGV
 * and SIGBUS, which Java needs for itself; Java's {@code libjsig}, loaded before Java, makes the two share them.
 */
public final class SignalChaining {

    private static final Path MAPS = Path.of("/proc/self/maps");

    private SignalChaining() {}

    /** Throws {@link SwarmException.SignalChainingMissing} when this process is on Linux and has no libjsig. */
    public static void require() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return;
        }
        try {
            require(Files.readString(MAPS), Path.of(System.getProperty("java.home")));
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(MAPS, e);
        }
    }

    /** Checks a process with these memory maps, as Linux writes them. */
    public static void require(String maps, Path javaHome) {
        if (maps.lines().noneMatch(line -> line.endsWith("/libjsig.so"))) {
            throw new SwarmException.SignalChainingMissing(javaHome.resolve("lib/libjsig.so"));
        }
    }
}
