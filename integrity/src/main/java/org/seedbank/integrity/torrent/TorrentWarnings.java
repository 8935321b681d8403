package org.seedbank.integrity.torrent;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is odd about a torrent that is read all the same: few texts, whatever the torrent holds. */
final class TorrentWarnings {

    private static final int MOST = 20;

    private final List<String> texts = new ArrayList<>();
    private int left;

    /** Adds a text, lower case, no full stop; one that is there already changes nothing. */
    void add(String text) {
        if (texts.contains(text)) {
            return;
        }
        if (texts.size() < MOST) {
            texts.add(text);
        } else {
            left++;
        }
    }

    /** The texts in their order. */
    List<String> list() {
        List<String> all = new ArrayList<>(texts);
        if (left > 0) {
            all.add("and %d more such things".formatted(left));
        }
        return List.copyOf(all);
    }
}
