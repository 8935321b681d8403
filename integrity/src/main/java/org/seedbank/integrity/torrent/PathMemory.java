package org.seedbank.integrity.torrent;

import org.seedbank.integrity.DatasetPath;

/**
 * The memory that the paths of one torrent may take. A v2 tree says a folder once for all files below it, so two megabytes of
 * a torrent could ask for gigabytes of paths. Reader and writer of torrents count alike, so what is published can be read.
 */
public final class PathMemory {

    /** Most characters of all paths together, where a path that has one beyond Latin-1 counts twice. */
    public static final int MAX = 48 << 20;

    private long taken;

    /** Counts a path; tells whether there is still room. */
    public boolean take(DatasetPath path) {
        String text = path.text();
        taken += hasWide(text) ? 2L * text.length() : text.length();
        return taken <= MAX;
    }

    /** Java keeps a text in a byte for each character, or in two for each. */
    private static boolean hasWide(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xff) {
                return true;
            }
        }
        return false;
    }
}
