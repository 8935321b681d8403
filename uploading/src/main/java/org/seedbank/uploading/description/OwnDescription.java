package org.seedbank.uploading.description;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.SourceFile;

/**
 * What a dataset says of itself in files at its top, and which file says what. A file or a field that cannot be used costs one
 * warning that names it, never the publication.
 *
 * @param description what is said, field by field by the first file that says it
 * @param sources where each field that is said comes from, in the order of an entry's fields
 */
public record OwnDescription(Description description, List<Source> sources) {

    /** What stands for the person who publishes, instead of a file's name. */
    public static final String OPTIONS = "options";

    /** What stands for what a person wrote in an editor. */
    public static final String EDITOR = "editor";

    /** What stands for the older version of what is published. */
    public static final String OLDER = "older version";

    /** Copies the list. */
    public OwnDescription {
        sources = List.copyOf(sources);
    }

    /**
     * A field, and where it is from.
     *
     * @param field its name in an entry
     * @param file the file's name, {@link #OPTIONS}, {@link #EDITOR} or {@link #OLDER}
     */
    public record Source(String field, String file) {}

    /** Reads all files of a dataset that are known to describe one; a dataset that is one file has none. */
    public static OwnDescription read(Dataset dataset, Consumer<String> warnings) {
        OwnDescription all = new OwnDescription(Description.NONE, List.of());
        if (dataset.singleFile()) {
            return all;
        }
        Map<String, SourceFile> files = dataset.files().stream()
                .filter(each -> each.path().text().indexOf('/') < 0)
                .collect(Collectors.toMap(each -> each.path().text(), Function.identity()));
        for (SourceFormat format : SourceFormat.ALL) {
            SourceFile file = files.get(format.file());
            if (file != null) {
                all = all.orElse(format.file(), read(format, file, warnings));
            }
        }
        return all;
    }

    /** What a person says, and where that is nothing, this. */
    public OwnDescription after(Description given) {
        return new OwnDescription(Description.NONE, List.of())
                .orElse(OPTIONS, given)
                .orElse(this);
    }

    /** This, and where that is nothing, what is said of an older version. */
    public OwnDescription before(Description older) {
        return orElse(OLDER, older);
    }

    /** What a person has made of this. */
    public OwnDescription edited(Description after) {
        Map<String, String> files = new HashMap<>();
        sources.forEach(each -> files.put(each.field(), each.file()));
        Map<String, Object> before = description.fields();
        after.fields().forEach((field, value) -> {
            if (!value.equals(before.get(field))) {
                files.put(field, EDITOR);
            }
        });
        return with(after, files);
    }

    private OwnDescription orElse(OwnDescription other) {
        Map<String, String> files = new HashMap<>();
        other.sources.forEach(each -> files.put(each.field(), each.file()));
        sources.forEach(each -> files.put(each.field(), each.file()));
        return with(description.orElse(other.description), files);
    }

    private OwnDescription orElse(String file, Description other) {
        List<Source> said = other.fields().keySet().stream()
                .map(field -> new Source(field, file))
                .toList();
        return orElse(new OwnDescription(other, said));
    }

    private static OwnDescription with(Description description, Map<String, String> files) {
        return new OwnDescription(
                description,
                description.fields().keySet().stream()
                        .map(field -> new Source(field, files.get(field)))
                        .toList());
    }

    private static Description read(SourceFormat format, SourceFile file, Consumer<String> warnings) {
        Consumer<String> ofPart =
                reason -> warnings.accept("a part of '%s' is not used: %s".formatted(format.file(), reason));
        try {
            JsonObject json = format.parser().parse(bytes(format, file));
            return format.isOne().test(json)
                    ? UsableParts.of(format.reader().apply(new SourceFields(json, ofPart)), ofPart)
                    : Description.NONE;
        } catch (NotReadableException e) {
            if (format.isCertain()) {
                warnings.accept("'%s' is not used: %s".formatted(format.file(), e.getMessage()));
            }
        } catch (IOException e) {
            warnings.accept("'%s' is not used: %s".formatted(format.file(), IoReason.of(e)));
        }
        return Description.NONE;
    }

    private static byte[] bytes(SourceFormat format, SourceFile file) throws IOException {
        try (InputStream in = Files.newInputStream(file.file())) {
            byte[] bytes = in.readNBytes(format.maxBytes() + 1);
            if (bytes.length > format.maxBytes()) {
                throw new IOException("it is larger than %d bytes".formatted(format.maxBytes()));
            }
            return bytes;
        }
    }
}
