package org.seedbank.node.api;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.downloading.Place;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.PeerAddresses;
import org.seedbank.swarm.SwarmKey;

/**
 * A dataset for a node to fetch, of which only a magnet link is known.
 *
 * @param magnet the link (BEP 9); peers that it names in digits are asked for the torrent, and for the dataset then
 * @param place the folder that receives it; absolute
 * @param name what it is called in that folder; empty for its own name
 * @param existing what becomes of files that are there already; empty for being in the way
 * @param seed whether it is served to peers once it is complete
 * @param paused whether its fetch waits for {@link NodeControl#resume}
 * @param origin who brought it, see {@link DatasetView#origin}; 1 to 100 characters
 * @param allowPrivate as in {@link NewDataset}
 * @param renameUnsafe as in {@link NewDataset}
 */
public record NewMagnet(
        String magnet,
        Path place,
        Optional<String> name,
        Optional<ExistingFiles.Policy> existing,
        boolean seed,
        boolean paused,
        String origin,
        Optional<Boolean> allowPrivate,
        Optional<Boolean> renameUnsafe) {

    private static final int MAX_ORIGIN = 100;

    /** Throws {@link IllegalArgumentException} when it is no magnet link, {@code place} is not absolute, or a name is none. */
    public NewMagnet {
        if (!place.isAbsolute()) {
            throw new IllegalArgumentException("'%s' is not absolute".formatted(place));
        }
        if (origin.isEmpty() || origin.length() > MAX_ORIGIN) {
            throw new IllegalArgumentException("an origin has 1 to %d characters".formatted(MAX_ORIGIN));
        }
        try {
            Magnet.parse(magnet);
            name.ifPresent(given -> new Place(place, given, true).root());
        } catch (IntegrityException.BadMagnet | DownloadingException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The link, read. */
    public Magnet link() {
        return Magnet.parse(magnet);
    }

    /** Its name in the node until its torrent is known. */
    public SwarmKey key() {
        Magnet link = link();
        return SwarmKey.of(link.v1().or(link::v2).orElseThrow());
    }

    /**
     * Returns what is to be fetched, now that its torrent is known.
     *
     * @throws DownloadingException.NothingChosen when the link chooses no file of it
     */
    public NewDataset of(Metainfo torrent) {
        Magnet link = link();
        if (link.files().filter(chosen -> chosen.in(torrent).isEmpty()).isPresent()) {
            throw new DownloadingException.NothingChosen(torrent.name());
        }
        return new NewDataset(
                torrent,
                place,
                name,
                existing,
                false,
                link.files().map(chosen -> Set.copyOf(chosen.in(torrent))),
                link.peers().stream()
                        .map(PeerAddresses::inDigits)
                        .flatMap(Optional::stream)
                        .toList(),
                seed,
                paused,
                origin,
                allowPrivate,
                renameUnsafe,
                Optional.empty());
    }
}
