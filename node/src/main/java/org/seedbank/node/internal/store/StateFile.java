package org.seedbank.node.internal.store;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.UnusableFileException;
import org.seedbank.node.api.NodeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small JSON file of the node's state with the number of its schema. Written whole or not at all; one that cannot be
 * understood is kept under another name and counts as missing, one of a later version is an error.
 */
public final class StateFile {

    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
    private static final String SCHEMA = "schema";
    private static final int MAX_BYTES = 64 << 20;
    private static final Gson GSON = new Gson();

    private final Path file;
    private final Path aside;
    private final int schema;

    /** A file that this program writes with schema number {@code schema}, and reads up to it. */
    public StateFile(Path file, int schema) {
        this.file = file;
        this.aside = file.resolveSibling(file.getFileName() + ".unreadable");
        this.schema = schema;
    }

    /**
     * What the file says; empty when it is missing or not to be understood.
     *
     * @param parse makes a value of the JSON; throws {@link RuntimeException} for one that breaks its rules
     * @throws NodeException.NewerState when a later version wrote it
     * @throws NodeException.StateUnusable when it cannot be read
     */
    public <T> Optional<T> read(Function<JsonObject, T> parse) {
        byte[] bytes;
        try {
            bytes = BoundedFile.read(file, MAX_BYTES);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (UnusableFileException e) {
            return setAside(e);
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
        JsonObject json;
        int found;
        try {
            json = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8))
                    .getAsJsonObject();
            found = json.get(SCHEMA).getAsInt();
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | NullPointerException
                | NumberFormatException e) {
            return setAside(e);
        }
        if (found > schema) {
            throw new NodeException.NewerState(file, found);
        }
        return parsed(json, parse);
    }

    /**
     * What the file says, for those who do not own the state: nothing is ever changed.
     *
     * @throws NodeException.NewerState when a later version wrote it
     * @throws NodeException.StateUnusable when it cannot be read, or not be understood
     */
    public <T> Optional<T> peek(Function<JsonObject, T> parse) {
        try {
            String text = new String(BoundedFile.read(file, MAX_BYTES), StandardCharsets.UTF_8);
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            int found = json.get(SCHEMA).getAsInt();
            if (found > schema) {
                throw new NodeException.NewerState(file, found);
            }
            return Optional.of(parse.apply(json));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        } catch (NodeException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new NodeException.StateUnusable("'%s' cannot be understood".formatted(file), e);
        }
    }

    /** Whatever a value's own rules throw, a file that breaks them is not to be understood. */
    private <T> Optional<T> parsed(JsonObject json, Function<JsonObject, T> parse) {
        try {
            return Optional.of(parse.apply(json));
        } catch (RuntimeException e) {
            return setAside(e);
        }
    }

    private <T> Optional<T> setAside(Exception why) {
        LOG.warn("'{}' cannot be understood and is kept as '{}': {}", file, aside, why.getMessage());
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
        return Optional.empty();
    }

    /** Whether there is nothing in its place because what was there could not be understood, now or at an earlier start. */
    public boolean isSetAside() {
        return Files.exists(aside) && !Files.exists(file);
    }

    /**
     * Puts something else in the file; it is on the disk when this returns.
     *
     * @throws NodeException.StateUnusable when it cannot be written; the file is as it was then
     */
    public void write(JsonObject json) {
        json.addProperty(SCHEMA, schema);
        try {
            AtomicFile.write(file, GSON.toJson(json).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
    }
}
