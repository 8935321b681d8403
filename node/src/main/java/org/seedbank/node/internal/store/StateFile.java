package org.seedbank.node.internal.store;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.node.api.NodeException;

/**
 * A small JSON file in which earlier versions kept state, with the number of its schema. It is never changed.
 *
 * @param file need not be there
 * @param schema the last number that is known
 */
public record StateFile(Path file, int schema) {

    private static final int MAX_BYTES = 64 << 20;

    /**
     * Reads it; empty when there is none.
     *
     * @param parse makes a value of the JSON; throws {@link RuntimeException} for one that breaks its rules
     * @throws NodeException.NewerState when a later version wrote it
     * @throws NodeException.StateUnusable when it cannot be read, or not be understood
     */
    public <T> Optional<T> peek(Function<JsonObject, T> parse) {
        try {
            String text = new String(BoundedFile.read(file, MAX_BYTES), StandardCharsets.UTF_8);
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            int found = json.get("schema").getAsInt();
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
}
