package org.seedbank.catalog.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.internal.site.IndexReader;
import org.seedbank.catalog.internal.site.IndexWriter;
import org.seedbank.catalog.internal.site.SiteFiles;
import org.seedbank.catalog.internal.site.UnusableIndexException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.integrity.files.UnusableFileException;

/** The folder that a catalog is exported to. Nothing is written into a folder that is somebody's for something else. */
final class ExportFolder {

    private final Path path;

    ExportFolder(Path path) {
        this.path = path.toAbsolutePath();
    }

    /**
     * The datasets that the last export to this folder listed; none where nothing is yet.
     *
     * @throws CatalogException.CannotExport when the folder holds something else
     */
    Set<Sha256> former() throws IOException {
        if (!Files.exists(path)) {
            return Set.of();
        }
        if (!Files.isDirectory(path)) {
            throw unfit("it is not a folder", null);
        }
        Set<String> names = sweptNames();
        if (names.isEmpty()) {
            return Set.of();
        }
        if (!names.contains(SiteFiles.INDEX)) {
            String example = names.iterator().next();
            throw unfit("it holds something else, such as '%s'".formatted(example), null);
        }
        try {
            return formerIndex();
        } catch (UnusableIndexException | UnusableFileException e) {
            throw unfit("its '%s' %s".formatted(SiteFiles.INDEX, e.getMessage()), e);
        }
    }

    private CatalogException unfit(String reason, IOException cause) {
        return new CatalogException.CannotExport(
                path, reason, "name an empty folder, or one that a catalog was exported to before", cause);
    }

    /** The files in the folder, in order, but for what writers left that were killed. */
    private Set<String> sweptNames() throws IOException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
            for (Path child : children) {
                AtomicFile.sweep(child, Instant.now());
                String name = child.getFileName().toString();
                if (!AtomicFile.isTemporary(name)) {
                    names.add(name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    private Set<Sha256> formerIndex() throws IOException {
        Path index = path.resolve(SiteFiles.INDEX);
        BoundedFile.check(index, IndexReader.MAX_BYTES);
        Set<Sha256> digests = new HashSet<>();
        try (InputStream in = Files.newInputStream(index, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            IndexReader.read(in, json -> addDigest(json, digests));
        }
        return digests;
    }

    private static void addDigest(String json, Set<Sha256> digests) {
        try {
            digests.add(Entry.parse(json).digest());
        } catch (CatalogException.MalformedEntry e) {
            // Somebody edited the index; what cannot be told to be ours is not deleted.
            return;
        }
    }

    /** Makes the folder this export's own, with an empty index, so that the next run knows it after this one was killed. */
    void claim() throws IOException {
        try {
            DurableFolder.make(path);
        } catch (FileAlreadyExistsException e) {
            throw unfit("it is not a folder", e);
        }
        if (!Files.exists(path.resolve(SiteFiles.INDEX))) {
            put(SiteFiles.INDEX, out -> IndexWriter.write(List.of(), out));
        }
    }

    /** Puts one of many files in place, and says whether that was necessary. Its name is on the disk after {@link #force}. */
    boolean put(String name, byte[] content) throws IOException {
        Path file = path.resolve(name);
        if (holds(file, content)) {
            return false;
        }
        AtomicFile.writeOneOfMany(file, content);
        return true;
    }

    private static boolean holds(Path file, byte[] content) throws IOException {
        try {
            return BoundedFile.check(file, Integer.MAX_VALUE) == content.length
                    && Arrays.equals(BoundedFile.read(file, content.length), content);
        } catch (NoSuchFileException | UnusableFileException e) {
            // Nothing is there, or what is no file of ours.
            return false;
        }
    }

    /** Has the names of all files on the disk. */
    void force() throws IOException {
        DurableFolder.force(path);
    }

    /** Puts a text in place, and says whether that was necessary. */
    boolean put(String name, AtomicFile.Text text) throws IOException {
        return AtomicFile.update(path.resolve(name), text);
    }

    /** Deletes a file, and says whether it was there. */
    boolean delete(String name) throws IOException {
        Path file = path.resolve(name);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.deleteIfExists(file);
    }
}
