package org.seedbank.integrity.interchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

    private static final Pattern VERSION = Pattern.compile("BagIt-Version: *(\\S+) *");
    private static final Pattern ENCODING = Pattern.compile("Tag-File-Character-Encoding: *(\\S+) *");
    private static final Pattern BLANK_BEFORE_COLON = Pattern.compile("[A-Za-z-]+\\s+:.*");
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final List<String> VERSIONS = List.of("0.93", "0.94", "0.95", "0.96", "0.97", "1.0");

    /** Versions whose file of metadata had another name. */
    private static final List<String> OF_PACKAGES = List.of("0.93", "0.94", "0.95");

    static BagDeclaration read(Path folder) {
        refuseMark(folder);
        List<String> declared = new ArrayList<>();
        try (ListLines lines = ListLines.ofTagFile(folder.resolve(FILE), StandardCharsets.UTF_8)) {
            for (String line = lines.next(); line != null && declared.size() < 3; line = lines.next()) {
                declared.add(line);
            }
        }
        Matcher version = VERSION.matcher(declared.isEmpty() ? "" : declared.get(0));
        Matcher encoding = ENCODING.matcher(declared.size() < 2 ? "" : declared.get(1));
        if (declared.stream().anyMatch(line -> BLANK_BEFORE_COLON.matcher(line).matches())) {
            throw new IntegrityException.BadBag(folder, "its '%s' has a blank before a colon".formatted(FILE));
        }
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

    /** The declaration is to be told from any other text by its first bytes (RFC 8493, 2.1.1). */
    private static void refuseMark(Path folder) {
        try (InputStream in = Files.newInputStream(folder.resolve(FILE))) {
            if (Arrays.equals(in.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
                throw new IntegrityException.BadBag(folder, "its '%s' begins with a byte order mark".formatted(FILE));
            }
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(folder.resolve(FILE), e);
        }
    }

    private static Charset charset(Path folder, String name) {
        try {
            Charset charset = Charset.forName(name);
            if (charset.name().startsWith("UTF-16") || keepsAscii(charset)) {
                return charset;
            }
        } catch (IllegalArgumentException e) {
            // No charset of this name: told like one that cannot be read.
        }
        throw new IntegrityException.BadBag(
                folder, "its encoding '%s' is not UTF-8, UTF-16 or another that contains ASCII".formatted(name));
    }

    /** Tells whether line ends, blanks and digits are the single bytes that they are in ASCII. */
    private static boolean keepsAscii(Charset charset) {
        String text = "\n\r\t *:%0123456789abcdef/";
        return charset.canEncode()
                && Arrays.equals(text.getBytes(charset), text.getBytes(StandardCharsets.US_ASCII))
                && !charset.name().startsWith("ISO-2022");
    }

    /** The name of the file with the bag's metadata. */
    String infoFile() {
        return OF_PACKAGES.contains(version) ? "package-info.txt" : Bag.INFO;
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
