package org.seedbank.integrity.interchange;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.fixity.FileFinding;

/**
 * One manifest of a bag (RFC 8493, 2.1.3 and 2.2.1).
 *
 * @param name the name of its file
 * @param ofTags whether it is about tag files, not about the payload
 * @param algorithm the algorithm of its digests
 * @param paths the files that it lists
 * @param twice a file that it lists more than once, with the same digest
 * @param oddities what a person should know of how it is written
 * @param digest SHA-256 of its own bytes
 */
record BagManifest(
        String name,
        boolean ofTags,
        DigestAlgorithm algorithm,
        Set<DatasetPath> paths,
        Optional<DatasetPath> twice,
        Set<String> oddities,
        Sha256 digest) {

    private static final Pattern NAME = Pattern.compile("(tag)?manifest-([a-z0-9-]+)\\.txt");
    private static final Pattern LINE = Pattern.compile("([0-9A-Fa-f]+)[ \\t]+(\\*?)(.+)", Pattern.DOTALL);

    /** Tells whether a file at the top of a bag has the name of a manifest, of whatever algorithm. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Tells whether a file at the top of a bag has the name of a manifest of tag files. */
    static boolean isNameOfTags(String name) {
        return isName(name) && name.startsWith("tag");
    }

    /** The algorithm that a manifest's name tells, if it is one that is supported. */
    static Optional<DigestAlgorithm> algorithm(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() ? DigestText.algorithm(parts.group(2)) : Optional.empty();
    }

    /** Reads a manifest and adds what it says to what others said of the same files. */
    static BagManifest read(Path file, DigestAlgorithm algorithm, BagDeclaration declaration, ListedFiles files) {
        String name = file.getFileName().toString();
        boolean ofTags = isNameOfTags(name);
        Set<DatasetPath> paths = new HashSet<>();
        Set<String> oddities = new LinkedHashSet<>();
        DatasetPath twice = null;
        try (ListLines lines = ListLines.ofTagFile(file, declaration.charset())) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (line.isBlank()) {
                    continue;
                }
                try {
                    Matcher parts = LINE.matcher(line);
                    if (!parts.matches()) {
                        throw new IllegalArgumentException("it is not a digest and a path");
                    }
                    oddity(parts).ifPresent(oddities::add);
                    DatasetPath path = ListedFile.pathOf(declaration.path(parts.group(3)));
                    boolean strayed = refuseUnlessInPlace(path, ofTags, declaration, file.getParent());
                    if (strayed) {
                        oddities.add("lists tag files too, such as '%s'".formatted(path));
                    }
                    ContentDigest digest = DigestText.of(algorithm, parts.group(1));
                    files.add(new ListedFile(path, FileFinding.UNKNOWN_LENGTH, Map.of(algorithm, digest)));
                    twice = paths.add(path) ? twice : path;
                } catch (IllegalArgumentException e) {
                    throw lines.bad(e.getMessage());
                }
            }
            return new BagManifest(
                    name, ofTags, algorithm, paths, Optional.ofNullable(twice), oddities, lines.digest());
        }
    }

    private static Optional<String> oddity(Matcher line) {
        if (!line.group(2).isEmpty()) {
            return Optional.of("marks names with '*', as checksum programs do");
        }
        return line.group(3).startsWith("./")
                ? Optional.of("begins paths with './', which means nothing")
                : Optional.empty();
    }

    /**
     * Refuses a path that a manifest of this kind cannot list. Tag files among those of the payload were in use before
     * version 1.0.
     *
     * @return whether it is such a tag file
     */
    private static boolean refuseUnlessInPlace(
            DatasetPath path, boolean ofTags, BagDeclaration declaration, Path folder) {
        boolean strayed = Bag.isPayload(path) == ofTags;
        boolean borne = strayed
                && !ofTags
                && !declaration.isVersion1()
                && Files.isRegularFile(path.under(folder), LinkOption.NOFOLLOW_LINKS);
        if (strayed && !borne) {
            throw new IllegalArgumentException(
                    "'%s' is %s the payload".formatted(path, ofTags ? "part of" : "not part of"));
        }
        if (ofTags && isNameOfTags(path.text())) {
            throw new IllegalArgumentException("'%s' is a tag manifest itself".formatted(path));
        }
        return strayed;
    }
}
