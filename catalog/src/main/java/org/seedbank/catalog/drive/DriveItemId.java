package org.seedbank.catalog.drive;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a file or folder in Drive, and the resource key that older links need beside it. The text form is
 * {@code ID} or {@code ID/KEY}.
 *
 * @param id letters, digits, {@code _} and {@code -}
 * @param resourceKey the same alphabet
 */
public record DriveItemId(String id, Optional<String> resourceKey) {

    /** Google's ids have 19 to 44 characters and its keys 24; neither promises to stay so. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    /** Throws {@link IllegalArgumentException} when id or key hold other characters than Drive's do. */
    public DriveItemId {
        if (!isWord(id) || resourceKey.filter(key -> !isWord(key)).isPresent()) {
            throw new IllegalArgumentException("'%.80s' is not an id of Google Drive".formatted(id));
        }
    }

    /** Reads the text form. */
    public static DriveItemId parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new DriveItemId(text, Optional.empty())
                : new DriveItemId(text.substring(0, slash), Optional.of(text.substring(slash + 1)));
    }

    private static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }

    @Override
    public String toString() {
        return id + resourceKey.map(key -> "/" + key).orElse("");
    }
}
