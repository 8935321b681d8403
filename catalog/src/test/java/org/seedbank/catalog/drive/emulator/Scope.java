package org.seedbank.catalog.drive.emulator;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token allows. */
enum Scope {
    DRIVE("drive"),
    DRIVE_READONLY("drive.readonly"),
    DRIVE_FILE("drive.file"),
    DRIVE_METADATA("drive.metadata"),
    DRIVE_METADATA_READONLY("drive.metadata.readonly"),
    DRIVE_APPDATA("drive.appdata");

    private static final String PREFIX = "https://www.googleapis.com/auth/";

    private final String label;

    Scope(String label) {
        this.label = label;
    }

    /** Scopes by their names, short or whole; names of other APIs' scopes mean nothing here. */
    static Set<Scope> of(String... names) {
        Set<String> wanted = Arrays.stream(names)
                .map(name -> name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name)
                .collect(Collectors.toSet());
        return Arrays.stream(values())
                .filter(scope -> wanted.contains(scope.label))
                .collect(Collectors.toUnmodifiableSet());
    }
}
