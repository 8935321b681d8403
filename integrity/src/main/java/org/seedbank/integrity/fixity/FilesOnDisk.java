package org.seedbank.integrity.fixity;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.files.NameForms;
import org.seedbank.integrity.files.RealFolders;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/** Describes what stands in the places of a dataset's files before any of them is read. */
final class FilesOnDisk {

    private final Metainfo torrent;
    private final CopyLocation location;
    private final RealFolders folders;
    private final NameForms forms;
    private final List<FoundFile> found = new ArrayList<>();

    /** The files that were asked for, whether they are there or not. */
    private final BitSet asked = new BitSet();

    private FilesOnDisk(Metainfo torrent, CopyLocation location, RealFolders folders, boolean inOtherForms) {
        this.torrent = torrent;
        this.location = location;
        this.folders = folders;
        this.forms = inOtherForms ? new NameForms(location.root(), new Taken()) : NameForms.APART;
    }

    /**
     * Looks at every chosen file, in the torrent's order.
     *
     * @param inOtherForms whether a file may lie under a name in another Unicode form
     * @throws IntegrityException.NothingChosen when no file is chosen
     * @throws IntegrityException.NotThere when nothing of the dataset is there, or nothing of what was chosen where
     *     missing files are to be ignored
     */
    static FilesOnDisk look(
            VerificationRequest request, CopyLocation location, RealFolders folders, boolean inOtherForms) {
        Metainfo torrent = request.torrent();
        FilesOnDisk files = new FilesOnDisk(torrent, location, folders, inOtherForms);
        files.lookAtAll(request.selection().in(torrent), request.selection().ignoresMissing());
        if (files.asked.isEmpty()) {
            throw new IntegrityException.NothingChosen(torrent.name());
        }
        boolean others = !request.selection().ignoresMissing() && files.hasAnother();
        if (files.found.stream().noneMatch(FoundFile::isThere) && !others) {
            throw IntegrityException.NotThere.nothingOf(torrent.name(), location.root());
        }
        return files;
    }

    private void lookAtAll(Predicate<DatasetPath> chosen, boolean ignoresMissing) {
        for (int i = 0; i < torrent.files().size(); i++) {
            TorrentFile file = torrent.files().get(i);
            FileFinding notChosen = new FileFinding.NotChosen(file.path(), file.length());
            if (!location.holds(file.path()) || !chosen.test(file.path())) {
                found.add(FoundFile.without(notChosen, location.root()));
            } else {
                asked.set(i);
                FoundFile here = look(file);
                boolean ignored = ignoresMissing && here.finding() instanceof FileFinding.Missing;
                found.add(ignored ? FoundFile.without(notChosen, here.place()) : here);
            }
        }
    }

    private FoundFile look(TorrentFile file) {
        return FoundFile.look(forms, folders, file.path(), file.length(), () -> location.place(file.path()));
    }

    /**
     * Tells whether a file that was not asked for is there: then it is the right place, and others are really missing.
     */
    private boolean hasAnother() {
        for (int i = asked.nextClearBit(0); i < torrent.files().size(); i = asked.nextClearBit(i + 1)) {
            if (location.has(torrent.files().get(i).path())) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether nothing of what was found is there any more. */
    boolean areGone() {
        return found.stream()
                .noneMatch(file -> file.isThere() && Files.exists(file.place(), LinkOption.NOFOLLOW_LINKS));
    }

    /** Files that lie under a name which differs from the published one in its Unicode form alone: indexes and places. */
    Map<Integer, Path> otherForms() {
        Map<Integer, Path> others = new LinkedHashMap<>();
        for (int i = 0; i < found.size(); i++) {
            Path place = found.get(i).place();
            boolean literal = location.placeOf(torrent.files().get(i).path())
                    .filter(place::equals)
                    .isPresent();
            if (forms != NameForms.APART && found.get(i).isThere() && !literal) {
                others.put(i, place);
            }
        }
        return others;
    }

    /** Tells of places whether one of the dataset's files belongs there. Filled when it is first asked. */
    private final class Taken implements Predicate<Path> {

        private final Set<Path> places = new HashSet<>();

        @Override
        public boolean test(Path place) {
            if (places.isEmpty()) {
                torrent.files().forEach(file -> location.placeOf(file.path()).ifPresent(places::add));
            }
            return places.contains(place);
        }
    }

    int count() {
        return found.size();
    }

    /** Returns what was found in the place of a file of the torrent. */
    FoundFile get(int file) {
        return found.get(file);
    }

    boolean isChosen(int file) {
        return !(found.get(file).finding() instanceof FileFinding.NotChosen);
    }
}
