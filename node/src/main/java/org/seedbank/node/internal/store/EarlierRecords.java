package org.seedbank.node.internal.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.swarm.SwarmKey;

/**
 * The folders {@code datasets/KEY} of earlier versions, each with {@code torrent}, {@code record.json} and, once it was
 * verified, {@code stamps}. Nothing is changed in them.
 */
public final class EarlierRecords {

    private static final int SCHEMA = 1;

    /** Stamps of as many files as a torrent can have. */
    private static final int MAX_STAMPS = 256 << 20;

    private final Path folder;

    /** Those below a node's folder; there need not be any. */
    public EarlierRecords(NodeFolder node) {
        this.folder = node.path().resolve("datasets");
    }

    /** The keys of all datasets of which something was kept. */
    public Set<SwarmKey> keys() {
        Set<SwarmKey> keys = new LinkedHashSet<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, each -> isRecord(each))) {
            folders.forEach(each -> keys.add(new SwarmKey(each.getFileName().toString())));
        } catch (NoSuchFileException e) {
            return Set.of();
        } catch (IOException | DirectoryIteratorException e) {
            throw new NodeException.StateUnusable("cannot look at '%s'".formatted(folder), e);
        }
        return keys;
    }

    /** Without its record the rest did not count; one that could not be understood was kept under another name. */
    private static boolean isRecord(Path each) {
        return each.getFileName().toString().matches("[0-9a-f]{40}")
                && (Files.exists(each.resolve("record.json")) || Files.exists(each.resolve("record.json.unreadable")));
    }

    /**
     * The record of a dataset.
     *
     * @throws NodeException.NewerState when a later version wrote it
     * @throws NodeException.StateUnusable when it cannot be read, or not be understood
     */
    public Optional<DatasetRecord> find(SwarmKey key) {
        StateFile file = new StateFile(folder.resolve(key.hex()).resolve("record.json"), SCHEMA);
        Optional<DatasetRecord> record = file.peek(EarlierRecords::read);
        if (record.isEmpty() && Files.exists(folder.resolve(key.hex()).resolve("record.json.unreadable"))) {
            throw new NodeException.StateUnusable("the record of %s could not be understood".formatted(key), null);
        }
        return record;
    }

    /** How the files of a dataset were; empty when that was not kept, or cannot be understood. */
    public Optional<Stamps> stamps(SwarmKey key) {
        try {
            return StampsFile.parse(BoundedFile.read(folder.resolve(key.hex()).resolve("stamps"), MAX_STAMPS));
        } catch (IOException e) {
            return Optional.empty(); // All of it is read then.
        }
    }

    /** The torrent of a dataset. */
    public Path torrent(SwarmKey key) {
        return folder.resolve(key.hex()).resolve("torrent");
    }

    private static DatasetRecord.Move move(JsonElement json) {
        JsonObject move = json.getAsJsonObject();
        return new DatasetRecord.Move(
                Path.of(move.get("target").getAsString()), move.get("inode").getAsLong());
    }

    private static DatasetRecord read(JsonObject json) {
        return new DatasetRecord(
                Path.of(json.get("root").getAsString()),
                Path.of(json.get("mount").getAsString()),
                json.get("published").getAsBoolean(),
                Optional.ofNullable(json.getAsJsonArray("files")).map(EarlierRecords::indexes),
                json.get("seed").getAsBoolean(),
                json.get("origin").getAsString(),
                Instant.parse(json.get("added").getAsString()),
                new DatasetRecord.Wishes(
                        json.get("paused").getAsBoolean(),
                        limits(json.getAsJsonObject("limits")),
                        strings(json.getAsJsonArray("peers"))),
                progress(json),
                optional(json, "existing", EarlierRecords::policy).orElse(ExistingFiles.Policy.REFUSE),
                optional(json, "moving", EarlierRecords::move));
    }

    private static ExistingFiles.Policy policy(JsonElement word) {
        return ExistingFiles.Policy.valueOf(word.getAsString().toUpperCase(Locale.ROOT));
    }

    private static DatasetRecord.Progress progress(JsonObject json) {
        return new DatasetRecord.Progress(
                json.get("begun").getAsBoolean(),
                optional(json, "verified", value -> Instant.parse(value.getAsString())),
                strings(json.getAsJsonArray("damaged")),
                json.get("damagedFiles").getAsInt(),
                optional(json, "damagedSince", value -> Instant.parse(value.getAsString())),
                new DatasetRecord.Totals(
                        json.get("done").getAsLong(),
                        json.get("downloaded").getAsLong(),
                        json.get("uploaded").getAsLong(),
                        json.get("rejected").getAsLong(),
                        json.get("banned").getAsLong()));
    }

    private static Limits limits(JsonObject json) {
        return new Limits(
                optional(json, "up", JsonElement::getAsLong),
                optional(json, "down", JsonElement::getAsLong),
                optional(json, "ratio", JsonElement::getAsDouble));
    }

    private static <T> Optional<T> optional(JsonObject json, String name, Function<JsonElement, T> read) {
        return Optional.ofNullable(json.get(name)).map(read);
    }

    private static Set<Integer> indexes(JsonArray array) {
        Set<Integer> values = new HashSet<>();
        array.forEach(value -> values.add(value.getAsInt()));
        return values;
    }

    private static List<String> strings(JsonArray array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.getAsString()));
        return values;
    }
}
