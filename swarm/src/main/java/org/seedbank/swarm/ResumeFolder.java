package org.seedbank.swarm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.DurableFolder;

/**
 * Notes of fetches as files of one folder, {@code KEY.resume}.
 *
 * @param folder made when it is needed
 */
public record ResumeFolder(Path folder) implements ResumeStore {

    @Override
    public void save(SwarmKey key, String note) throws IOException {
        DurableFolder.make(folder);
        AtomicFile.write(file(key), note.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> load(SwarmKey key) throws IOException {
        try {
            return Optional.of(Files.readString(file(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void forget(SwarmKey key) throws IOException {
        Files.deleteIfExists(file(key));
    }

    private Path file(SwarmKey key) {
        return folder.resolve(key.hex() + ".resume");
    }
}
