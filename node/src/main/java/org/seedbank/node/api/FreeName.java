package org.seedbank.node.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.Place;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.swarm.SwarmKey;

/**
 * Has datasets fetched that nobody chose a name for one by one: where the own name of one is taken, it goes to {@code
 * NAME-DIGITS}, with the first digits of its digest or infohash.
 */
public final class FreeName {

    private static final int DIGITS = 8;
    private static final int MAX_NAME_BYTES = 255;

    /** Looking at so many files tells well enough whether a folder is another's. */
    private static final int LOOKS = 1_000;

    private FreeName() {}

    /**
     * Hands a dataset to a node, under another name where its own is that of another dataset of the node, or where
     * something lies in its place that is visibly not this dataset. A name that hides itself has no other: it is for a
     * person to give it one.
     *
     * @throws NodeException.PlaceTaken when the other name is taken too
     * @throws NodeException as {@link NodeControl#add} does
     */
    public static DatasetView add(NodeControl node, NewDataset request) throws InterruptedException {
        Metainfo torrent = request.torrent();
        NewDataset other = request.named(other(torrent));
        if (request.name().isPresent() || isHidden(torrent.name()) || !isName(torrent.name())) {
            return node.add(request);
        }
        if (isThere(node, other) || isAnothers(torrent, request.place().resolve(torrent.name()))) {
            return node.add(other);
        }
        try {
            return node.add(request);
        } catch (NodeException.PlaceTaken e) {
            return node.add(other);
        }
    }

    /** The name that a dataset has where its own is taken. */
    public static String other(Metainfo torrent) {
        String digits = torrent.datasetDigest()
                .map(Sha256::hex)
                .or(() -> torrent.infoHashV1().or(torrent::infoHashV2).map(InfoHash::hex))
                .orElseThrow()
                .substring(0, DIGITS);
        String name = torrent.name();
        while (name.getBytes(StandardCharsets.UTF_8).length + 1 + DIGITS > MAX_NAME_BYTES) {
            name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
        }
        return name + "-" + digits;
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".");
    }

    /** Tells whether a name can be one in a folder; if not, the node says why. */
    private static boolean isName(String name) {
        try {
            return !new Place(Path.of("").toAbsolutePath(), name, false)
                    .root()
                    .toString()
                    .isEmpty();
        } catch (IllegalArgumentException | DownloadingException e) {
            return false;
        }
    }

    private static boolean isThere(NodeControl node, NewDataset other) throws InterruptedException {
        try {
            String root = node.dataset(SwarmKey.of(other.torrent())).path();
            return root.equals(other.place()
                    .normalize()
                    .resolve(other.name().orElseThrow())
                    .toString());
        } catch (NodeException.UnknownDataset e) {
            return false;
        }
    }

    /** Tells whether what lies there is not this dataset, as kinds and lengths tell. */
    static boolean isAnothers(Metainfo torrent, Path root) {
        Optional<BasicFileAttributes> found = attributes(root);
        if (found.isEmpty()) {
            return false;
        }
        if (torrent.isSingleFile()) {
            return !fits(found.get(), torrent.files().get(0));
        }
        if (!found.get().isDirectory()) {
            return true;
        }
        List<TorrentFile> some = torrent.files().stream().limit(LOOKS).toList();
        boolean any = false;
        for (TorrentFile file : some) {
            Optional<BasicFileAttributes> there = attributes(file.path().under(root));
            if (there.isPresent() && !fits(there.get(), file)) {
                return true;
            }
            any |= there.isPresent();
        }
        return !any && some.size() == torrent.files().size() && !isEmpty(root);
    }

    private static boolean fits(BasicFileAttributes found, TorrentFile file) {
        return found.isRegularFile() && found.size() == file.length();
    }

    private static Optional<BasicFileAttributes> attributes(Path path) {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            return Optional.empty(); // What cannot be looked at is for the fetch to tell.
        }
    }

    private static boolean isEmpty(Path folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        } catch (IOException e) {
            return true;
        }
    }
}
