package org.seedbank.integrity.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.files.RealFolders;
import org.seedbank.integrity.fixity.CopyLocation;
import org.seedbank.integrity.fixity.CopySearch;
import org.seedbank.integrity.torrent.Metainfo;

/** Another copy of a dataset on this machine, whole or not. It is only read. For one thread. */
public final class LocalCopy implements PieceSource, AutoCloseable {

    private static final int NONE = -1;

    private final Metainfo torrent;
    private final Path root;
    private final RealFolders folders;

    /** The file that was read last, which is mostly the one that is read next. */
    private int openFile = NONE;

    /** Null where that file cannot be read. */
    private FileChannel channel;

    private LocalCopy(Metainfo torrent, Path root) {
        this.torrent = torrent;
        this.root = root;
        this.folders = new RealFolders(root);
    }

    /**
     * The copy at a path that a person gave: the dataset's folder or file, or the folder that holds it under its own
     * name.
     *
     * @throws IntegrityException.NotThere when there is nothing
     * @throws IntegrityException.UnusableTarget when it is a file where the dataset is a folder
     */
    public static LocalCopy at(Metainfo torrent, Path path) {
        return new LocalCopy(torrent, CopySearch.findWhole(torrent, path).root());
    }

    /** The copy whose folder or file is exactly this, if it is there at all. */
    public static LocalCopy in(Metainfo torrent, Path root) {
        return new LocalCopy(torrent, root);
    }

    /** The dataset's folder or file. */
    public Path root() {
        return root;
    }

    @Override
    public boolean read(int file, long position, ByteBuffer into) throws InterruptedException {
        try {
            open(file);
            return channel != null && Stretches.read(channel, position, into);
        } catch (IOException e) {
            Stretches.rethrowInterrupt();
            return false;
        }
    }

    private void open(int file) throws IOException {
        if (file == openFile) {
            return;
        }
        close();
        Optional<Path> place = torrent.isSingleFile()
                ? Optional.of(root)
                : CopyLocation.place(torrent.files().get(file), root);
        if (place.filter(this::isFile).isPresent()) {
            channel = FileChannel.open(place.get(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        }
        openFile = file;
    }

    /** Opening a pipe would wait for whoever writes to it, and a link could lead anywhere. */
    private boolean isFile(Path place) {
        try {
            folders.requireAbove(place);
            return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return false;
        }
    }

    /** Closes the file that was read last; the copy can still be read. */
    @Override
    public void close() {
        openFile = NONE;
        FileChannel last = channel;
        channel = null;
        try {
            if (last != null) {
                last.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("closing a file that was only read failed", e);
        }
    }
}
