package org.seedbank.uploading.publish;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.catalog.metadata.Doi;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.SourceFile;
import org.seedbank.uploading.Description;

/**
 * Reads a dataset's own description from its {@code datapackage.json} (Frictionless Data Package, version 1 and 2, and
 * the drafts before), as people write it: what can be meant in one way only is taken. A file or a field that cannot be
 * used costs one warning that names it, never the publication.
 */
final class DataPackage {

    static final String FILE = "datapackage.json";

    /** Larger descriptors list thousands of resources, and hold nothing more that is wanted here. */
    private static final int MAX_BYTES = 16 << 20;

    /** Stands for bytes that are not UTF-8. */
    private static final String REPLACEMENT = "\ufffd";

    /** {@code A. Digger <a@example.org> (https://example.org)}, as the drafts and npm have it. */
    private static final Pattern ADDRESSES = Pattern.compile("\\s*(<[^<>]*>|\\([^()]*\\))\\s*$");

    private static final Pattern BETWEEN_KEYWORDS = Pattern.compile("[,;]");

    private final JsonObject json;
    private final Consumer<String> warnings;
    private final Set<String> told = new HashSet<>();

    private DataPackage(JsonObject json, Consumer<String> warnings) {
        this.json = json;
        this.warnings = warnings;
    }

    /** The words of the dataset's descriptor; nothing where it has none. */
    static Description read(Dataset dataset, Consumer<String> warnings) {
        Optional<SourceFile> descriptor = dataset.files().stream()
                .filter(each -> each.path().text().equals(FILE))
                .findFirst();
        if (dataset.singleFile() || descriptor.isEmpty()) {
            return Description.NONE;
        }
        Consumer<String> partWarnings =
                reason -> warnings.accept("a part of '%s' is not used: %s".formatted(FILE, reason));
        try {
            JsonElement json = parse(bytes(descriptor.get().file()));
            if (!json.isJsonObject()) {
                throw new IOException("it is not a JSON object");
            }
            return UsableParts.of(new DataPackage(json.getAsJsonObject(), partWarnings).describe(), partWarnings);
        } catch (JsonParseException | MalformedJsonException | StackOverflowError e) {
            warnings.accept("'%s' is not used: it is not JSON".formatted(FILE));
        } catch (IOException e) {
            warnings.accept("'%s' is not used: %s".formatted(FILE, IoReason.of(e)));
        }
        return Description.NONE;
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("it is larger than %d bytes".formatted(MAX_BYTES));
            }
            return bytes;
        }
    }

    private static JsonElement parse(byte[] bytes) throws IOException {
        JsonReader reader = new JsonReader(new StringReader(new String(bytes, charset(bytes))));
        reader.setStrictness(Strictness.STRICT);
        JsonElement json = JsonParser.parseReader(reader);
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw new JsonParseException("text follows the object");
        }
        return json;
    }

    /** UTF-8, which JSON has to be in, or one of those that its first versions allowed (RFC 4627, section 3). */
    private static Charset charset(byte[] bytes) {
        if (bytes.length < 2) {
            return StandardCharsets.UTF_8;
        }
        boolean marked = (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff)
                || (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe);
        if (marked || bytes[0] == 0) {
            return StandardCharsets.UTF_16;
        }
        return bytes[1] == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }

    private Description describe() {
        return new Description(
                text("title"), text("description"), creators(), license(), doi(), keywords(), text("version"));
    }

    /** Authors of the drafts, then contributors who are authors. */
    private List<String> creators() {
        Set<String> creators = new LinkedHashSet<>();
        for (String field : List.of("author", "authors", "creator", "creators", "contributors")) {
            for (JsonElement person : elements(field)) {
                if (isCreator(person)) {
                    name(person, field).ifPresentOrElse(creators::add, () -> unusable(field, "names nobody in a part"));
                }
            }
        }
        return List.copyOf(creators);
    }

    /** In version 1 the role stands in {@code role}, in version 2 in {@code roles}; none means author. */
    private static boolean isCreator(JsonElement person) {
        List<String> roles = new ArrayList<>();
        if (person instanceof JsonObject object) {
            Stream.of("role", "roles")
                    .flatMap(name -> elements(object.get(name)).stream())
                    .flatMap(role -> text(role).stream())
                    .forEach(role -> roles.add(role.toLowerCase(Locale.ROOT)));
        }
        return roles.isEmpty() || roles.contains("author") || roles.contains("creator");
    }

    private Optional<String> name(JsonElement person, String field) {
        Optional<String> name = word(person);
        if (person instanceof JsonObject object) {
            Optional<String> given = word(object.get("givenName"));
            Optional<String> family = word(object.get("familyName"));
            name = word(object.get("title"))
                    .or(() -> given.flatMap(first -> family.map(last -> first + " " + last)))
                    .or(() -> family.or(() -> given))
                    .or(() -> word(object.get("name")));
        }
        return name.map(DataPackage::withoutAddresses).filter(text -> readable(text, field));
    }

    /** A number is nobody's name. */
    private static Optional<String> word(JsonElement element) {
        return element instanceof JsonPrimitive primitive && primitive.isString() ? text(element) : Optional.empty();
    }

    private static String withoutAddresses(String person) {
        String name = person;
        for (Matcher address = ADDRESSES.matcher(name); address.find(); address = ADDRESSES.matcher(name)) {
            name = name.substring(0, address.start());
        }
        return name;
    }

    /** All licences hold together, so several become one SPDX expression. */
    private Optional<String> license() {
        String field = json.has("licenses") ? "licenses" : "license";
        List<String> licenses = new ArrayList<>();
        for (JsonElement license : elements(field)) {
            license(license).ifPresentOrElse(licenses::add, () -> unusable(field, "has a part that names no licence"));
        }
        if (told.contains(field) || licenses.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(licenses.stream()
                .map(each -> licenses.size() > 1 && each.contains(" OR ") ? "(" + each + ")" : each)
                .collect(Collectors.joining(" AND ")));
    }

    /** As SPDX calls it, where one of the ways to name it is known; else the first of these, which will be refused. */
    private static Optional<String> license(JsonElement license) {
        List<String> names = new ArrayList<>();
        text(license).ifPresent(names::add);
        if (license instanceof JsonObject object) {
            Stream.of("name", "id", "type", "path", "url", "title")
                    .flatMap(name -> text(object.get(name)).stream())
                    .forEach(names::add);
        }
        return names.stream()
                .map(OpenDefinitionLicense::toSpdx)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> names.stream().findFirst());
    }

    /** An {@code id} may be anything; a {@code doi} that is none is told. */
    private Optional<String> doi() {
        return text("doi").or(() -> text(json.get("id")).filter(Doi::isMeant));
    }

    private List<String> keywords() {
        String field = "keywords";
        List<String> keywords = new ArrayList<>();
        for (JsonElement element : elements(field)) {
            String text = text(element).orElse("");
            Stream<String> parts =
                    json.get(field).isJsonArray() ? Stream.of(text) : BETWEEN_KEYWORDS.splitAsStream(text);
            parts.map(String::strip)
                    .filter(part -> !part.isEmpty() && readable(part, field))
                    .forEach(keywords::add);
            if (!isText(element)) {
                unusable(field, "has a part that is not a text");
            }
        }
        return keywords;
    }

    /** A text; a number is what it looks like. */
    private Optional<String> text(String field) {
        JsonElement element = json.get(field);
        if (element != null && !element.isJsonNull() && !isText(element)) {
            unusable(field, "is not a text");
        }
        return text(element).filter(text -> readable(text, field));
    }

    private boolean readable(String text, String field) {
        boolean readable = !text.contains(REPLACEMENT);
        if (!readable) {
            unusable(field, "is not in UTF-8; save the file in UTF-8");
        }
        return readable;
    }

    private void unusable(String field, String reason) {
        if (told.add(field)) {
            warnings.accept("field '%s' %s".formatted(field, reason));
        }
    }

    private List<JsonElement> elements(String field) {
        return elements(json.get(field));
    }

    /** The elements of an array; of one that somebody wrote without brackets, that one. */
    private static List<JsonElement> elements(JsonElement value) {
        if (value == null || value.isJsonNull()) {
            return List.of();
        }
        return value instanceof JsonArray array ? array.asList() : List.of(value);
    }

    private static boolean isText(JsonElement element) {
        return element instanceof JsonPrimitive primitive && !primitive.isBoolean();
    }

    private static Optional<String> text(JsonElement element) {
        return isText(element)
                ? Optional.of(element.getAsString().strip()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }
}
