package org.seedbank.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.seedbank.integrity.Sha256;

/** All files and links below some folders at one moment, by their paths. No link is followed. */
record TreeSnapshot(Instant begun, Instant ended, SortedMap<String, Item> items) {

    /**
     * A file or a link.
     *
     * @param content the digest of its bytes, or where the link leads
     * @param identity what differs as soon as anybody writes to it or puts another in its place
     */
    record Item(String content, String identity) {

        private static final String LINK = "-> ";

        static Item file(byte[] bytes, String identity) {
            return new Item(Sha256.digestOf(bytes).hex(), identity);
        }

        static Item link(Path target) {
            return new Item(LINK + target, "");
        }

        boolean isLink() {
            return content.startsWith(LINK);
        }
    }

    /** Takes it; each folder has the name by which its paths begin. */
    static TreeSnapshot of(Map<String, Path> folders) {
        Instant begun = Instant.now();
        SortedMap<String, Item> items = new TreeMap<>();
        for (Map.Entry<String, Path> each : folders.entrySet()) {
            try {
                Files.walkFileTree(each.getValue(), new Taking(each.getKey(), each.getValue(), items));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new TreeSnapshot(begun, Instant.now(), items);
    }

    Optional<Item> at(String path) {
        return Optional.ofNullable(items.get(path));
    }

    /** Everything that a folder or file of this path holds, with itself. */
    SortedMap<String, Item> below(String path) {
        SortedMap<String, Item> found = new TreeMap<>(items.subMap(path + "/", path + "0"));
        at(path).ifPresent(item -> found.put(path, item));
        return found;
    }

    /** Others come and go meanwhile, so what is gone already is no error. */
    private static final class Taking extends SimpleFileVisitor<Path> {

        private final String name;
        private final Path folder;
        private final Map<String, Item> into;

        Taking(String name, Path folder, Map<String, Item> into) {
            this.name = name;
            this.folder = folder;
            this.into = into;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            try {
                Item item = attributes.isSymbolicLink()
                        ? Item.link(Files.readSymbolicLink(file))
                        : Item.file(Files.readAllBytes(file), identity(file));
                into.put(name + "/" + folder.relativize(file), item);
            } catch (IOException e) {
                // It was moved away just now.
            }
            return FileVisitResult.CONTINUE;
        }

        private static String identity(Path file) throws IOException {
            return Files.readAttributes(file, "unix:ino,ctime").toString();
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
