package org.seedbank.swarm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of the machine a session takes. Half of the files that the process may open is left to Java, the catalog, the
 * control interface and the user's own commands in the same process.
 *
 * @param connections peers connected at once: a socket each, so at most a quarter of the files
 * @param openFiles files of datasets that libtorrent keeps open: at most a quarter of the files
 * @param uploadSlots peers that are sent something at once
 */
public record Capacity(int connections, int openFiles, int uploadSlots) {

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Pattern OPEN_FILES = Pattern.compile("Max open files +([0-9]{1,18}|unlimited) .*");

    /** The number that POSIX systems give a process by custom; assumed where the system does not say. */
    private static final long USUAL_FILES = 1024;

    private static final int SHARE = 4;

    /** Fills a fast line on the smallest machine; each core can serve some more. */
    private static final int CONNECTIONS = 200;

    private static final int CONNECTIONS_PER_CORE = 100;

    /** Beyond this, opening a file again costs less than the kernel's memory for keeping it open and mapped. */
    private static final int MOST_OPEN_FILES = 500;

    /** More slots make each peer slower, and a swarm spreads a piece best when somebody soon has all of it. */
    private static final int SLOTS = 16;

    private static final int SLOTS_PER_CORE = 4;

    /** The share of this process, as the system limits its files. */
    public static Capacity ofThisProcess() {
        return of(softLimit(), Runtime.getRuntime().availableProcessors());
    }

    /** The share of a process that may open so many files on a machine with so many cores. */
    static Capacity of(long files, int cores) {
        long share = Math.max(2, files / SHARE);
        int connections = (int) Math.min(share, CONNECTIONS + (long) CONNECTIONS_PER_CORE * cores);
        int slots = Math.min(connections, SLOTS + SLOTS_PER_CORE * cores);
        return new Capacity(connections, (int) Math.min(share, MOST_OPEN_FILES), slots);
    }

    private static long softLimit() {
        try {
            return Files.isReadable(LIMITS) ? softLimit(Files.readAllLines(LIMITS)) : USUAL_FILES;
        } catch (IOException e) {
            return USUAL_FILES; // A size to begin with; what cannot be opened is still told when it happens.
        }
    }

    /** The soft limit in the text of {@code /proc/self/limits}. */
    static long softLimit(List<String> limits) {
        return limits.stream()
                .map(OPEN_FILES::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .map(number -> number.equals("unlimited") ? Integer.MAX_VALUE : Long.parseLong(number))
                .findFirst()
                .orElse(USUAL_FILES);
    }
}
