package org.seedbank.node.internal.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.FileStamp;
import org.seedbank.integrity.files.RealFolders;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.node.internal.datasets.HeldCopy;
import org.seedbank.node.internal.store.Stamps;

/**
 * A dataset with what is needed to serve it: its torrent, its files by their published paths, and how they were when they were
 * last found intact. Safe for all threads.
 */
final class ServedCopy {

    private static final String TORRENT_TYPE = "application/x-bittorrent";

    private final HeldCopy held;
    private final Metainfo torrent;
    private final Optional<Stamps> intact;
    private final long made = System.nanoTime();

    /** Indexes of the files, in the order of {@link #paths}. */
    private final int[] order;

    /** Paths below the dataset, sorted as texts. */
    private final String[] paths;

    ServedCopy(HeldCopy held, Metainfo torrent, Optional<Stamps> intact) {
        this.held = held;
        this.torrent = torrent;
        this.intact = intact;
        List<TorrentFile> files = torrent.published().files();
        this.order = IntStream.range(0, files.size())
                .boxed()
                .sorted(Comparator.comparing(index -> files.get(index).path().text()))
                .mapToInt(index -> index)
                .toArray();
        this.paths = Arrays.stream(order)
                .mapToObj(index -> files.get(index).path().text())
                .toArray(String[]::new);
    }

    /** The same torrent at another look. */
    ServedCopy(ServedCopy before, HeldCopy held, Optional<Stamps> intact) {
        this.held = held;
        this.torrent = before.torrent;
        this.intact = intact;
        this.order = before.order;
        this.paths = before.paths;
    }

    HeldCopy held() {
        return held;
    }

    Metainfo torrent() {
        return torrent;
    }

    /** Nanoseconds since it was looked at. */
    long age() {
        return System.nanoTime() - made;
    }

    boolean isOneFile() {
        return torrent.isSingleFile();
    }

    /** Its torrent. */
    Content torrentFile() {
        byte[] bytes = torrent.published().bytes();
        return Content.of(
                TORRENT_TYPE,
                bytes,
                Optional.of(Sha256.of(Sha256.newDigest().digest(bytes)).hex()),
                Optional.empty());
    }

    /** Its manifest, whose SHA-256 is the dataset digest. */
    Content manifest() {
        byte[] text = torrent.manifest().orElseThrow().text().getBytes(UTF_8);
        return Content.of(
                Content.TEXT,
                text,
                torrent.datasetDigest().map(Sha256::hex),
                Optional.of(Reply.seconds(held.view().added())));
    }

    /** The index of the file with this published path, below the dataset. */
    Optional<Integer> find(String path) {
        int at = Arrays.binarySearch(paths, path);
        return at < 0 ? Optional.empty() : Optional.of(order[at]);
    }

    /** Tells whether a folder of it has this path, which is empty for its own. */
    boolean hasFolder(String path) {
        int at = from(below(path));
        return at < paths.length && paths[at].startsWith(below(path));
    }

    private static String below(String folder) {
        return folder.isEmpty() ? "" : folder + "/";
    }

    private int from(String text) {
        int at = Arrays.binarySearch(paths, text);
        return at < 0 ? -at - 1 : at;
    }

    /**
     * Tells what is in a folder, in order.
     *
     * @param from where to go on; 0 at first
     * @param each told a name and its file; of a folder, no file
     * @return where to go on, or -1 at the end
     */
    int next(String folder, int from, BiConsumer<String, Optional<TorrentFile>> each) {
        String prefix = below(folder);
        int at = from == 0 ? from(prefix) : from;
        if (at >= paths.length || !paths[at].startsWith(prefix)) {
            return -1;
        }
        String rest = paths[at].substring(prefix.length());
        int slash = rest.indexOf('/');
        if (slash < 0) {
            each.accept(rest, Optional.of(torrent.published().files().get(order[at])));
            return at + 1;
        }
        String name = rest.substring(0, slash);
        each.accept(name, Optional.empty());
        return from(prefix + name + (char) ('/' + 1));
    }

    /**
     * A file, which is looked at now.
     *
     * @throws Refused when it is not as it was found intact, or is not here
     */
    Content file(int index) {
        TorrentFile file = torrent.published().files().get(index);
        if (!held.torrent().wanted().get(index)) {
            throw Refused.nothing();
        }
        Path root = held.record().root();
        Path place = torrent.isSingleFile()
                ? root
                : torrent.files().get(index).path().under(root);
        try {
            Path real = RealFolders.withInnerLinks(root).place(place);
            FileStamp now = FileStamp.take(real);
            if (!intact.filter(
                            stamps -> stamps.vouchesFor(index, torrent.files().size(), now, file.length()))
                    .isPresent()) {
                throw Refused.unavailable("this file is not as it was published, as far as is known now");
            }
            return new Content(
                    MediaTypes.of(file.path().text()),
                    file.length(),
                    file.digest().map(Sha256::hex),
                    Optional.of(Instant.ofEpochSecond(TimeUnit.NANOSECONDS.toSeconds(now.modified()))),
                    Content.A_WHILE,
                    file.digest().map(digest -> Base64.getEncoder().encodeToString(digest.bytes())),
                    stretches -> ServedFile.open(real, now).stretches(stretches));
        } catch (NoSuchFileException e) {
            throw Refused.unavailable("this file is missing");
        } catch (IOException e) {
            throw Refused.unavailable("this file cannot be read");
        }
    }
}
