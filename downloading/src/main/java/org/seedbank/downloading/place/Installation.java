package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.OwnNames;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.integrity.files.Permissions;

/**
 * Moves what has arrived to its place. Nothing that came there meanwhile is replaced, and no link is followed: each folder
 * on the way is held open, so that it cannot become another one between a look and a move.
 */
final class Installation {

    private final Path incoming;
    private final Path folder;
    private final String name;

    /**
     * From a folder of ours to a place.
     *
     * @param incoming the folder that holds the dataset under the name that it has at the place
     * @param folder the place's folder
     */
    Installation(Path incoming, Path folder, String name) {
        this.incoming = incoming;
        this.folder = folder;
        this.name = name;
    }

    /** Moves the dataset's whole folder in one step, where nothing is or an empty folder. */
    void moveFolder() {
        Path root = folder.resolve(name);
        try {
            keepRights(root);
            Files.move(incoming.resolve(name), root, StandardCopyOption.ATOMIC_MOVE);
            DurableFolder.forceIfPossible(folder);
        } catch (IOException e) {
            throw failed(root, e);
        }
    }

    /** An empty folder that somebody made for the dataset says who may use it. */
    private void keepRights(Path root) throws IOException {
        Optional<BasicFileAttributes> there = FileAt.attributes(root);
        if (there.filter(BasicFileAttributes::isDirectory).isPresent()) {
            Permissions.copy(root, incoming.resolve(name));
        }
    }

    /** Moves the dataset's one file. */
    void moveFile() {
        move(List.of(name), OpenFolder::take);
    }

    /** Moves one file of the dataset's folder, and makes the folders above it that are missing. */
    void move(DatasetPath file) {
        List<String> names = new ArrayList<>(file.names());
        names.add(0, name);
        move(names, OpenFolder::take);
    }

    /** Moves one symbolic link, as {@link #move} does a file. */
    void moveLink(DatasetPath link) {
        List<String> names = new ArrayList<>(link.names());
        names.add(0, name);
        move(names, OpenFolder::takeLink);
    }

    /** Takes what has a name out of one folder into another. */
    @FunctionalInterface
    private interface Taking {
        void take(OpenFolder to, OpenFolder from, String name) throws IOException;
    }

    private void move(List<String> names, Taking taking) {
        Path place = folder.resolve(String.join("/", names));
        String file = names.get(names.size() - 1);
        try (OpenFolder from = OpenFolder.at(incoming);
                OpenFolder to = OpenFolder.at(folder)) {
            for (String above : names.subList(0, names.size() - 1)) {
                from.enter(above);
                enterOrMake(to, above);
            }
            taking.take(to, from, file);
        } catch (IOException e) {
            throw failed(place, e);
        }
        DurableFolder.forceIfPossible(place.getParent());
    }

    /** The system makes folders by their path only; one that is moved goes where the open folder is, and over nothing. */
    private void enterOrMake(OpenFolder to, String name) throws IOException {
        try {
            to.enter(name);
        } catch (NoSuchFileException e) {
            Path made = incoming.resolve(OwnNames.PREFIX + "folder");
            Files.deleteIfExists(made);
            Files.createDirectory(made);
            try (OpenFolder from = OpenFolder.at(incoming)) {
                to.takeFolder(from, made.getFileName(), name);
            }
            to.enter(name);
        }
    }

    private static RuntimeException failed(Path place, IOException why) {
        try {
            for (Path each = place; each.getParent() != null; each = each.getParent()) {
                Optional<BasicFileAttributes> found = FileAt.attributes(each);
                boolean inTheWay = each.equals(place)
                        ? found.isPresent()
                        : found.filter(what -> !what.isDirectory()).isPresent();
                if (inTheWay) {
                    return new DownloadingException.CameMeanwhile(each, FileAt.kind(found.get()));
                }
            }
        } catch (IOException e) {
            why.addSuppressed(e);
        }
        return new DownloadingException.CannotWrite(place, IoReason.of(why), why);
    }
}
