package org.seedbank.integrity.dataset;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.files.FileStamp;

/**
 * Lists the files of a dataset and refuses what it cannot hold: links, pipes, devices, names that are not UTF-8, files
 * that may not be read. Reads no file.
 */
public final class DatasetScan {

    private final Path root;
    private final boolean followLinks;
    private final RefusedLinks refused;
    private boolean leftOut;
    private final List<SourceFile> files = new ArrayList<>();
    private final List<String> emptyFolders = new ArrayList<>();

    /** Real paths of the folders between the root and here, so that a link cannot lead in a circle. */
    private final Deque<Path> trail = new ArrayDeque<>();

    private DatasetScan(Path root, boolean followLinks) {
        this.root = root;
        this.followLinks = followLinks;
        refused = new RefusedLinks(root, followLinks);
    }

    /** Scans a file or folder, all of it, as the other {@link #scan} does. */
    public static Dataset scan(Path path, boolean followLinks) throws InterruptedException {
        return scan(path, followLinks, ScanRules.NONE);
    }

    /**
     * Scans a file or folder that is to be published.
     *
     * @param path where it is
     * @param followLinks whether a link stands for its target, which must be inside the dataset too
     * @param rules what is left out of a folder
     * @throws IntegrityException when there is nothing to publish, or something that cannot be published
     * @throws InterruptedException when the thread is interrupted between two folders
     */
    public static Dataset scan(Path path, boolean followLinks, ScanRules rules) throws InterruptedException {
        if (!followLinks && Files.isSymbolicLink(itself(path))) {
            throw RefusedLinks.dataset(path);
        }
        Dataset dataset = scanFiles(path, followLinks, rules);
        if (dataset.totalLength() == 0) {
            throw IntegrityException.NothingToPublish.onlyEmptyFiles(dataset.root());
        }
        return dataset;
    }

    /**
     * Scans a file or folder that is to be listed: its files may all be empty, and it may itself be named by a link.
     *
     * @throws IntegrityException when there is no file, or something that no dataset can hold
     * @throws InterruptedException when the thread is interrupted between two folders
     */
    public static Dataset scanFiles(Path path, boolean followLinks) throws InterruptedException {
        return scanFiles(path, followLinks, ScanRules.NONE);
    }

    private static Dataset scanFiles(Path path, boolean followLinks, ScanRules rules) throws InterruptedException {
        Path root;
        try {
            root = path.toRealPath();
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(path, e);
        }
        if (root.getFileName() == null) {
            throw new IntegrityException.UnusableName(root, "a file system's root has no name of its own");
        }
        return new DatasetScan(root, followLinks).run(rules);
    }

    /** The path without dots behind it: {@code link/.} is the link. */
    private static Path itself(Path path) {
        Path itself = path;
        while (itself.getParent() != null && itself.endsWith(".")) {
            itself = itself.getParent();
        }
        return itself;
    }

    private Dataset run(ScanRules rules) throws InterruptedException {
        String name = checkedName(root);
        BasicFileAttributes attributes = attributes(root);
        boolean single = !attributes.isDirectory();
        if (single) {
            addFile(root, new DatasetPath(name), attributes);
        } else {
            trail.push(root);
            folder(root, "", rules);
        }
        refused.refuse();
        if (files.isEmpty()) {
            throw leftOut
                    ? IntegrityException.NothingToPublish.allLeftOut(root)
                    : new IntegrityException.NothingToPublish(root);
        }
        files.sort(Comparator.comparing(SourceFile::path, DatasetPath.TREE_ORDER));
        return new Dataset(root, name, single, files, warnings());
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        emptyFolders.forEach(folder -> warnings.add("the empty folder '%s' is not published".formatted(folder)));
        warnings.addAll(NameClashes.among(files.stream().map(SourceFile::path).toList()));
        return warnings;
    }

    private void folder(Path folder, String prefix, ScanRules above) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        boolean empty = true;
        ScanRules rules = above.in(folder, prefix);
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                empty = false;
                visit(child, prefix + checkedName(child), rules);
            }
        } catch (DirectoryIteratorException e) {
            throw new IntegrityException.CannotRead(folder, e.getCause());
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(folder, e);
        }
        if (empty && !prefix.isEmpty()) {
            emptyFolders.add(prefix.substring(0, prefix.length() - 1));
        }
    }

    private void visit(Path child, String text, ScanRules rules) throws InterruptedException {
        BasicFileAttributes attributes = attributes(child);
        boolean link = attributes.isSymbolicLink();
        if (rules.leavesOut(text, link ? Files.isDirectory(child) : attributes.isDirectory())) {
            leftOut = true;
        } else if (!link) {
            take(child, child, text, rules);
        } else {
            Optional<Path> target = followed(child);
            if (target.isPresent()) {
                take(child, target.get(), text, rules);
            } else {
                refused.add(child);
            }
        }
    }

    private void take(Path child, Path target, String text, ScanRules rules) throws InterruptedException {
        BasicFileAttributes attributes = attributes(target);
        if (!attributes.isDirectory()) {
            addFile(target, path(child, text), attributes);
            return;
        }
        if (trail.contains(target)) {
            throw new IntegrityException.UnsupportedFile(child, "a link to a folder above itself", "remove it");
        }
        trail.push(target);
        folder(target, text + "/", rules);
        trail.pop();
    }

    /** The target of a link that may be followed. */
    private Optional<Path> followed(Path link) {
        if (!followLinks) {
            return Optional.empty();
        }
        try {
            return Optional.of(link.toRealPath()).filter(target -> target.startsWith(root));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(link, e);
        }
    }

    private void addFile(Path file, DatasetPath path, BasicFileAttributes attributes) {
        if (!attributes.isRegularFile()) {
            throw new IntegrityException.UnsupportedFile(
                    file, "a pipe, socket or device", "move it out of the dataset");
        }
        if (!Files.isReadable(file)) {
            throw new IntegrityException.CannotRead(file, new IOException("permission denied"));
        }
        try {
            files.add(new SourceFile(path, file, FileStamp.take(file)));
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(file, e);
        }
    }

    private static DatasetPath path(Path file, String text) {
        try {
            return new DatasetPath(text);
        } catch (IllegalArgumentException e) {
            throw new IntegrityException.UnusableName(file, e.getMessage());
        }
    }

    /** The file's name, when the bytes on disk are UTF-8: only then does the text lead back to the same file. */
    private static String checkedName(Path file) {
        String name = file.getFileName().toString();
        if (!file.getFileSystem().getPath(name).equals(file.getFileName())) {
            throw new IntegrityException.UnusableName(file, "its bytes are not UTF-8");
        }
        return name;
    }

    private static BasicFileAttributes attributes(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(file, e);
        }
    }
}
