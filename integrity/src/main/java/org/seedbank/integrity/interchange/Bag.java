package org.seedbank.integrity.interchange;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;

/**
 * Describes what the tag files of a bag say (RFC 8493).
 *
 * @param folder the bag
 * @param manifests every manifest whose algorithm is supported, by name; one of them at least is of the payload
 * @param files what they list together
 * @param toFetch where files can be fetched from, as {@code fetch.txt} says; a stranger's text
 * @param oxum bytes and files of the payload, as {@code bag-info.txt} says
 * @param warnings what a person should know about it
 */
record Bag(
        Path folder,
        BagDeclaration declaration,
        List<BagManifest> manifests,
        ListedFiles files,
        Map<DatasetPath, String> toFetch,
        Optional<String> oxum,
        List<String> warnings) {

    static final String PAYLOAD = "data";
    static final String INFO = "bag-info.txt";
    static final String FETCH = "fetch.txt";
    static final String OXUM = "Payload-Oxum";

    private static final Pattern FETCH_LINE = Pattern.compile("(\\S+)[ \\t]+(\\d+|-)[ \\t]+(.+)", Pattern.DOTALL);
    private static final Pattern OXUM_LINE = Pattern.compile("(?i)" + OXUM + "[ \\t]*:(.*)");

    static boolean isPayload(DatasetPath path) {
        return path.text().startsWith(PAYLOAD + "/");
    }

    /** Reads the tag files; none of the payload. */
    static Bag open(Path folder) {
        BagDeclaration declaration = BagDeclaration.read(folder);
        if (!Files.isDirectory(folder.resolve(PAYLOAD))) {
            throw new IntegrityException.BadBag(folder, "it has no folder '%s'".formatted(PAYLOAD));
        }
        List<String> warnings = new ArrayList<>();
        ListedFiles files = new ListedFiles();
        List<BagManifest> manifests = new ArrayList<>();
        for (String name : manifestNames(folder)) {
            BagManifest.algorithm(name)
                    .ifPresentOrElse(
                            algorithm -> manifests.add(
                                    BagManifest.read(folder.resolve(name), algorithm, declaration, files)),
                            () -> warnings.add("'%s' is not compared: its algorithm is none of %s"
                                    .formatted(name, DigestText.SUPPORTED)));
        }
        if (manifests.stream().allMatch(BagManifest::ofTags)) {
            throw new IntegrityException.BadBag(folder, "it has no manifest of its payload in " + DigestText.SUPPORTED);
        }
        return new Bag(
                folder,
                declaration,
                manifests,
                files,
                toFetch(folder, declaration),
                oxum(folder, declaration),
                warnings);
    }

    private static List<String> manifestNames(Path folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                String name = child.getFileName().toString();
                if (BagManifest.isName(name)) {
                    names.add(name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw new IntegrityException.CannotRead(folder, e.getCause());
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(folder, e);
        }
        names.sort(null);
        return names;
    }

    private static Map<DatasetPath, String> toFetch(Path folder, BagDeclaration declaration) {
        Map<DatasetPath, String> toFetch = new HashMap<>();
        if (!Files.exists(folder.resolve(FETCH))) {
            return toFetch;
        }
        try (ListLines lines = ListLines.ofTagFile(folder.resolve(FETCH), declaration.charset())) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                Matcher parts = FETCH_LINE.matcher(line);
                if (line.isBlank()) {
                    continue;
                }
                if (!parts.matches() || toFetch.size() == ListedFiles.MAX_FILES) {
                    throw lines.bad("it is not a URL, a length and a path");
                }
                toFetch.put(payloadPath(parts.group(3), declaration, lines), parts.group(1));
            }
        }
        return toFetch;
    }

    private static DatasetPath payloadPath(String written, BagDeclaration declaration, ListLines lines) {
        try {
            DatasetPath path = ListedFile.pathOf(declaration.path(written));
            if (!isPayload(path)) {
                throw lines.bad("'%s' is not part of the payload".formatted(path));
            }
            return path;
        } catch (IllegalArgumentException e) {
            throw lines.bad(e.getMessage());
        }
    }

    private static Optional<String> oxum(Path folder, BagDeclaration declaration) {
        if (!Files.exists(folder.resolve(INFO))) {
            return Optional.empty();
        }
        try (ListLines lines = ListLines.ofTagFile(folder.resolve(INFO), declaration.charset())) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                Matcher oxum = OXUM_LINE.matcher(line);
                if (oxum.matches()) {
                    return Optional.of(oxum.group(1).strip());
                }
            }
        }
        return Optional.empty();
    }

    /** The manifest that stands for the bag: of its tag files if there is one, with the longest digests. */
    BagManifest chief() {
        return manifests.stream()
                .max(Comparator.comparing(BagManifest::ofTags)
                        .thenComparing(manifest -> manifest.algorithm().hexLength()))
                .orElseThrow();
    }
}
