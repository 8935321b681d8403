package org.seedbank.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.seedbank.cli.frame.FolderDeletion;

/**
 * Two homes that share a catalog, one that publishes and one that fetches, and folders with files of persons in them.
 * Everything is below one folder; paths are told from there. For one thread.
 */
final class TwoHomes implements AutoCloseable {

    /** The folders that the other home fetches into; the last may be a disk that can be pulled. */
    static final List<String> TARGETS = List.of("dl0", "dl1", "usb");

    static final String DISK = "usb";

    /** What is behind links that a person planted, and nobody else's business. */
    static final String VICTIM = "victim";

    /** Where persons move things to. */
    static final String ATTIC = "attic";

    private static final String SOURCES = "src";

    private final Path folder;
    private final Map<String, Path> watched = new TreeMap<>();
    private final Belongings belongings = new Belongings();
    private final List<PublishedFiles> published = new ArrayList<>();
    private final List<TreeSnapshot> history = new ArrayList<>();
    private final PulledDisk disk;
    private final Originals originals;
    private final OwnNode publisher;
    private final OwnNode fetcher;
    private final WantedPlaces wanted = new WantedPlaces(belongings, published);
    private final Verdicts verdicts;

    /**
     * Puts files in place; no node runs yet.
     *
     * @param seed what their bytes depend on
     * @param pulled whether the disk can be pulled
     * @param apart whether the node that fetches is a process of its own
     */
    TwoHomes(Path folder, long seed, boolean pulled, boolean apart) throws Exception {
        this.folder = folder.toRealPath();
        for (String each : List.of("presence", "catalog", "hidden", "a/state", "b/state")) {
            Files.createDirectories(path(each));
        }
        for (String each : List.of("dl0", "dl1", VICTIM + "/inner", ATTIC, SOURCES, Belongings.LINKS)) {
            watched.put(each.replaceAll("/.*", ""), path(each.replaceAll("/.*", "")));
            Files.createDirectories(path(each));
        }
        disk = PulledDisk.at(path(DISK), path("usb-disk"), pulled);
        watched.put(DISK, disk.files());
        Files.createSymbolicLink(path("a/state/presence"), path("presence"));
        Files.createSymbolicLink(path("b/state/presence"), path("presence"));
        publisher = new OwnNode(path("a"), false);
        fetcher = new OwnNode(path("b"), apart);
        originals = new Originals(path(SOURCES), seed);
        originals.write();
        Files.writeString(path(VICTIM + "/secret.txt"), "nobody else's business\n");
        Files.writeString(path(VICTIM + "/inner/data.csv"), "nor this\n");
        for (String target : TARGETS) {
            Files.createDirectories(real(target).resolve("photos"));
            Files.writeString(real(target).resolve("photos/run"), "of " + target + "\n");
            Files.writeString(real(target).resolve("thesis.txt"), "written in " + target + "\n");
        }
        snapshot().items().forEach(belongings::put);
        verdicts = new Verdicts(this);
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Where the bytes of a watched path are, also when its disk is pulled. */
    Path real(String watchedPath) {
        int end = watchedPath.indexOf('/');
        Path top = watched.get(end < 0 ? watchedPath : watchedPath.substring(0, end));
        return end < 0 ? top : top.resolve(watchedPath.substring(end + 1));
    }

    /** The watched path of a place that a command has named; empty of any other. */
    Optional<String> watchedPath(String place) {
        Path path = Path.of(place);
        return path.startsWith(folder) ? Optional.of(folder.relativize(path).toString()) : Optional.empty();
    }

    String catalog() {
        return path("catalog").toString();
    }

    Belongings belongings() {
        return belongings;
    }

    /** Everything that was published, oldest first; the same folder several times where it was changed. */
    List<PublishedFiles> published() {
        return published;
    }

    PulledDisk disk() {
        return disk;
    }

    Originals originals() {
        return originals;
    }

    OwnNode publisher() {
        return publisher;
    }

    OwnNode fetcher() {
        return fetcher;
    }

    WantedPlaces wanted() {
        return wanted;
    }

    Verdicts verdicts() {
        return verdicts;
    }

    /** How everything was before and after each deed. */
    List<TreeSnapshot> history() {
        return history;
    }

    TreeSnapshot snapshot() {
        Map<String, Path> folders = new TreeMap<>(watched);
        disk.bareMountPoint().ifPresent(bare -> folders.put(PulledDisk.BARE, bare));
        return TreeSnapshot.of(folders);
    }

    /** Looks at everything, and notes it; what seems lost for a moment may just be on its way. */
    TreeSnapshot look() throws InterruptedException {
        TreeSnapshot now = snapshot();
        List<String> faults = faults(now);
        if (!faults.isEmpty()) {
            Thread.sleep(300); // Nothing tells when a file that was just renamed is seen.
            now = snapshot();
            faults = faults(now);
        }
        if (!faults.isEmpty()) {
            throw new BrokenPromise(faults.get(0).replaceAll("'[^']*'", "FILE"), String.join("; ", faults));
        }
        history.add(now);
        return now;
    }

    private List<String> faults(TreeSnapshot now) {
        List<String> faults = new ArrayList<>(belongings.losses(now));
        faults.addAll(belongings.surprises(now));
        return faults;
    }

    @Override
    public void close() throws Exception {
        try {
            fetcher.close();
            publisher.close();
        } finally {
            disk.close();
        }
    }

    /** Deletes a file, or a folder with what is in it. */
    static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            FolderDeletion.delete(path);
        } else {
            Files.delete(path);
        }
    }
}
