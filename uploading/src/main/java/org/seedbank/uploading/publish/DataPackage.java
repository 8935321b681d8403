package org.seedbank.uploading.publish;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.seedbank.catalog.metadata.Doi;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.SourceFile;
import org.seedbank.uploading.Description;

/**
 * Reads a dataset's own description from its {@code datapackage.json} (Frictionless Data Package, version 1 and 2).
 * A file that cannot be used costs a warning, never the publication.
 */
final class DataPackage {

    static final String FILE = "datapackage.json";

    /** Larger descriptors list thousands of resources, and hold nothing more that is wanted here. */
    private static final int MAX_BYTES = 16 << 20;

    private final JsonObject json;

    private DataPackage(JsonObject json) {
        this.json = json;
    }

    /** The words of the dataset's descriptor; nothing where it has none. */
    static Description read(Dataset dataset, Consumer<String> warnings) {
        Optional<SourceFile> descriptor = dataset.files().stream()
                .filter(each -> each.path().text().equals(FILE))
                .findFirst();
        if (dataset.singleFile() || descriptor.isEmpty()) {
            return Description.NONE;
        }
        try (InputStream in = Files.newInputStream(descriptor.get().file())) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("it is larger than %d bytes".formatted(MAX_BYTES));
            }
            JsonElement json = parse(new String(bytes, StandardCharsets.UTF_8));
            if (!json.isJsonObject()) {
                throw new IOException("it is not a JSON object");
            }
            return UsableParts.of(
                    new DataPackage(json.getAsJsonObject()).describe(),
                    reason -> warnings.accept("a part of '%s' is not used: %s".formatted(FILE, reason)));
        } catch (MalformedJsonException e) {
            warnings.accept("'%s' is not used: it is not JSON".formatted(FILE));
        } catch (IOException e) {
            warnings.accept("'%s' is not used: %s".formatted(FILE, IoReason.of(e)));
        } catch (JsonParseException | StackOverflowError e) {
            warnings.accept("'%s' is not used: it is not JSON".formatted(FILE));
        }
        return Description.NONE;
    }

    private static JsonElement parse(String text) throws IOException {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        JsonElement json = JsonParser.parseReader(reader);
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw new JsonParseException("text follows the object");
        }
        return json;
    }

    private Description describe() {
        return new Description(
                text(json, "title"),
                text(json, "description"),
                creators(),
                license(),
                doi(),
                texts(json.get("keywords")),
                text(json, "version"));
    }

    /** Contributors; in version 1 the role stands in {@code role}, in version 2 in {@code roles}; none means author. */
    private List<String> creators() {
        List<String> creators = new ArrayList<>();
        for (JsonObject contributor : objects("contributors")) {
            List<String> roles = new ArrayList<>(texts(contributor.get("roles")));
            text(contributor, "role").ifPresent(roles::add);
            if (roles.isEmpty() || roles.contains("author") || roles.contains("creator")) {
                name(contributor).ifPresent(creators::add);
            }
        }
        return creators;
    }

    private static Optional<String> name(JsonObject contributor) {
        Optional<String> given = text(contributor, "givenName");
        Optional<String> family = text(contributor, "familyName");
        return text(contributor, "title")
                .or(() -> given.flatMap(first -> family.map(last -> first + " " + last)))
                .or(() -> family.or(() -> given));
    }

    /** All licences hold together, so several become one SPDX expression. */
    private Optional<String> license() {
        List<String> names = new ArrayList<>();
        for (JsonObject license : objects("licenses")) {
            text(license, "name").map(OpenDefinitionLicense::toSpdx).ifPresent(names::add);
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", names));
    }

    /** An {@code id} may be anything; a {@code doi} that is none is told. */
    private Optional<String> doi() {
        return text(json, "doi").or(() -> text(json, "id").filter(Doi::isMeant));
    }

    private List<JsonObject> objects(String name) {
        List<JsonObject> objects = new ArrayList<>();
        if (json.get(name) instanceof JsonArray array) {
            for (JsonElement element : array) {
                if (element instanceof JsonObject object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    private static List<String> texts(JsonElement element) {
        List<String> texts = new ArrayList<>();
        if (element instanceof JsonArray array) {
            for (JsonElement each : array) {
                text(each).ifPresent(texts::add);
            }
        }
        return texts;
    }

    private static Optional<String> text(JsonObject object, String name) {
        return text(object.get(name));
    }

    private static Optional<String> text(JsonElement element) {
        boolean isText = element != null
                && element.isJsonPrimitive()
                && element.getAsJsonPrimitive().isString();
        return isText ? Optional.of(element.getAsString().strip()).filter(text -> !text.isEmpty()) : Optional.empty();
    }
}
