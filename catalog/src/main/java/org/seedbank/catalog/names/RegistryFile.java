package org.seedbank.catalog.names;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.files.FolderLock;
import org.seedbank.catalog.internal.json.JsonFields;
import org.seedbank.catalog.internal.json.JsonText;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.integrity.files.UnusableFileException;

/** The file with the names of catalogs: read whole, changed under a lock and atomically, never replaced when unclear. */
final class RegistryFile {

    private static final int SCHEMA = 1;
    private static final int MAX_BYTES = 4 << 20;
    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

    private final Path folder;
    private final Path path;

    RegistryFile(Path folder) {
        this.folder = folder;
        this.path = folder.resolve("catalogs.json");
    }

    Path path() {
        return path;
    }

    /**
     * The content of the file.
     *
     * @param byDefault the name of the default catalog
     * @param locations where the catalogs are, by name, without the user's own
     * @param rest the fields that this version does not know
     */
    record Content(String byDefault, SortedMap<String, String> locations, JsonObject rest) {

        Content {
            locations = Collections.unmodifiableSortedMap(locations);
        }

        Content with(SortedMap<String, String> newLocations, String newDefault) {
            return new Content(newDefault, newLocations, rest);
        }
    }

    /** Changes content. */
    @FunctionalInterface
    interface Change {
        Content apply(Content before);
    }

    /** The content; what is so without a file, where there is none. */
    Content read() {
        try {
            return parse(JsonText.utf8(BoundedFile.read(path, MAX_BYTES)));
        } catch (NoSuchFileException e) {
            return new Content(NamedCatalog.LOCAL, new TreeMap<>(), new JsonObject());
        } catch (IllegalArgumentException e) {
            throw bad(e.getMessage(), "correct the file, or move it away and add the catalogs anew", e);
        } catch (UnusableFileException e) {
            throw bad("it " + e.getMessage(), "correct the file, or move it away and add the catalogs anew", e);
        } catch (IOException e) {
            throw bad(IoReason.of(e), "check that you may read the file and that its disk works", e);
        }
    }

    /** Changes the file while nobody else does. */
    void change(Change change) throws InterruptedException {
        try {
            createFolder();
            FolderLock.holding(folder, path.toUri(), LOCK_WAIT, () -> {
                Content after = change.apply(read());
                AtomicFile.write(path, JsonText.write(json(after)).getBytes(StandardCharsets.UTF_8));
                return null;
            });
        } catch (CatalogException.Locked e) {
            throw bad("another process keeps its folder locked", "try again when that has finished", e);
        } catch (IOException e) {
            throw bad(IoReason.of(e), "check that you may write to its folder and that the disk has space", e);
        }
    }

    /** Settings may come to lie beside secrets, so the folder is its owner's alone. */
    private void createFolder() throws IOException {
        DurableFolder.makeForOwner(folder);
    }

    private static Content parse(String text) {
        JsonFields fields = new JsonFields(JsonText.parse(text));
        long schema = fields.requiredWhole("schema");
        if (schema != SCHEMA) {
            throw new IllegalArgumentException(
                    "it was written by another version of seedbank, in schema %d instead of %d"
                            .formatted(schema, SCHEMA));
        }
        String byDefault = fields.text("default").orElse(NamedCatalog.LOCAL);
        SortedMap<String, String> locations = locations(fields.rest().remove("catalogs"));
        if (!byDefault.equals(NamedCatalog.LOCAL) && !locations.containsKey(byDefault)) {
            throw JsonFields.wrong("default", "is '%.40s', which is not among its catalogs".formatted(byDefault));
        }
        return new Content(byDefault, locations, fields.rest());
    }

    private static SortedMap<String, String> locations(JsonElement catalogs) {
        SortedMap<String, String> locations = new TreeMap<>();
        if (catalogs == null) {
            return locations;
        }
        if (!(catalogs instanceof JsonObject object)) {
            throw JsonFields.wrong("catalogs", "must be an object");
        }
        for (Map.Entry<String, JsonElement> each : object.entrySet()) {
            String name = each.getKey();
            if (!NamedCatalog.isName(name) || name.equals(NamedCatalog.LOCAL)) {
                throw JsonFields.wrong("catalogs", "holds '%.40s', which cannot be a name".formatted(name));
            }
            boolean text = each.getValue() instanceof JsonPrimitive primitive && primitive.isString();
            if (!text) {
                throw JsonFields.wrong("catalogs", "holds '%s' without a text that says where it is".formatted(name));
            }
            locations.put(name, each.getValue().getAsString());
        }
        return locations;
    }

    private static JsonObject json(Content content) {
        JsonObject json = new JsonObject();
        json.addProperty("schema", SCHEMA);
        json.addProperty("default", content.byDefault());
        JsonObject catalogs = new JsonObject();
        content.locations().forEach(catalogs::addProperty);
        json.add("catalogs", catalogs);
        content.rest().entrySet().forEach(each -> json.add(each.getKey(), each.getValue()));
        return json;
    }

    private CatalogException.BadSettings bad(String reason, String remedy, Exception cause) {
        return new CatalogException.BadSettings(path, reason, remedy, cause);
    }
}
