package org.seedbank.uploading.selection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/** Settings of a Git repository, which hold a password where somebody cloned with one in the address. */
final class GitConfig {

    /** Far more than such a file has. */
    private static final int MAX_BYTES = 256 << 10;

    /** A password behind a name, or a name as long as tokens are; and headers that log in. */
    private static final Pattern SECRET = Pattern.compile(
            "(?im)^\\s*(?:\\[url\\s+\"|(?:push)?url\\s*=\\s*\"?)[a-z+]+://(?:[^/\\s@:]*:[^/\\s@]+|[^/\\s@:]{20,})@"
                    + "|^\\s*extraheader\\s*=.*authorization");

    private GitConfig() {}

    /** Tells whether a file is a repository's settings with a password or token in an address or header. */
    static boolean holdsSecret(String path, Path file) {
        if (!(path.equals(".git/config") || path.endsWith("/.git/config"))) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
            return SECRET.matcher(text).find();
        } catch (IOException e) {
            return true; // What cannot be looked at is not called harmless.
        }
    }
}
