package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.Place;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.OwnNames;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.files.Disk;
import org.seedbank.integrity.files.DiskTrial;
import org.seedbank.integrity.files.SafeNames;
import org.seedbank.integrity.fixity.StoredNames;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/** The place that receives a dataset: looked at before a byte is fetched, without reading a file. */
public final class Target {

    private final Metainfo torrent;
    private final FetchRequest request;
    private final Path folder;
    private final Path root;
    private final BitSet wanted;

    /** Throws {@link DownloadingException} when the names are not to be used, or no file is chosen. */
    public Target(FetchRequest request) {
        this.request = request;
        this.torrent = request.torrent();
        this.folder = request.place().folder();
        requireNames();
        this.root = request.place().root();
        this.wanted = wanted();
    }

    private void requireNames() {
        Place place = request.place();
        if (!place.named() && place.name().startsWith(".")) {
            throw OwnNames.isOwn(place.name())
                    ? DownloadingException.NameRefused.ours(place.name())
                    : DownloadingException.NameRefused.hidden(place.name());
        }
        if (OwnNames.isOwn(place.name())) {
            throw DownloadingException.NameRefused.ours(place.name());
        }
        if (!torrent.isSingleFile()) {
            torrent.files().stream()
                    .map(TorrentFile::path)
                    .filter(path -> path.names().stream().anyMatch(OwnNames::isOwn))
                    .findFirst()
                    .ifPresent(path -> {
                        throw DownloadingException.NameRefused.ours(path.text());
                    });
        }
    }

    private BitSet wanted() {
        BitSet chosen = new BitSet();
        for (int i = 0; i < torrent.files().size(); i++) {
            chosen.set(i, request.chosen().test(torrent.files().get(i).path()));
        }
        if (chosen.isEmpty()) {
            throw new DownloadingException.NothingChosen(torrent.name());
        }
        return chosen;
    }

    /** The folder or file of the dataset at this place. */
    public Path root() {
        return root;
    }

    /** Indexes of the chosen files. */
    public BitSet wantedFiles() {
        return (BitSet) wanted.clone();
    }

    /** Creates the folder, and says where the dataset's place really is: the same for each path that leads there. */
    public Path create() {
        try {
            Files.createDirectories(folder);
            return Place.under(
                    folder.toRealPath(), new DatasetPath(request.place().name()));
        } catch (IOException e) {
            for (Path above = folder; above != null; above = above.getParent()) {
                if (Files.exists(above) && !Files.isDirectory(above)) {
                    throw new DownloadingException.CannotWrite(above, "it is not a folder", e);
                }
            }
            throw new DownloadingException.CannotWrite(folder, IoReason.of(e), e);
        }
    }

    /**
     * A look at the places of the chosen files.
     *
     * @param found their attributes; empty where nothing is
     * @param vacant whether there is nothing at all at the place, or an empty folder
     */
    public record Look(List<Optional<BasicFileAttributes>> found, boolean vacant) {
        boolean isThere(int file) {
            return found.get(file).isPresent();
        }

        /** True when one of the chosen files is there. */
        public boolean isAnyThere() {
            return found.stream().anyMatch(Optional::isPresent);
        }
    }

    /**
     * Looks what is there.
     *
     * @throws DownloadingException.InTheWay when something else than a file is in a file's place, or a link or a file in
     *     that of a folder on the way
     * @throws DownloadingException.FilesInTheWay when files that are not to be touched have a wrong length
     */
    public Look look() {
        try {
            List<Optional<BasicFileAttributes>> found = new ArrayList<>();
            List<String> wrong = new ArrayList<>();
            Set<Path> folders = new HashSet<>();
            for (int i = 0; i < torrent.files().size(); i++) {
                TorrentFile file = torrent.files().get(i);
                Optional<BasicFileAttributes> there = wanted.get(i) ? look(file, folders) : Optional.empty();
                found.add(there);
                if (there.filter(each -> each.size() != file.length()).isPresent()
                        && request.existing().areInTheWay(file.path())) {
                    wrong.add(file.path().text());
                }
            }
            if (!wrong.isEmpty()) {
                throw new DownloadingException.FilesInTheWay(root, wrong);
            }
            return new Look(found, isVacant());
        } catch (IOException e) {
            throw new DownloadingException.CannotWrite(root, IoReason.of(e), e);
        }
    }

    private Optional<BasicFileAttributes> look(TorrentFile file, Set<Path> folders) throws IOException {
        Path place = FileAt.of(torrent, root, file);
        for (Path parent = place.getParent(); !parent.equals(folder); parent = parent.getParent()) {
            // Those above a folder that was looked at were too.
            if (!folders.add(parent)) {
                break;
            }
            refuse(parent, FileAt.attributes(parent).filter(found -> !found.isDirectory()));
        }
        Optional<BasicFileAttributes> found = FileAt.attributes(place);
        refuse(place, found.filter(attributes -> !attributes.isRegularFile()));
        return found.isPresent() && Placeholder.isOne(place, found.get()) ? Optional.empty() : found;
    }

    private static void refuse(Path path, Optional<BasicFileAttributes> wrong) {
        wrong.ifPresent(what -> {
            throw new DownloadingException.InTheWay(path, FileAt.kind(what));
        });
    }

    private boolean isVacant() throws IOException {
        Optional<BasicFileAttributes> found = FileAt.attributes(root);
        if (found.isEmpty()) {
            return true;
        }
        return !torrent.isSingleFile() && found.get().isDirectory() && FileAt.isEmptyFolder(root);
    }

    /** Unfinished downloads of other programs beside what is missing, for a person; their bytes count for nothing. */
    public List<String> halfDone() {
        return halfDone(look());
    }

    List<String> halfDone(Look look) {
        List<Path> missing = new ArrayList<>();
        for (int i = wanted.nextSetBit(0); i >= 0; i = wanted.nextSetBit(i + 1)) {
            if (!look.isThere(i)) {
                missing.add(FileAt.of(torrent, root, torrent.files().get(i)));
            }
        }
        return HalfDone.among(folder, missing);
    }

    /**
     * Refuses a disk that cannot hold the names and lengths of what is not there yet. It is asked by trying, in a folder that
     * goes away again.
     *
     * @param real the place as {@link #create} has said
     * @throws IntegrityException.DoesNotFit when it cannot
     */
    public void requireFit(Look look, Path real) {
        DiskTrial.require(
                IncomingFolder.shelter(real),
                planned(i -> wanted.get(i) && !look.isThere(i)),
                Remedy.of(Remedy.Kind.OTHER_DISK));
    }

    private List<DiskTrial.Planned> planned(IntPredicate files) {
        String name = request.place().name();
        return IntStream.range(0, torrent.files().size())
                .filter(files)
                .mapToObj(torrent.files()::get)
                .map(file ->
                        new DiskTrial.Planned(torrent.isSingleFile() ? name : name + "/" + file.path(), file.length()))
                .toList();
    }

    /**
     * A request for the same under names that the place's disk can hold. What is there under names that are kept with it
     * keeps them.
     *
     * @throws IntegrityException.DoesNotFit when other names do not help
     */
    public static FetchRequest renamed(FetchRequest asked) {
        Path root = asked.place().root();
        Metainfo known = StoredNames.inFormsThere(StoredNames.in(asked.torrent(), root), root);
        FetchRequest request = known.isRenamed() ? asked.under(known, asked.place()) : asked;
        Target target = new Target(request);
        Path shelter = IncomingFolder.shelter(target.create());
        try {
            // All files, so that the names do not depend on which are chosen.
            List<String> paths = SafeNames.fit(shelter, target.planned(i -> true));
            String name = paths.get(0).split("/", 2)[0];
            Place place = name.equals(asked.place().name())
                    ? asked.place()
                    : new Place(asked.place().folder(), name, true);
            return asked.under(known.isSingleFile() ? known : known.lyingAt(below(name, paths)), place);
        } catch (IOException e) {
            throw new DownloadingException.CannotWrite(shelter, IoReason.of(e), e);
        }
    }

    private static List<DatasetPath> below(String name, List<String> paths) {
        return paths.stream()
                .map(path -> new DatasetPath(path.substring(name.length() + 1)))
                .toList();
    }

    /**
     * Refuses a disk without room.
     *
     * @param arrived the folder where an earlier fetch may have left something
     */
    public void requireRoom(Look look, Path arrived) {
        try {
            long missing = 0;
            for (int i = wanted.nextSetBit(0); i >= 0; i = wanted.nextSetBit(i + 1)) {
                missing += look.isThere(i) ? 0 : torrent.files().get(i).length();
            }
            long free = Disk.free(folder);
            if (missing <= free - request.reserve()) {
                return; // Whatever has arrived of it already.
            }
            for (int i = wanted.nextSetBit(0); i >= 0; i = wanted.nextSetBit(i + 1)) {
                missing -=
                        look.isThere(i) ? 0 : present(arrived, torrent.files().get(i));
            }
            if (missing > 0 && missing > free - request.reserve()) {
                throw new DownloadingException.NoRoom(folder, missing, free, request.reserve());
            }
        } catch (IOException e) {
            throw new DownloadingException.CannotWrite(folder, IoReason.of(e), e);
        }
    }

    /** How many of a file's bytes take room already: holes do not. */
    private long present(Path arrived, TorrentFile file) throws IOException {
        Path path = FileAt.of(torrent, arrived, file);
        Optional<BasicFileAttributes> found = FileAt.attributes(path).filter(BasicFileAttributes::isRegularFile);
        return found.isPresent() ? Math.min(Holes.written(path), file.length()) : 0;
    }
}
