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
import org.seedbank.integrity.files.StrayFile;

/**
 * Describes what the tag files of a bag say (RFC 8493).
 *
 * @param folder the bag
 * @param manifests every manifest whose algorithm is supported, by name; one of them at least is of the payload
 * @param files what they list together
 * @param toFetch where files can be fetched from, as {@code fetch.txt} says; a stranger's text
 * @param oxums bytes and files of the payload, as the file of metadata says; two where it contradicts itself
 * @param warnings what a person should know about it
 */
record Bag(
        Path folder,
        BagDeclaration declaration,
        List<BagManifest> manifests,
        ListedFiles files,
        Map<DatasetPath, String> toFetch,
        List<String> oxums,
        List<String> warnings) {

    static final String PAYLOAD = "data";
    static final String INFO = "bag-info.txt";
    static final String FETCH = "fetch.txt";
    static final String OXUM = "Payload-Oxum";

    private static final Pattern FETCH_LINE = Pattern.compile("(\\S+)[ \\t]+(\\d+|-)[ \\t]+(.+)", Pattern.DOTALL);
    private static final Pattern CONTINUATION = Pattern.compile("[ \\t]");

    /** More than two numbers have; of what is longer, enough is read to tell that it is wrong. */
    private static final int MAX_OXUM = 100;

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
        manifests.forEach(manifest ->
                manifest.oddities().forEach(oddity -> warnings.add("'%s' %s".formatted(manifest.name(), oddity))));
        if (!declaration.isVersion1()) {
            manifests.forEach(manifest -> manifest.twice()
                    .ifPresent(path -> warnings.add("'%s' lists '%s' twice".formatted(manifest.name(), path))));
        }
        warnOfStrays(files).ifPresent(warnings::add);
        if (declaration.isVersion1()) {
            warnings.addAll(manifestsWithoutTag(manifests));
        }
        Map<DatasetPath, String> toFetch = toFetch(folder, declaration);
        warnOfUnlisted(toFetch, files).ifPresent(warnings::add);
        return new Bag(folder, declaration, manifests, files, toFetch, oxums(folder, declaration, warnings), warnings);
    }

    /** RFC 8493, 2.2.1, wants each in every manifest of tag files; no program refuses a bag for it, and no byte is in doubt. */
    private static List<String> manifestsWithoutTag(List<BagManifest> manifests) {
        return manifests.stream()
                .filter(BagManifest::ofTags)
                .flatMap(ofTags -> manifests.stream()
                        .filter(other -> !other.ofTags() && !ofTags.paths().contains(new DatasetPath(other.name())))
                        .map(other -> "'%s' does not list '%s'".formatted(ofTags.name(), other.name())))
                .toList();
    }

    /** RFC 8493, 2.2.3, wants a manifest to list what is to be fetched; what none lists cannot be verified, and is not missed. */
    private static Optional<String> warnOfUnlisted(Map<DatasetPath, String> toFetch, ListedFiles files) {
        List<DatasetPath> unlisted = toFetch.keySet().stream()
                .filter(path -> !files.contains(path))
                .sorted()
                .toList();
        return unlisted.isEmpty()
                ? Optional.empty()
                : Optional.of("'%s' names %d %s that no manifest lists, such as '%s'"
                        .formatted(FETCH, unlisted.size(), unlisted.size() == 1 ? "file" : "files", unlisted.get(0)));
    }

    /** Such files come and go as people look into the folder, and take the bag's validity along. */
    private static Optional<String> warnOfStrays(ListedFiles files) {
        List<DatasetPath> strays = files.all().stream()
                .map(ListedFile::path)
                .filter(path -> StrayFile.at(path.text())
                        .filter(stray -> stray.kind() == StrayFile.Kind.SYSTEM)
                        .isPresent())
                .toList();
        return strays.isEmpty()
                ? Optional.empty()
                : Optional.of("it lists %d %s of operating systems, such as '%s'"
                        .formatted(strays.size(), strays.size() == 1 ? "file" : "files", strays.get(0)));
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

    /** It must not be repeated (RFC 8493, 2.2.2); what says the same again is no contradiction. */
    private static List<String> oxums(Path folder, BagDeclaration declaration, List<String> warnings) {
        Path info = folder.resolve(declaration.infoFile());
        List<String> oxums = new ArrayList<>();
        if (!Files.exists(info)) {
            return oxums;
        }
        boolean repeated = false;
        try (ListLines lines = ListLines.ofTagFile(info, declaration.charset())) {
            String line = lines.next();
            while (line != null && oxums.size() < 2) {
                Matcher oxum = OXUM_LINE.matcher(line);
                line = lines.next();
                if (oxum.matches()) {
                    StringBuilder value = new StringBuilder(oxum.group(1).strip());
                    // An indented line goes on with the value of the one before it.
                    for (; line != null && CONTINUATION.matcher(line).lookingAt(); line = lines.next()) {
                        if (value.length() < MAX_OXUM) {
                            value.append(value.isEmpty() ? "" : " ").append(line.strip());
                        }
                    }
                    String said = value.toString().strip();
                    repeated |= oxums.contains(said);
                    if (!oxums.contains(said)) {
                        oxums.add(said);
                    }
                }
            }
        }
        if (repeated && oxums.size() == 1) {
            warnings.add("'%s' says %s more than once".formatted(declaration.infoFile(), OXUM));
        }
        return oxums;
    }

    /** The manifest that stands for the bag: of its tag files if there is one, with the longest digests. */
    BagManifest chief() {
        return manifests.stream()
                .max(Comparator.comparing(BagManifest::ofTags)
                        .thenComparing(manifest -> manifest.algorithm().hexLength()))
                .orElseThrow();
    }
}
