package org.seedbank.integrity.fixity;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.files.NameForms;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/** Finds a copy of a dataset, or of a part of it, from the path that a person gave for it. */
public final class CopySearch {

    private final Metainfo torrent;
    private final Path target;
    private final List<DatasetPath> members;
    private final boolean otherForms;

    private CopySearch(Metainfo torrent, Path target, List<DatasetPath> members, boolean otherForms) {
        this.otherForms = otherForms;
        this.torrent = torrent;
        this.target = target;
        this.members = members;
    }

    /**
     * Returns what stands at the target: the dataset, a part of it, or the folder that holds the dataset.
     *
     * @param members parts of the dataset that were asked for; one of them may be what stands there
     */
    static CopyLocation find(Metainfo torrent, Path target, List<DatasetPath> members) {
        if (!Files.exists(target)) {
            throw new IntegrityException.NotThere(target);
        }
        CopySearch search = new CopySearch(torrent, target, members, true);
        if (torrent.isSingleFile()) {
            return search.onlyFile();
        }
        return Files.isDirectory(target) ? search.folder() : search.file();
    }

    /**
     * The whole dataset at the target, or in it under its own name.
     *
     * @throws IntegrityException.UnusableTarget when it is a file where the dataset is a folder
     */
    public static CopyLocation findWhole(Metainfo torrent, Path target) {
        if (!Files.exists(target)) {
            throw new IntegrityException.NotThere(target);
        }
        CopySearch search = new CopySearch(torrent, target, List.of(), false);
        if (torrent.isSingleFile()) {
            return search.onlyFile();
        }
        if (!Files.isDirectory(target)) {
            throw new IntegrityException.UnusableTarget(
                    target, "it is a file, and the dataset '%s' is a folder".formatted(torrent.name()));
        }
        return search.wholeDataset();
    }

    private CopyLocation onlyFile() {
        DatasetPath path = torrent.files().get(0).path();
        Path literal = Files.isDirectory(target) ? path.under(target) : target;
        Path file = Files.exists(literal) ? literal : inOtherForm(literal);
        if (!Files.exists(file)) {
            throw new IntegrityException.NotThere(file);
        }
        return CopyLocation.of(path, file);
    }

    /** The same name in another Unicode form, where that is there and may be taken for it. */
    private Path inOtherForm(Path place) {
        return otherForms ? NameForms.beside(place).orElse(place) : place;
    }

    private CopyLocation file() {
        if (members.size() == 1 && isFile(members.get(0))) {
            return CopyLocation.of(members.get(0), target);
        }
        Predicate<DatasetPath> wanted =
                path -> members.isEmpty() || members.stream().anyMatch(path::isIn);
        List<DatasetPath> best = trailing()
                .best(torrent.files().stream()
                        .map(TorrentFile::path)
                        .filter(wanted)
                        .toList());
        if (best.isEmpty()) {
            throw IntegrityException.UnclearPart.ofNone(target, torrent.name());
        }
        return CopyLocation.of(only(best), target);
    }

    private boolean isFile(DatasetPath member) {
        return torrent.files().stream().anyMatch(file -> file.path().equals(member));
    }

    private TrailingNames trailing() {
        return new TrailingNames(torrent.name(), target);
    }

    private DatasetPath only(List<DatasetPath> parts) {
        if (parts.size() > 1) {
            throw IntegrityException.UnclearPart.ofSeveral(target, parts);
        }
        return parts.get(0);
    }

    private CopyLocation folder() {
        CopyLocation whole = wholeDataset();
        if (members.size() == 1 && !isFile(members.get(0))) {
            CopyLocation member = CopyLocation.of(members.get(0), target);
            long inWhole = count(whole, members.get(0));
            if (inWhole > 0 || count(member) > 0) {
                return inWhole >= count(member) ? whole : member;
            }
        }
        List<DatasetPath> parts = withMostFiles(trailing().best(folders()));
        if (parts.isEmpty()) {
            return whole;
        }
        long inPart = count(CopyLocation.of(parts.get(0), target));
        long inWhole = count(whole);
        boolean namedMore = trailing().length(parts.get(0)) > trailing().lengthOfName();
        boolean isPart = inPart > inWhole || (inPart == inWhole && namedMore);
        return isPart ? CopyLocation.of(only(parts), target) : whole;
    }

    /** A folder above may hold files of the same names by chance, so the folder with more of the files wins. */
    private CopyLocation wholeDataset() {
        CopyLocation here = CopyLocation.whole(target);
        Path folder = new DatasetPath(torrent.name()).under(target);
        CopyLocation named = CopyLocation.whole(Files.isDirectory(folder) ? folder : inOtherForm(folder));
        if (!Files.isDirectory(named.root())) {
            return here;
        }
        long inHere = count(here);
        return inHere > 0 && inHere >= count(named) ? here : named;
    }

    private Collection<DatasetPath> folders() {
        Collection<DatasetPath> folders = new LinkedHashSet<>();
        String last = "";
        for (TorrentFile file : torrent.files()) {
            String text = file.path().text();
            String folder = text.substring(0, Math.max(0, text.lastIndexOf('/')));
            // Files of one folder mostly stand side by side.
            if (!folder.equals(last) && !folder.isEmpty()) {
                folders.addAll(new DatasetPath(folder).andAbove());
            }
            last = folder;
        }
        return folders;
    }

    /** Of several folders that the path may be, those that have most of their files there, if they have any. */
    private List<DatasetPath> withMostFiles(List<DatasetPath> parts) {
        long most = parts.stream()
                .map(part -> count(CopyLocation.of(part, target)))
                .max(Comparator.naturalOrder())
                .orElse(0L);
        return parts.stream()
                .filter(part -> most > 0 && count(CopyLocation.of(part, target)) == most)
                .toList();
    }

    private long count(CopyLocation location) {
        return torrent.files().stream()
                .filter(file -> location.has(file.path()))
                .count();
    }

    private long count(CopyLocation location, DatasetPath member) {
        return torrent.files().stream()
                .map(TorrentFile::path)
                .filter(path -> path.isIn(member) && location.has(path))
                .count();
    }

    /** Compares the last names of a path on this machine with those of a dataset's files and folders. */
    private static final class TrailingNames {

        private final String dataset;
        private final Path path;

        TrailingNames(String dataset, Path path) {
            this.dataset = dataset;
            this.path = path.toAbsolutePath().normalize();
        }

        /** Those that have the most names in common with the path, counted from the end; none where none has the last. */
        List<DatasetPath> best(Collection<DatasetPath> parts) {
            List<DatasetPath> best = new ArrayList<>();
            int most = 1;
            for (DatasetPath part : parts) {
                int length = length(part);
                if (length > most) {
                    best.clear();
                    most = length;
                }
                if (length == most) {
                    best.add(part);
                }
            }
            return best;
        }

        /** How many names from the end a part and the path have in common; the dataset's own name counts. */
        int length(DatasetPath part) {
            List<String> names = new ArrayList<>();
            names.add(dataset);
            names.addAll(part.names());
            return length(names);
        }

        /** Counts them for the dataset's own folder. */
        int lengthOfName() {
            return length(List.of(dataset));
        }

        private int length(List<String> names) {
            int length = 0;
            while (length < Math.min(names.size(), path.getNameCount())
                    && names.get(names.size() - 1 - length)
                            .equals(path.getName(path.getNameCount() - 1 - length)
                                    .toString())) {
                length++;
            }
            return length;
        }
    }
}
