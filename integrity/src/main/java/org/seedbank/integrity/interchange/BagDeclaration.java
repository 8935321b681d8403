package org.seedbank.integrity.interchange;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.IntegrityException;

/**
 * Describes what {@code bagit.txt} says (RFC 8493, 2.1.1).
 *
 * @param version such as {@code 1.0}
 * @param charset what the other tag files are written in
 */
record BagDeclaration(String version, Charset charset) {

    static final String FILE = "bagit.txt";
    static final String TEXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

    private static final Pattern VERSION = Pattern.compile("BagIt-Version *: *(\\S+) *");
    private static final Pattern ENCODING = Pattern.compile("Tag-File-Character-Encoding *: *(\\S+) *");
    private static final List<String> VERSIONS = List.of("0.93", "0.94", "0.95", "0.96", "0.97", "1.0");

    /** Those in which line ends and spaces are single bytes. */
    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII, StandardCharsets.ISO_8859_1);

    static BagDeclaration read(Path folder) {
        List<String> declared = new ArrayList<>();
        try (ListLines lines = ListLines.ofTagFile(folder.resolve(FILE), StandardCharsets.UTF_8)) {
            for (String line = lines.next(); line != null && declared.size() < 3; line = lines.next()) {
                declared.add(line);
            }
        }
        Matcher version = VERSION.matcher(declared.isEmpty() ? "" : declared.get(0));
        Matcher encoding = ENCODING.matcher(declared.size() < 2 ? "" : declared.get(1));
        if (declared.size() != 2 || !version.matches() || !encoding.matches()) {
            throw new IntegrityException.BadBag(
                    folder, "its '%s' is not a line with the version and one with the encoding".formatted(FILE));
        }
        return new BagDeclaration(known(folder, version.group(1)), charset(folder, encoding.group(1)));
    }

    private static String known(Path folder, String version) {
        if (!VERSIONS.contains(version)) {
            throw new IntegrityException.BadBag(
                    folder, "its version '%s' is none of %s".formatted(version, String.join(", ", VERSIONS)));
        }
        return version;
    }

    private static Charset charset(Path folder, String name) {
        return CHARSETS.stream()
                .filter(charset -> charset.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IntegrityException.BadBag(
                        folder, "its encoding '%s' is none of UTF-8, US-ASCII and ISO-8859-1".formatted(name)));
    }

    /** Tells whether the rules of RFC 8493 hold, which earlier versions did not have. */
    boolean isVersion1() {
        return version.equals("1.0");
    }

    /** A path in a manifest; the drafts before 1.0 left a percent sign as it was. */
    String path(String written) {
        return ListedFile.decoded(isVersion1() ? written : written.replace("%25", "%2525"));
    }
}
