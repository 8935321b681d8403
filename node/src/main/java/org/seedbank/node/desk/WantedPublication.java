package org.seedbank.node.desk;

import com.google.gson.annotations.SerializedName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.integrity.torrent.TorrentFormat;

/**
 * A dataset of this machine that somebody wants to publish.
 *
 * @param path its folder or file; absolute, and inside one of {@link NodeDesk#fetchFolders}
 * @param catalog name of the catalog that is to list it; absent for the usual one
 * @param description all that is to be said of it; absent for what its own files say
 * @param torrent how its torrent is to be; absent for as usual
 * @param seen what {@link PublicationLook#seen} told of it: it is refused if its files are not so any more; absent for however they are
 */
public record WantedPublication(
        Path path,
        Optional<String> catalog,
        Optional<Description> description,
        Optional<WantedTorrent> torrent,
        Optional<String> seen) {

    /** One whose torrent is as usual, however its files are. */
    public WantedPublication(Path path, Optional<String> catalog, Optional<Description> description) {
        this(path, catalog, description, Optional.empty(), Optional.empty());
    }

    /**
     * The torrent of a dataset that is to be published.
     *
     * @param trackers that it names, before the default ones; at most {@value #MOST_ADDRESSES}, absent for none
     * @param webSeeds that it names; at most {@value #MOST_ADDRESSES}, absent for none
     * @param isPrivate whether it is private (BEP 27); absent for not
     * @param format which hashes it carries; absent to choose by the files' lengths
     */
    public record WantedTorrent(
            Optional<List<String>> trackers,
            Optional<List<String>> webSeeds,
            @SerializedName("private") Optional<Boolean> isPrivate,
            Optional<TorrentFormat> format) {

        /** Most addresses of a kind. */
        public static final int MOST_ADDRESSES = 50;

        /** Copies the lists. Throws {@link IllegalArgumentException} when one is too long. */
        public WantedTorrent {
            trackers = trackers.map(List::copyOf);
            webSeeds = webSeeds.map(List::copyOf);
            if (Stream.of(trackers, webSeeds).flatMap(Optional::stream).anyMatch(all -> all.size() > MOST_ADDRESSES)) {
                throw new IllegalArgumentException(
                        "a torrent is given at most %d trackers, and as many web seeds".formatted(MOST_ADDRESSES));
            }
        }

        /** One of which all is said. */
        public WantedTorrent(
                List<String> trackers, List<String> webSeeds, boolean isPrivate, Optional<TorrentFormat> format) {
            this(Optional.of(trackers), Optional.of(webSeeds), Optional.of(isPrivate), format);
        }
    }
}
