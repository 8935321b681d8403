package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.integrity.torrent.TorrentLink;

/** The symbolic links of a dataset (BEP 47), which are made in our own folder when what they lead to has come. */
final class DatasetLinks {

    /** Links behind links, as many as Linux follows (ELOOP). */
    private static final int MOST_HOPS = 40;

    private final Metainfo torrent;
    private final TreeSet<String> here = new TreeSet<>();
    private final Map<String, String> targets = new HashMap<>();

    /** Those of a torrent of which these files are wanted. */
    DatasetLinks(Metainfo torrent, Predicate<DatasetPath> chosen) {
        this.torrent = torrent;
        torrent.links()
                .forEach(link -> targets.put(link.path().text(), link.target().text()));
        torrent.files().stream().map(TorrentFile::path).filter(chosen).forEach(path -> here.add(path.text()));
    }

    /** Links that lead to a wanted file, or to a folder with one. */
    List<TorrentLink> due() {
        return torrent.links().stream()
                .filter(link -> leadsSomewhere(link.target().text()))
                .toList();
    }

    private boolean leadsSomewhere(String target) {
        String place = target;
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            String below = here.ceiling(place + "/");
            if (here.contains(place) || (below != null && below.startsWith(place + "/"))) {
                return true;
            }
            String next = throughLink(place);
            if (next.equals(place)) {
                return false;
            }
            place = next;
        }
        return false;
    }

    /** The place with the first link on its way followed. */
    private String throughLink(String place) {
        for (int end = place.indexOf('/'); ; end = place.indexOf('/', end + 1)) {
            String above = end < 0 ? place : place.substring(0, end);
            if (targets.containsKey(above)) {
                return targets.get(above) + place.substring(above.length());
            }
            if (end < 0) {
                return place;
            }
        }
    }

    /** Makes a link in a folder that is ours alone, and the folders above it. */
    static void make(TorrentLink link, Path root) throws IOException {
        Path place = link.path().under(root);
        DurableFolder.make(place.getParent());
        Files.createSymbolicLink(place, Path.of(link.text()));
    }
}
