package org.seedbank.integrity.interchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.integrity.files.LockOwner;
import org.seedbank.integrity.files.ProcessLock;

/**
 * Turns a folder into a bag by renaming, in steps that can be taken up after a kill at any moment.
 *
 * <p>In the folder {@link #STAGE}, inside the folder itself, the tag files are written, and then the plan: the names of all
 * that is to become the payload. Until the plan is there nothing was moved, and everything begins anew. From then on, what
 * is in the plan is moved into the stage's {@code data}; then that is moved up, then the tag files, then the stage goes.
 * Each move is one rename, and where it stopped is seen from where things are.
 *
 * <p>The plan, the lock and the note that a stage is ours are kept elsewhere, where whoever made or may write to the folder
 * cannot put them. A stage without that note was brought along, and is refused.
 */
final class FolderToBag {

    /** A name that nobody else uses. */
    static final String STAGE = ".seedbank-bagging";

    private static final String PLAN = "plan";
    private static final String LOCK = "lock";
    private static final String TAGS = "tags";
    private static final String BEGUN = "begun";

    private final Path folder;
    private final Path stage;
    private final Path payload;
    private final Path tags;
    private final Path notes;
    private final Path begun;
    private final Path plan;

    /**
     * For one folder.
     *
     * @param folder its real path
     * @param state where notes of such work are kept
     */
    FolderToBag(Path folder, Path state) {
        this.folder = folder;
        this.notes = state.resolve(Sha256.digestOf(folder.toString().getBytes(StandardCharsets.UTF_8))
                .hex());
        this.begun = notes.resolve(BEGUN);
        this.stage = folder.resolve(STAGE);
        this.payload = stage.resolve(Bag.PAYLOAD);
        this.tags = stage.resolve(TAGS);
        this.plan = notes.resolve(PLAN);
    }

    /** Work on the folder while no other process works on it. */
    @FunctionalInterface
    interface Work {
        /** Does it. */
        void run() throws IOException, InterruptedException;
    }

    /** Tells whether an earlier run was cut short. */
    boolean isNoted() {
        return Files.exists(begun) || Files.exists(plan);
    }

    /** Keeps others of this home from the folder, and refuses one that brings along what looks like work of ours. */
    void locked(Work work) throws IOException, InterruptedException {
        DurableFolder.makeForOwner(notes);
        Path file = notes.resolve(LOCK);
        Optional<ProcessLock> lock = ProcessLock.tryTake(file);
        if (lock.isEmpty()) {
            String owner = ProcessLock.owner(file).map(LockOwner::toString).orElse("another process");
            throw new IntegrityException.UnusableTarget(folder, owner + " is making a bag of it");
        }
        try (ProcessLock held = lock.get()) {
            refuseForeignStage();
            work.run();
        }
    }

    private void refuseForeignStage() {
        if (Files.exists(stage, LinkOption.NOFOLLOW_LINKS) && !isNoted()) {
            throw new IntegrityException.UnusableTarget(
                    folder, "it has a '%s' that is not of a bag which was begun from here".formatted(STAGE));
        }
        for (Path made : List.of(stage, payload, tags)) {
            if (Files.exists(made, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(made, LinkOption.NOFOLLOW_LINKS)) {
                throw new IntegrityException.UnusableTarget(
                        folder, "'%s' in it is no folder any more".formatted(folder.relativize(made)));
            }
        }
    }

    /** Tells whether things may have been moved already. */
    boolean isBegun() {
        return Files.exists(plan);
    }

    /** Writes down what is to be done; from then on it is finished, also by a later run. */
    void begin(Map<String, byte[]> tagFiles) throws IOException {
        clearUnplanned();
        List<String> names = children(folder);
        names.forEach(this::requireName);
        AtomicFile.write(begun, new byte[0]);
        for (Path made : List.of(stage, payload, tags)) {
            Files.createDirectory(made);
        }
        for (Map.Entry<String, byte[]> tag : tagFiles.entrySet()) {
            AtomicFile.create(tags.resolve(tag.getKey()), tag.getValue());
        }
        DurableFolder.force(tags);
        DurableFolder.force(stage);
        DurableFolder.force(folder);
        String lines =
                names.stream().map(name -> ListedFile.encoded(name) + "\n").collect(Collectors.joining());
        AtomicFile.write(plan, lines.getBytes(StandardCharsets.UTF_8));
    }

    /** A name in the folder itself, and of nothing else: what it names is moved. */
    private String requireName(String name) {
        try {
            if (name.indexOf('/') < 0 && !name.equals(STAGE)) {
                return new DatasetPath(name).text();
            }
            throw new IllegalArgumentException("it is no single name");
        } catch (IllegalArgumentException e) {
            throw new IntegrityException.UnusableTarget(
                    folder, "'%s' cannot be moved: %s".formatted(name, e.getMessage()));
        }
    }

    /** Takes up the work wherever it is. */
    void finish() throws IOException {
        if (Files.exists(payload)) {
            moveIntoPayload(planned());
            refuseNewcomers(children(folder));
            AtomicFile.move(payload, folder.resolve(Bag.PAYLOAD));
        }
        for (String name : BagTags.NAMES) {
            if (Files.exists(tags.resolve(name))) {
                AtomicFile.move(tags.resolve(name), folder.resolve(name));
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

    /** Removes the stage, then the notes. Only what belongs there is deleted; anything else makes this fail. */
    void clear() throws IOException {
        clearUnplanned();
        DurableFolder.force(folder);
        for (Path note : List.of(plan, begun, notes.resolve(LOCK), notes)) {
            Files.deleteIfExists(note);
        }
    }

    private void clearUnplanned() throws IOException {
        for (String name : BagTags.NAMES) {
            Files.deleteIfExists(tags.resolve(name));
        }
        Files.deleteIfExists(tags);
        Files.deleteIfExists(payload);
        Files.deleteIfExists(stage);
    }

    private Set<String> planned() throws IOException {
        try (Stream<String> lines = Files.lines(plan, StandardCharsets.UTF_8)) {
            return lines.map(ListedFile::decoded)
                    .map(this::requireName)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
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
