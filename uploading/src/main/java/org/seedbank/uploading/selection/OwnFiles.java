package org.seedbank.uploading.selection;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seedbank.integrity.OwnNames;
import org.seedbank.integrity.files.BoundedFile;

/** Files of seedbank's own: logins, the node's state, what work leaves behind. Known by their names and forms. */
final class OwnFiles {

    private static final NamePatterns NAMES =
            new NamePatterns(List.of("drive-api-key", ".*.seedbank-repair", ".*.seedbank-pieces", "places.lock"));

    /** Files of a node, behind the name of its folder. */
    private static final Pattern NODE = Pattern.compile(
            "(.*/)?(node/(control|settings|orders)\\.json|node/datasets/[^/]+/(record\\.json|stamps|torrent)|node/lock)");

    private static final Pattern HASH_NAMED = Pattern.compile("([0-9a-f]{40}|[0-9a-f]{64})\\.(resume|checkpoint)");

    /** Ours are far shorter. */
    private static final int MOST_BYTES = 64 << 10;

    private OwnFiles() {}

    /** True when a name in the path of a dataset's file is one of ours; the folders above may have such names. */
    static boolean isNamedSo(String path) {
        return Stream.of(path.split("/", -1)).anyMatch(OwnNames::isOwn);
    }

    /**
     * True when a file is seedbank's own by its whole name or its form.
     *
     * @param place names above it and its own, joined by {@code /}; a node's folder is known by its name
     */
    static boolean isOwn(String place, Path file) {
        String name = place.substring(place.lastIndexOf('/') + 1);
        return NAMES.match(name)
                || HASH_NAMED.matcher(name).matches()
                || NODE.matcher(place).matches()
                || isOwnJson(name.toLowerCase(Locale.ROOT), file);
    }

    /** Others have files of these names too, so it is their form that tells. */
    private static boolean isOwnJson(String name, Path file) {
        return switch (name) {
            case "control.json" -> holds(file, "token", "port", "pid");
            case "token.json" -> holds(file, "type", "scopes");
            default -> false;
        };
    }

    private static boolean holds(Path file, String... fields) {
        try {
            String text = new String(BoundedFile.read(file, MOST_BYTES), StandardCharsets.UTF_8);
            if (JsonParser.parseString(text) instanceof JsonObject json) {
                return List.of(fields).stream().allMatch(json::has);
            }
            return false;
        } catch (IOException | JsonParseException | StackOverflowError e) {
            return false; // Whatever it is, it is none that this program wrote.
        }
    }
}
