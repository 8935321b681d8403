package org.seedbank.integrity.interchange;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.files.DurableFolder;

/**
 * Turns a folder into a bag by renaming, in steps that can be taken up after a kill at any moment.
 *
 * <p>In the folder {@link #STAGE}, inside the folder itself, first the tag files are written and then the plan: the names
 * of all that is to become the payload. Until the plan is there nothing was moved, and everything begins anew. From then
 * on, what is in the plan is moved into the stage's {@code data}; then that is moved up, then the tag files, then the
 * stage goes. Each move is one rename, and where it stopped is seen from where things are.
 */
final class FolderToBag {

    /** A name that nobody else uses. */
    static final String STAGE = ".seedbank-bagging";

    private static final String PLAN = "plan";
    private static final String NEW_PLAN = "plan.new";
    private static final String LOCK = "lock";
    private static final String TAGS = "tags";

    private final Path folder;
    private final Path stage;
    private final Path payload;
    private final Path tags;
    private final Path plan;

    FolderToBag(Path folder) {
        this.folder = folder;
        this.stage = folder.resolve(STAGE);
        this.payload = stage.resolve(Bag.PAYLOAD);
        this.tags = stage.resolve(TAGS);
        this.plan = stage.resolve(PLAN);
    }

    /** Work on the folder while no other process works on it. */
    @FunctionalInterface
    interface Work {
        /** Does it. */
        void run() throws IOException, InterruptedException;
    }

    /** Whether an earlier run left something. */
    boolean isStaged() {
        return Files.exists(stage);
    }

    /** Makes the stage where it is not there, and keeps others from it. */
    void locked(Work work) throws IOException, InterruptedException {
        DurableFolder.make(stage);
        try (FileChannel channel =
                        FileChannel.open(stage.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new IntegrityException.UnusableTarget(folder, "another seedbank is making a bag of it");
            }
            work.run();
        }
    }

    /** Whether things may have been moved already. */
    boolean isBegun() {
        return Files.exists(plan);
    }

    /** Writes down what is to be done; from then on it is finished, also by a later run. */
    void begin(Map<String, byte[]> tagFiles) throws IOException {
        clearUnplanned();
        Files.createDirectories(payload);
        Files.createDirectories(tags);
        for (Map.Entry<String, byte[]> tag : tagFiles.entrySet()) {
            WholeFile.create(tags.resolve(tag.getKey()), tag.getValue());
        }
        DurableFolder.force(tags);
        DurableFolder.force(stage);
        DurableFolder.force(folder);
        String names = children(folder).stream()
                .map(name -> ListedPath.encoded(name) + "\n")
                .collect(Collectors.joining());
        WholeFile.create(stage.resolve(NEW_PLAN), names.getBytes(StandardCharsets.UTF_8));
        WholeFile.move(stage.resolve(NEW_PLAN), plan);
    }

    /** Takes up the work wherever it is. */
    void finish() throws IOException {
        if (Files.exists(payload)) {
            moveIntoPayload(planned());
            refuseNewcomers(children(folder));
            WholeFile.move(payload, folder.resolve(Bag.PAYLOAD));
        }
        for (String name : BagTags.NAMES) {
            if (Files.exists(tags.resolve(name))) {
                WholeFile.move(tags.resolve(name), folder.resolve(name));
            }
        }
        clear();
    }

    private void moveIntoPayload(Set<String> names) throws IOException {
        refuseNewcomers(
                children(folder).stream().filter(name -> !names.contains(name)).toList());
        for (String name : names) {
            Path from = folder.resolve(name);
            Path to = payload.resolve(name);
            boolean moved = Files.exists(to, LinkOption.NOFOLLOW_LINKS);
            if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
                refuseNewcomers(moved ? List.of(name) : List.of());
                // Across file systems this fails, where another kind of move would copy and could stop halfway.
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            } else if (!moved) {
                throw new IOException("'%s' has gone since the bag was begun".formatted(name));
            }
        }
        DurableFolder.force(payload);
        DurableFolder.force(folder);
    }

    private void refuseNewcomers(List<String> names) {
        if (!names.isEmpty()) {
            throw new IntegrityException.UnusableTarget(
                    folder, "'%s' was put there since the bag was begun".formatted(names.get(0)));
        }
    }

    /** Moves everything back and forgets the plan, unless it is all but done. */
    void undo() throws IOException {
        if (isBegun() && !Files.exists(payload)) {
            return;
        }
        for (String name : Files.exists(payload) ? children(payload) : List.<String>of()) {
            refuseNewcomers(Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS) ? List.of(name) : List.of());
            Files.move(payload.resolve(name), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
        DurableFolder.force(folder);
        clear();
    }

    /** Removes the stage. Only what belongs there is deleted; anything else makes this fail. */
    void clear() throws IOException {
        clearUnplanned();
        Files.deleteIfExists(plan);
        Files.deleteIfExists(stage.resolve(LOCK));
        Files.deleteIfExists(stage);
        DurableFolder.force(folder);
    }

    private void clearUnplanned() throws IOException {
        for (String name : BagTags.NAMES) {
            Files.deleteIfExists(tags.resolve(name));
        }
        Files.deleteIfExists(tags);
        Files.deleteIfExists(payload);
        Files.deleteIfExists(stage.resolve(NEW_PLAN));
    }

    private Set<String> planned() throws IOException {
        try (Stream<String> lines = Files.lines(plan, StandardCharsets.UTF_8)) {
            return lines.map(ListedPath::decoded).collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    /** The names of what is in a folder, without the stage. */
    private static List<String> children(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                String name = child.getFileName().toString();
                if (!name.equals(STAGE)) {
                    names.add(name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }
}
