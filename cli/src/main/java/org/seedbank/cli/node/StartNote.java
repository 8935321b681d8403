package org.seedbank.cli.node;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.node.api.NodeException;
import picocli.CommandLine.ParameterException;

/**
 * The options that the node of a home has, in words of {@code node run}: written by the node itself, and there until it ends
 * in good order, so that whoever starts it again has them also when it does not answer.
 */
final class StartNote {

    private final Context context;
    private final Path file;

    StartNote(Context context) {
        this.context = context;
        this.file = context.home().node().resolve("options.json");
    }

    /** Notes them. The folder is the caller's. */
    void write(NodeStart start) {
        try {
            // An address to serve at may bear a name and a password.
            AtomicFile.writeSecret(file, new Gson().toJson(start.options()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
    }

    /** Forgets them. */
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
    }

    /** Those that were noted last; empty when none are, or when another version has noted what this one does not know. */
    Optional<NodeStart> read() {
        try {
            String[] words = new Gson().fromJson(Files.readString(file), String[].class);
            if (words == null || Arrays.asList(words).contains(null)) {
                throw new JsonParseException("it has no words");
            }
            return Optional.of(NodeStartCommand.start(context, List.of(words)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonParseException | ParameterException e) {
            context.terminal().warn("'%s' cannot be understood, and is passed over".formatted(file));
            return Optional.empty();
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
    }
}
