package org.seedbank.integrity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/** What stands in the places of a dataset's files before any of them is read. */
final class FilesOnDisk {

    private final Metainfo torrent;
    private final CopyLocation location;
    private final List<FoundFile> found = new ArrayList<>();

    /** The files that were asked for, whether they are there or not. */
    private final BitSet asked = new BitSet();

    private FilesOnDisk(Metainfo torrent, CopyLocation location) {
        this.torrent = torrent;
        this.location = location;
    }

    /**
     * What stands in a file's place.
     *
     * @param place where it should be
     * @param length its length in bytes, or -1 when nothing that can be read is there
     * @param finding what is known without reading, or null
     * @param isThere whether anything at all is there
     */
    record FoundFile(Path place, long length, FileFinding finding, boolean isThere) {

        private static FoundFile without(FileFinding finding, Path place) {
            return new FoundFile(place, -1, finding, false);
        }

        private static FoundFile unusable(TorrentFile file, Path place, String reason) {
            return new FoundFile(place, -1, new FileFinding.Unreadable(file.path(), file.length(), reason), true);
        }

        /** Bytes of the published length that can be read. */
        long readable(TorrentFile expected) {
            return finding == null ? Math.min(length, expected.length()) : 0;
        }
    }

    /**
     * Looks at every chosen file, in the torrent's order.
     *
     * @throws IntegrityException.NothingChosen when no file is chosen
     * @throws IntegrityException.NotThere when nothing of the dataset is there, or nothing of what was chosen where
     *     missing files are to be ignored
     */
    static FilesOnDisk look(VerificationRequest request, CopyLocation location) {
        Metainfo torrent = request.torrent();
        FilesOnDisk files = new FilesOnDisk(torrent, location);
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
        Path place = location.root();
        try {
            place = location.place(file.path());
            BasicFileAttributes attributes = Files.readAttributes(place, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                String what = attributes.isDirectory() ? "it is a folder" : "it is no regular file";
                return FoundFile.unusable(file, place, what);
            }
            return new FoundFile(place, attributes.size(), null, true);
        } catch (IOException e) {
            boolean displaced = isBelowFile(place);
            FileFinding gone = new FileFinding.Missing(file.path(), file.length());
            if (e instanceof NoSuchFileException || displaced) {
                return new FoundFile(place, -1, gone, displaced);
            }
            return FoundFile.unusable(file, place, IoReason.of(e));
        } catch (IllegalArgumentException e) {
            return FoundFile.unusable(file, place, e.getMessage());
        }
    }

    /** Whether a file stands in place of a folder above, which the system does not report as an absent file. */
    private boolean isBelowFile(Path place) {
        Path root = location.root();
        for (Path above = place.getParent(); above != null && above.startsWith(root); above = above.getParent()) {
            if (Files.isRegularFile(above)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a file that was not asked for is there: then it is the right place, and others are really missing. */
    private boolean hasAnother() {
        for (int i = asked.nextClearBit(0); i < torrent.files().size(); i = asked.nextClearBit(i + 1)) {
            if (location.has(torrent.files().get(i).path())) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing of what was found is there any more. */
    boolean areGone() {
        return found.stream().noneMatch(file -> file.isThere() && Files.exists(file.place()));
    }

    int count() {
        return found.size();
    }

    /** What was found in the place of a file of the torrent. */
    FoundFile get(int file) {
        return found.get(file);
    }

    boolean isChosen(int file) {
        return !(found.get(file).finding() instanceof FileFinding.NotChosen);
    }
}
