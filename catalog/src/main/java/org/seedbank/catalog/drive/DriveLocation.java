package org.seedbank.catalog.drive;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The folders of Google Drive that make one catalog: {@code gdrive:ID}, {@code gdrive:ID/RESOURCEKEY},
 * {@code gdrive:ID,ID}, or the address that a browser shows for a folder.
 *
 * @param folders one or more, each once, in the order in which they are asked
 */
public record DriveLocation(List<DriveItemId> folders) {

    /** The scheme of catalogs in Google Drive. */
    public static final String SCHEME = "gdrive";

    /** A catalog of more publishers than this is better exported to one place. */
    private static final int MOST_FOLDERS = 100;

    private static final Pattern ADDRESS =
            Pattern.compile("https://drive\\.google\\.com/(?:drive/(?:u/\\d+/)?(?:mobile/)?folders/([^/?#]+)/?|open)"
                    + "(?:\\?([^#]*))?(?:#.*)?");
    private static final Pattern PARAMETER = Pattern.compile("(id|resourcekey)=([^&]+)");

    /** Throws {@link IllegalArgumentException} without a folder, with one twice, or with more than a hundred. */
    public DriveLocation {
        folders = List.copyOf(folders);
        long different = folders.stream().map(DriveItemId::id).distinct().count();
        if (folders.isEmpty() || folders.size() > MOST_FOLDERS || different < folders.size()) {
            throw new IllegalArgumentException(
                    "a catalog has 1 to %d folders of Google Drive, each once".formatted(MOST_FOLDERS));
        }
    }

    /** Tells whether a text is meant to name folders of Google Drive. */
    public static boolean isMeant(String text) {
        return text.startsWith(SCHEME + ":") || text.startsWith("https://drive.google.com/");
    }

    /**
     * Reads the folders that a text names.
     *
     * @throws IllegalArgumentException when it names no folders of Google Drive; the message says what is wrong
     */
    public static DriveLocation parse(String text) {
        if (!text.startsWith(SCHEME + ":")) {
            return new DriveLocation(List.of(ofAddress(text)));
        }
        String folders = text.substring(SCHEME.length() + 1);
        if (folders.startsWith("https://")) {
            return parse(folders);
        }
        if (folders.isEmpty()) {
            throw new IllegalArgumentException("the folder's id is missing");
        }
        return new DriveLocation(
                Arrays.stream(folders.split(",", -1)).map(DriveItemId::parse).toList());
    }

    private static DriveItemId ofAddress(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches()) {
            throw new IllegalArgumentException("it is not the address of a folder of Google Drive");
        }
        Optional<String> id = Optional.ofNullable(address.group(1));
        Optional<String> key = Optional.empty();
        Matcher parameter =
                PARAMETER.matcher(Optional.ofNullable(address.group(2)).orElse(""));
        while (parameter.find()) {
            if (parameter.group(1).equals("resourcekey")) {
                key = Optional.of(parameter.group(2));
            } else {
                id = id.or(() -> Optional.of(parameter.group(2)));
            }
        }
        return new DriveItemId(id.orElseThrow(() -> new IllegalArgumentException("the address names no folder")), key);
    }

    /** This location with one more folder. */
    public DriveLocation with(DriveItemId folder) {
        List<DriveItemId> more = new ArrayList<>(folders);
        more.add(folder);
        return new DriveLocation(more);
    }

    /** Its canonical name, which {@link #parse} reads. */
    public URI uri() {
        return URI.create(
                folders.stream().map(DriveItemId::toString).collect(Collectors.joining(",", SCHEME + ":", "")));
    }

    @Override
    public String toString() {
        return uri().toString();
    }
}
