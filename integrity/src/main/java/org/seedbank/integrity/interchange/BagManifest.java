package org.seedbank.integrity.interchange;

import java.nio.file.Path;
import java.util.HashSet;
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
 * @param digest SHA-256 of its own bytes
 */
record BagManifest(String name, boolean ofTags, DigestAlgorithm algorithm, Set<DatasetPath> paths, Sha256 digest) {

    private static final Pattern NAME = Pattern.compile("(tag)?manifest-([a-z0-9-]+)\\.txt");
    private static final Pattern LINE = Pattern.compile("([0-9A-Fa-f]+)[ \\t]+\\*?(.+)", Pattern.DOTALL);

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
        try (ListLines lines = ListLines.ofTagFile(file, declaration.charset())) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (line.isBlank()) {
                    continue;
                }
                try {
                    ListedFile listed = file(line, algorithm, ofTags, declaration);
                    files.add(listed);
                    paths.add(listed.path());
                } catch (IllegalArgumentException e) {
                    throw lines.bad(e.getMessage());
                }
            }
            return new BagManifest(name, ofTags, algorithm, paths, lines.digest());
        }
    }

    private static ListedFile file(String line, DigestAlgorithm algorithm, boolean ofTags, BagDeclaration declaration) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("it is not a digest and a path");
        }
        ContentDigest digest = DigestText.of(algorithm, parts.group(1));
        DatasetPath path = ListedFile.pathOf(declaration.path(parts.group(2)));
        if (Bag.isPayload(path) == ofTags) {
            throw new IllegalArgumentException(
                    "'%s' is %s the payload".formatted(path, ofTags ? "part of" : "not part of"));
        }
        if (ofTags && isNameOfTags(path.text())) {
            throw new IllegalArgumentException("'%s' is a tag manifest itself".formatted(path));
        }
        return new ListedFile(path, FileFinding.UNKNOWN_LENGTH, Map.of(algorithm, digest));
    }
}
