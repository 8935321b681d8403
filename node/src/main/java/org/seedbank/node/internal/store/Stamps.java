package org.seedbank.node.internal.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.seedbank.integrity.files.FileStamp;
import org.seedbank.integrity.files.RealFolders;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/**
 * How each file of a dataset was when it was looked at, so that a start need not read what has not changed: its length,
 * its times and its inode, where the system has these. A link that leads out of the dataset is not as published.
 */
public final class Stamps {

    /** In the torrent's order. */
    private final FileMark[] marks;

    Stamps(FileMark... marks) {
        this.marks = marks.clone();
    }

    /** Asks the file system about the chosen files of a dataset; reads none of them and follows no link out of its root. */
    public static Stamps take(Metainfo torrent, Path root, Optional<Set<Integer>> files) {
        List<TorrentFile> all = torrent.files();
        FileMark[] marks = new FileMark[all.size()];
        RealFolders folders = RealFolders.withInnerLinks(root);
        for (int i = 0; i < marks.length; i++) {
            int index = i;
            boolean chosen = files.map(some -> some.contains(index)).orElse(true);
            marks[i] = chosen
                    ? mark(folders, place(torrent, root, all.get(i)), all.get(i).length())
                    : FileMark.NOT_CHOSEN;
        }
        return new Stamps(marks);
    }

    private static Path place(Metainfo torrent, Path root, TorrentFile file) {
        return torrent.isSingleFile() ? root : file.path().under(root);
    }

    private static FileMark mark(RealFolders folders, Path file, long published) {
        try {
            return FileMark.take(folders.place(file), published);
        } catch (NoSuchFileException e) {
            return FileMark.MISSING;
        } catch (IOException e) {
            return FileMark.UNUSABLE; // Reading it will tell why.
        }
    }

    /** Tells whether none of the chosen files is there. */
    public boolean isNothingThere() {
        return all(mark -> mark.sort() == FileMark.Sort.MISSING);
    }

    /** Tells whether nothing was in the place of a file. */
    public boolean isMissing(int file) {
        return marks[file].sort() == FileMark.Sort.MISSING;
    }

    /** Tells whether a file was there with its published length. */
    public boolean isPresent(int file) {
        return marks[file].sort() == FileMark.Sort.PRESENT;
    }

    /** Tells whether a file was there with another length than its published one. */
    public boolean hasWrongLength(int file) {
        return marks[file].sort() == FileMark.Sort.WRONG_LENGTH;
    }

    /** Tells whether a file was found wrong, and has not been found intact since. */
    public boolean isDoubted(int file) {
        return file < marks.length && marks[file].doubted();
    }

    /** Tells whether every chosen file is there with its published length. */
    public boolean isWhole() {
        return all(mark -> mark.sort() == FileMark.Sort.PRESENT || mark.sort() == FileMark.Sort.PRESENT_BY_TIME);
    }

    /**
     * Tells whether an earlier version noted some of it, by length and time alone: what was found since then tells
     * more.
     */
    public boolean isByTime() {
        return Arrays.stream(marks).anyMatch(mark -> mark.sort() == FileMark.Sort.PRESENT_BY_TIME);
    }

    private boolean all(Predicate<FileMark> what) {
        return Arrays.stream(marks).filter(FileMark::isChosen).allMatch(what);
    }

    /**
     * Returns the same, but these files were found wrong and count as to be read from now on. Of them it goes on to
     * tell how they were when they were last found intact, if that is known.
     *
     * @param verified how the files were before, as far as they were intact
     */
    public Stamps doubting(BitSet files, Optional<Stamps> verified) {
        FileMark[] rest = marks.clone();
        files.stream().filter(index -> marks[index].isChosen()).forEach(index -> {
            FileMark known =
                    verified.map(before -> before.mark(index, marks.length)).orElse(FileMark.UNKNOWN);
            rest[index] = known.isChosen() ? known.doubting() : FileMark.UNKNOWN;
        });
        return new Stamps(rest);
    }

    /** The files that are to be read, by index: those that were found wrong and those that are not as they were. */
    public BitSet changedSince(Stamps verified) {
        return files(
                index -> verified.mark(index, marks.length).doubted() || change(index, verified) != FileChange.SAME);
    }

    /** The chosen files with which this has happened since they were found intact, by index. */
    public BitSet filesThat(FileChange change, Stamps verified) {
        return files(index -> change(index, verified) == change);
    }

    /**
     * Returns what happened to a file since it was found intact. One that was found wrong meanwhile need not have been
     * changed.
     */
    public FileChange change(int file, Stamps verified) {
        FileMark now = marks[file];
        FileMark before = verified.mark(file, marks.length);
        if (now.sort() == FileMark.Sort.MISSING) {
            return FileChange.GONE;
        }
        if (before.sort() != FileMark.Sort.PRESENT && before.sort() != FileMark.Sort.PRESENT_BY_TIME) {
            return FileChange.UNKNOWN;
        }
        return now.isAs(before) ? FileChange.SAME : FileChange.WRITTEN_TO;
    }

    /**
     * Tells whether a file that has this stamp now is as it was when it was found intact, and was not found wrong since.
     *
     * @param files how many files the dataset has
     * @param published the file's published length
     */
    public boolean vouchesFor(int file, int files, FileStamp now, long published) {
        FileMark before = mark(file, files);
        boolean wasThere = before.sort() == FileMark.Sort.PRESENT || before.sort() == FileMark.Sort.PRESENT_BY_TIME;
        return wasThere && !before.doubted() && FileMark.of(now, published).isAs(before);
    }

    /** Tells whether every chosen file is as it was at an earlier look, be it intact or not. */
    public boolean isAsAt(Stamps before) {
        return files(index -> !marks[index].isAs(before.mark(index, marks.length)))
                .isEmpty();
    }

    private BitSet files(IntPredicate which) {
        BitSet files = new BitSet(marks.length);
        IntStream.range(0, marks.length)
                .filter(index -> marks[index].isChosen())
                .filter(which)
                .forEach(files::set);
        return files;
    }

    /** Of another number of files nothing is known. */
    private FileMark mark(int index, int count) {
        return marks.length == count ? marks[index] : FileMark.UNKNOWN;
    }

    List<FileMark> marks() {
        return List.of(marks);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stamps stamps && Arrays.equals(marks, stamps.marks);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(marks);
    }
}
