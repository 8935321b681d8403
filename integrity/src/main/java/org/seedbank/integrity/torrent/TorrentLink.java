package org.seedbank.integrity.torrent;

import org.seedbank.integrity.DatasetPath;

/**
 * A symbolic link inside a dataset (BEP 47) that leads to a file or folder of the dataset, perhaps through others of its
 * links. No file, folder or other link of the dataset lies at or below its path.
 *
 * @param path its place in the dataset
 * @param target where it leads, from the dataset's root on
 */
public record TorrentLink(DatasetPath path, DatasetPath target) {

    /** The text that the link holds on a disk: its target from its own folder on, joined by {@code /}. */
    public String text() {
        String from = path.text();
        String to = target.text();
        int shared = 0;
        for (int i = 0; i < from.length() && i < to.length() && from.charAt(i) == to.charAt(i); i++) {
            shared = from.charAt(i) == '/' ? i + 1 : shared;
        }
        long up = from.substring(shared).chars().filter(c -> c == '/').count();
        return "../".repeat((int) up) + to.substring(shared);
    }
}
