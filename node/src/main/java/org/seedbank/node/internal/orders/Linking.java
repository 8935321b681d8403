package org.seedbank.node.internal.orders;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.files.Disk;
import org.seedbank.integrity.files.DiskTrial;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;

/**
 * Makes the links of one dataset. Never writes over anything and never goes through a link below the folder that
 * receives; links that are right already are left, so it can be done again.
 */
final class Linking {

    private static final String REMEDY = "move what is in the way, or cancel the order";

    private final Order.Link order;

    Linking(Order.Link order) {
        this.order = order;
    }

    /**
     * Links every wanted file.
     *
     * @param root the dataset's folder or its one file
     * @return how many files are linked now
     * @throws NodeException.Refused when one cannot be; those before it are linked then
     */
    int link(HeldTorrents.Held held, String root) throws InterruptedException {
        Metainfo torrent = held.torrent();
        List<TorrentFile> files = torrent.files();
        requireFit(held);
        int linked = 0;
        for (int i = 0; i < files.size(); i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            int index = i;
            if (held.files().map(wanted -> wanted.contains(index)).orElse(true)) {
                link(torrent, files.get(i), Path.of(root));
                linked++;
            }
        }
        return linked;
    }

    /** A link is as long as the file that it leads to, and has no length of its own where it is symbolic. */
    private void requireFit(HeldTorrents.Held held) {
        if (!Files.isDirectory(order.folder())) {
            throw refused("the folder '%s' is not there".formatted(order.folder()));
        }
        List<DiskTrial.Planned> links = new ArrayList<>();
        for (int i = 0; i < held.torrent().files().size(); i++) {
            int index = i;
            if (held.files().map(wanted -> wanted.contains(index)).orElse(true)) {
                links.add(new DiskTrial.Planned(
                        inFolder(held.torrent(), held.torrent().files().get(i)), 0));
            }
        }
        try {
            DiskTrial.require(order.folder(), links);
        } catch (IntegrityException e) {
            throw new NodeException.Refused(e);
        }
    }

    private static String inFolder(Metainfo torrent, TorrentFile file) {
        return torrent.isSingleFile() ? torrent.name() : torrent.name() + "/" + file.path();
    }

    private void link(Metainfo torrent, TorrentFile file, Path root) {
        Path source = torrent.isSingleFile() ? root : under(file.path(), root);
        Path link = under(path(inFolder(torrent, file)), order.folder());
        try {
            requireWhole(source, file.length());
            makeFolders(link.getParent());
            make(link, source);
        } catch (IOException e) {
            throw refused("cannot make the link '%s': %s".formatted(link, IoReason.of(e)));
        }
    }

    private static DatasetPath path(String text) {
        try {
            return new DatasetPath(text);
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage());
        }
    }

    private static Path under(DatasetPath path, Path root) {
        try {
            return path.under(root);
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage());
        }
    }

    private static void requireWhole(Path source, long length) throws IOException {
        Optional<BasicFileAttributes> found = look(source);
        boolean whole =
                found.isPresent() && found.get().isRegularFile() && found.get().size() == length;
        if (!whole) {
            throw refused("the file '%s' is not there as it was published".formatted(source));
        }
    }

    /** Folder by folder from the one that was ordered, so that a link in between is seen and not followed. */
    private void makeFolders(Path folder) throws IOException {
        Path made = order.folder();
        if (!Files.isDirectory(made)) {
            throw refused("the folder '%s' is not there".formatted(made));
        }
        for (Path name : made.relativize(folder)) {
            if (name.toString().isEmpty()) {
                return;
            }
            made = made.resolve(name);
            if (!Files.exists(made, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(made);
            } else if (!Files.isDirectory(made, LinkOption.NOFOLLOW_LINKS)) {
                throw refused("'%s' is in the way: it is not a folder".formatted(made));
            }
        }
    }

    private void make(Path link, Path source) throws IOException {
        Optional<BasicFileAttributes> there = look(link);
        if (there.isPresent()) {
            if (!isRight(link, there.get(), source)) {
                throw refused("'%s' is in the way: it is not a link to '%s'".formatted(link, source));
            }
            return;
        }
        try {
            if (order.symbolic()) {
                Files.createSymbolicLink(link, source);
            } else {
                hardLink(link, source);
            }
        } catch (FileAlreadyExistsException e) {
            throw refused("'%s' is in the way: it has just been put there".formatted(link));
        }
    }

    private boolean isRight(Path link, BasicFileAttributes there, Path source) throws IOException {
        if (order.symbolic()) {
            return there.isSymbolicLink() && Files.readSymbolicLink(link).equals(source);
        }
        return there.isRegularFile() && Files.isSameFile(link, source);
    }

    private static void hardLink(Path link, Path source) throws IOException {
        try {
            Files.createLink(link, source);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException e) {
            throw acrossFileSystems(link, source);
        } catch (IOException e) {
            boolean across =
                    String.valueOf(e.getMessage()).contains("cross-device") || !Disk.isSame(link.getParent(), source);
            if (across) {
                throw acrossFileSystems(link, source);
            }
            throw e;
        }
    }

    private static NodeException.Refused acrossFileSystems(Path link, Path source) {
        return new NodeException.Refused(
                "'%s' cannot be a hard link to '%s': they are on different file systems; a symbolic link can lead there"
                        .formatted(link, source),
                Remedy.of(Remedy.Kind.LINK_BY_NAME));
    }

    private static Optional<BasicFileAttributes> look(Path file) throws IOException {
        try {
            return Optional.of(FolderLook.attributes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static NodeException.Refused refused(String reason) {
        return new NodeException.Refused(reason, REMEDY);
    }
}
