package org.seedbank.integrity.interchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.SourceFile;
import org.seedbank.integrity.files.DurableFolder;

/** Copies the files of a dataset into a new folder and hashes what it copies. For one thread, and one run. */
final class PayloadCopy {

    private final Dataset dataset;
    private final Path folder;
    private final Progress progress;
    private final byte[] buffer = new byte[1 << 20];
    private final Set<Path> folders = new HashSet<>();
    private long bytesDone;

    PayloadCopy(Dataset dataset, Path folder, Progress progress) {
        this.dataset = dataset;
        this.folder = folder;
        this.progress = progress;
    }

    /** Every file is on the disk when this returns. */
    List<ListedFile> run() throws IOException {
        List<ListedFile> copied = new ArrayList<>(dataset.files().size());
        Files.createDirectory(folder);
        folders.add(folder);
        for (SourceFile source : dataset.files()) {
            copied.add(copied(source));
        }
        for (Path each : folders) {
            DurableFolder.force(each);
        }
        return copied;
    }

    private ListedFile copied(SourceFile source) throws IOException {
        Path target = source.path().under(folder);
        Files.createDirectories(target.getParent());
        for (Path above = target.getParent(); folders.add(above); above = above.getParent()) {
            // Each folder down from the payload's own is noted once.
        }
        ContentDigest digest = copy(source, target);
        Files.setLastModifiedTime(target, source.modified());
        source.checkUnchanged();
        return new ListedFile(source.path(), source.length(), Map.of(digest.algorithm(), digest));
    }

    private ContentDigest copy(SourceFile source, Path target) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        try (InputStream in = open(source);
                FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = read(source, in); read >= 0; read = read(source, in)) {
                digest.update(buffer, 0, read);
                ByteBuffer rest = ByteBuffer.wrap(buffer, 0, read);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                bytesDone += read;
                progress.advanced(Math.min(bytesDone, dataset.totalLength()), source.path());
            }
            out.force(true);
        }
        return Sha256.of(digest.digest());
    }

    private static InputStream open(SourceFile source) {
        try {
            return Files.newInputStream(source.file(), LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(source.file(), e);
        }
    }

    private int read(SourceFile source, InputStream in) throws ClosedByInterruptException {
        try {
            return in.read(buffer);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(source.file(), e);
        }
    }
}
