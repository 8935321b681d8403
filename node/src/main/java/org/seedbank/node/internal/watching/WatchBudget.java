package org.seedbank.node.internal.watching;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many folders a node watches at most. */
public final class WatchBudget {

    private static final Path LIMIT = Path.of("/proc/sys/fs/inotify/max_user_watches");

    private static final int DIGITS = 32;

    /** Editors, desktops and other nodes of the same person share the system's limit. */
    private static final int SHARE = 4;

    /** A watch takes about a kilobyte of the kernel's memory. */
    private static final int MOST = 50_000;

    private WatchBudget() {}

    /** A quarter of what the system allows one person; none where it does not tell of changes by itself. */
    public static int ofThisSystem() {
        return of(LIMIT);
    }

    static int of(Path limit) {
        byte[] digits = new byte[DIGITS];
        // In one piece: the kernel gives nothing more to who has read the first digit alone, as Files.readString does.
        try (InputStream in = Files.newInputStream(limit)) {
            int length = Math.max(0, in.read(digits));
            long all = Long.parseLong(new String(digits, 0, length, StandardCharsets.US_ASCII).strip());
            return (int) Math.min(MOST, all / SHARE);
        } catch (IOException | NumberFormatException e) {
            return 0; // Without inotify Java would read all folders again and again, as the sweep does.
        }
    }
}
