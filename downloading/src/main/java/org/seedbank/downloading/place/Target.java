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
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.Place;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.OwnNames;
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
            if (folders.add(parent)) {
                refuse(parent, FileAt.attributes(parent).filter(found -> !found.isDirectory()));
            }
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

    /**
     * Refuses a disk without room.
     *
     * @param arrived the folder where an earlier fetch may have left something
     */
    public void requireRoom(Look look, Path arrived) {
        try {
            long missing = 0;
            for (int i = wanted.nextSetBit(0); i >= 0; i = wanted.nextSetBit(i + 1)) {
                TorrentFile file = torrent.files().get(i);
                missing += look.isThere(i) ? 0 : file.length() - present(arrived, file);
            }
            long free = Files.getFileStore(folder).getUsableSpace();
            if (missing > 0 && missing > free - request.reserve()) {
                throw new DownloadingException.NoRoom(folder, missing, free, request.reserve());
            }
        } catch (IOException e) {
            throw new DownloadingException.CannotWrite(folder, IoReason.of(e), e);
        }
    }

    /** How many of a file's bytes take room already. Holes of sparse files count as there; it is only an estimate. */
    private long present(Path arrived, TorrentFile file) throws IOException {
        return FileAt.attributes(FileAt.of(torrent, arrived, file))
                .map(attributes -> Math.min(attributes.size(), file.length()))
                .orElse(0L);
    }
}
