package org.seedbank.uploading.trackers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.integrity.files.ProcessLock;
import org.seedbank.integrity.files.UnusableFileException;
import org.seedbank.integrity.json.JsonException;
import org.seedbank.integrity.json.JsonMapper;
import org.seedbank.uploading.UploadingException;
import org.seedbank.uploading.edit.ListChange;

/**
 * The trackers that each publication names unless it is told otherwise: a list in one file, {@code trackers.json}, which is read
 * whole and replaced in one step. Safe for all threads and processes.
 */
public final class DefaultTrackers {

    /** Most that are kept: a torrent with many makes every peer ask them all. */
    public static final int MOST = 50;

    private static final int SCHEMA = 1;
    private static final int MAX_BYTES = 1 << 20;
    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path folder;
    private final Path file;

    private record Stored(int schema, List<String> trackers) {}

    private DefaultTrackers(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("trackers.json");
    }

    /** Those of a folder of settings; it need not be there. */
    public static DefaultTrackers in(Path folder) {
        return new DefaultTrackers(folder);
    }

    /**
     * The trackers in their order; none where nobody has said any.
     *
     * @throws UploadingException.BadTrackerList when the file cannot be read or understood
     */
    public List<String> read() {
        try {
            String json = new String(BoundedFile.read(file, MAX_BYTES), StandardCharsets.UTF_8);
            Stored stored = MAPPER.readKnown(json, Stored.class);
            if (stored.schema() != SCHEMA) {
                throw bad("it is of the schema %d, which this version does not know".formatted(stored.schema()), null);
            }
            return List.copyOf(stored.trackers());
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (JsonException | UnusableFileException e) {
            throw bad("it " + e.getMessage(), e);
        } catch (IOException e) {
            throw bad(IoReason.of(e), e);
        }
    }

    /**
     * Adds and takes out.
     *
     * @return the trackers as they are now
     * @throws UploadingException.NotThere when one that is to be taken out is not there; nothing has changed then
     * @throws UploadingException.BadTrackerList when the file cannot be read or written, or they are too many
     */
    public List<String> change(ListChange change) throws InterruptedException {
        return replace(before -> change.appliedTo(before, "default tracker"));
    }

    private List<String> replace(UnaryOperator<List<String>> change) throws InterruptedException {
        try {
            DurableFolder.makeForOwner(folder);
            Optional<ProcessLock> lock = ProcessLock.take(folder.resolve(".trackers.lock"), LOCK_WAIT);
            if (lock.isEmpty()) {
                throw bad("another process changes it", null);
            }
            try (ProcessLock held = lock.get()) {
                List<String> before = read();
                List<String> after = change.apply(before);
                if (after.size() > MOST) {
                    throw bad("it would have %d trackers, at most %d are kept".formatted(after.size(), MOST), null);
                }
                if (!after.equals(before)) {
                    AtomicFile.write(
                            file, (MAPPER.text(new Stored(SCHEMA, after)) + "\n").getBytes(StandardCharsets.UTF_8));
                }
                return after;
            }
        } catch (IOException e) {
            throw bad(IoReason.of(e), e);
        }
    }

    private UploadingException bad(String reason, Exception cause) {
        return new UploadingException.BadTrackerList(file, reason, cause);
    }
}
