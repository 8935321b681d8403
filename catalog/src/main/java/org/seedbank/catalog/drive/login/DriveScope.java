package org.seedbank.catalog.drive.login;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Rights of a login, from least to most. */
public enum DriveScope {
    /** Files that seedbank itself made: enough to publish into a folder that it made, and no more. */
    FILE("drive.file", false),
    /** Reading everything that the person can see. */
    READONLY("drive.readonly", true),
    /** Everything that the person may do. Needed to publish into a folder that somebody else made. */
    FULL("drive", true);

    private static final String PREFIX = "https://www.googleapis.com/auth/";

    private final String label;
    private final boolean restricted;

    DriveScope(String label, boolean restricted) {
        this.label = label;
        this.restricted = restricted;
    }

    /** The short name that people use, such as {@code drive.file}. */
    public String label() {
        return label;
    }

    /** The name that Google uses. */
    public String url() {
        return PREFIX + label;
    }

    /** Tells whether Google calls it restricted: it warns of an app that asks for it and that Google has not reviewed. */
    public boolean isRestricted() {
        return restricted;
    }

    /**
     * The scope with this short name.
     *
     * @throws IllegalArgumentException when there is none; the message names all
     */
    public static DriveScope parse(String label) {
        return Arrays.stream(values())
                .filter(scope -> scope.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is none of the scopes %s"
                        .formatted(
                                label,
                                Arrays.stream(values()).map(DriveScope::label).collect(Collectors.joining(", ")))));
    }

    /** Short names for Google's names, sorted; names of other services stay as they are. */
    static List<String> labels(List<String> urls) {
        return urls.stream()
                .map(url -> url.startsWith(PREFIX) ? url.substring(PREFIX.length()) : url)
                .sorted()
                .toList();
    }
}
