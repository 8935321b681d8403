package org.seedbank.catalog.drive.login;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who this machine is to Google Drive, without any secret. Both parts are empty when it is nobody.
 *
 * @param login who logged in, or whose login has ended
 * @param key where the API key comes from that reads public folders: {@code the environment} or a path
 */
public record DriveIdentity(Optional<Login> login, Optional<String> key) {

    /** Throws {@link NullPointerException} when a part is null. */
    public DriveIdentity {
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(key, "key");
    }

    /** How somebody is logged in. */
    public enum Kind {
        /** A person, through an OAuth client. */
        USER,
        /** A person whose login Google has ended; only the OAuth client is still known. */
        ENDED,
        /** A service account. */
        SERVICE_ACCOUNT
    }

    /**
     * Who logged in.
     *
     * @param name the service account's mail, or the id of the person's OAuth client: who the person is is not asked
     * @param scopes what was granted, by short names, sorted; empty when it is not known
     * @param access until about when the present access token is good, where one is kept; it is renewed by itself
     * @param file where this is kept
     */
    public record Login(Kind kind, String name, List<String> scopes, Optional<Instant> access, Path file) {
        /** Throws {@link NullPointerException} when a part is null. */
        public Login {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(name, "name");
            scopes = List.copyOf(scopes);
            Objects.requireNonNull(access, "access");
            Objects.requireNonNull(file, "file");
        }
    }
}
