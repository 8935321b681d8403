package org.seedbank.node.internal.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The documents that the page is made of: files of one folder beside this class, and Preact, which the build puts there. None
 * says anything of a node. Each is read once; there are no more than files. Safe for all threads.
 */
public final class PageAssets {

    /** The document at {@code /}. */
    public static final String START = "index.html";

    private static final String FOLDER = "/org/seedbank/node/page/";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}\\.(html|css|js|svg)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, PageAsset> read = new ConcurrentHashMap<>();

    /** The document of this name; empty where there is none. */
    public Optional<PageAsset> find(String name) {
        Matcher wellFormed = NAME.matcher(name);
        if (!wellFormed.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(read.computeIfAbsent(name, each -> read(each, TYPES.get(wellFormed.group(1)))));
    }

    private static PageAsset read(String name, String type) {
        try (InputStream in = PageAssets.class.getResourceAsStream(FOLDER + name)) {
            return in == null ? null : new PageAsset(type, withoutBareNames(name, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own files can be read", e);
        }
    }

    /** Preact's hooks ask for {@code preact}, which a browser finds by a map in a script of the page alone; ours has none. */
    private static byte[] withoutBareNames(String name, byte[] bytes) {
        return name.equals("hooks.js")
                ? new String(bytes, UTF_8)
                        .replace("from\"preact\"", "from\"./preact.js\"")
                        .getBytes(UTF_8)
                : bytes;
    }
}
