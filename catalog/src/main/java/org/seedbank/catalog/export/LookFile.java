package org.seedbank.catalog.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.BoundedFile;

/**
 * Reads how pages are to look from a file {@code catalog.toml}. Others may write to the folder that it lies in: whatever is wrong
 * with it costs a warning and the look, never the export.
 */
public final class LookFile {

    /** Its name in the folder of a catalog. */
    public static final String NAME = "catalog.toml";

    private static final int MAX_BYTES = 16 << 10;
    private static final int MAX_TITLE = 200;
    private static final int MAX_DESCRIPTION = 2_000;
    private static final int MAX_ADDRESS = 500;
    private static final int MAX_LOGO = 256 << 10;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    private static final Pattern MAIL = Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+");
    private static final Pattern PLAIN_NAME = Pattern.compile("[^/\\\\\\p{Cntrl}]+");

    private final Path file;
    private final List<CatalogWarning> warnings = new ArrayList<>();

    private LookFile(Path file) {
        this.file = file;
    }

    /**
     * How pages are to look, and what of the file was left out.
     *
     * @param warnings each with the name of the file
     */
    public record Read(Look look, List<CatalogWarning> warnings) {

        /** Copies. */
        public Read {
            warnings = List.copyOf(warnings);
        }
    }

    /** The file of a catalog that is a folder, where it has one. */
    public static Optional<Path> of(URI catalog) {
        if (!"dir".equals(catalog.getScheme())) {
            return Optional.empty();
        }
        Path file = Path.of(catalog.getSchemeSpecificPart()).resolve(NAME);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(file) : Optional.empty();
    }

    /** Reads the file. A field that is wrong, or not known, is left out with a warning. */
    public static Read read(Path file) {
        LookFile reading = new LookFile(file);
        Look look = reading.look();
        return new Read(look, reading.warnings);
    }

    private Look look() {
        Map<String, String> texts = texts();
        Look look = new Look(
                take(texts, "title", text -> upTo(text, MAX_TITLE)).orElse(Look.PLAIN.title()),
                take(texts, "description", text -> upTo(text, MAX_DESCRIPTION)),
                take(texts, "contact", LookFile::contact),
                take(texts, "url", LookFile::base),
                take(texts, "logo", this::logo),
                take(texts, "colors.accent", text -> colour(text, false)),
                take(texts, "colors.accent-dark", text -> colour(text, true)));
        texts.keySet().forEach(key -> warn("has a field '" + key + "' that is not known"));
        return look;
    }

    private Map<String, String> texts() {
        try {
            return new TreeMap<>(TomlTexts.parse(UTF_8.newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(BoundedFile.read(file, MAX_BYTES)))
                    .toString()));
        } catch (CharacterCodingException e) {
            warn("is not UTF-8, and pages look as they do without it");
        } catch (IOException e) {
            warn("cannot be read, and pages look as they do without it: " + IoReason.of(e));
        } catch (IllegalArgumentException e) {
            warn("is not read, and pages look as they do without it: " + e.getMessage());
        }
        return new TreeMap<>();
    }

    private <T> Optional<T> take(Map<String, String> texts, String key, Function<String, T> reader) {
        String text = texts.remove(key);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException e) {
            warn("its '%s' is left out: it %s".formatted(key, e.getMessage()));
            return Optional.empty();
        }
    }

    private void warn(String reason) {
        warnings.add(new CatalogWarning(file.getFileName().toString(), reason));
    }

    private static String upTo(String text, int most) {
        if (text.isBlank() || text.length() > most) {
            throw new IllegalArgumentException("has %d characters, and 1 to %d are taken"
                    .formatted(text.strip().length(), most));
        }
        return text.strip();
    }

    private static String contact(String text) {
        String address = upTo(text, MAX_ADDRESS);
        if (!MAIL.matcher(address).matches() && !WebText.isPublic(address)) {
            throw new IllegalArgumentException("is neither a mail address nor one by http or https");
        }
        return address;
    }

    /**
     * The place of an export on the web, with a slash at its end.
     *
     * @throws IllegalArgumentException when it is no address by http or https, or has something behind its path; the message goes
     *     on after "it"
     */
    public static URI base(String text) {
        String address = upTo(text, MAX_ADDRESS);
        if (!WebText.isPublic(address) || address.contains("?") || address.contains("#")) {
            throw new IllegalArgumentException("is no address such as https://data.example.org/soil/");
        }
        return URI.create(address.endsWith("/") ? address : address + "/");
    }

    private static Colour colour(String text, boolean dark) {
        Colour colour;
        try {
            colour = new Colour(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no colour such as '#0b5aa8'", e);
        }
        if (!PageFrame.isReadable(colour, dark)) {
            throw new IllegalArgumentException(
                    "has too little contrast with a %s page to be read; at least %s to 1 is needed"
                            .formatted(dark ? "dark" : "white", Colour.READABLE));
        }
        return colour;
    }

    private Logo logo(String name) {
        if (!PLAIN_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("is no name of a file beside this one");
        }
        byte[] content;
        try {
            content = BoundedFile.read(file.resolveSibling(name), MAX_LOGO);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("names a file that is not there", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read: " + IoReason.of(e), e);
        }
        if (startsWith(content, PNG)) {
            return new Logo(Logo.Kind.PNG, content);
        }
        if (startsWith(content, JPEG)) {
            return new Logo(Logo.Kind.JPEG, content);
        }
        SvgCheck.require(content);
        return new Logo(Logo.Kind.SVG, content);
    }

    private static boolean startsWith(byte[] content, byte[] start) {
        return content.length > start.length && Arrays.equals(Arrays.copyOf(content, start.length), start);
    }
}
