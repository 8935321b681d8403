package org.seedbank.uploading.selection;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Files that are probably keys, passwords or somebody's doings, by their names. */
public final class LikelySecrets {

    private static final List<String> FILES = List.of(
            "id_*",
            "*.pem",
            "*.key",
            "*.ppk",
            "*.p12",
            "*.pfx",
            "*.kdbx",
            ".env",
            ".env.*",
            ".netrc",
            "_netrc",
            ".pgpass",
            ".my.cnf",
            ".htpasswd",
            ".npmrc",
            ".pypirc",
            ".Renviron",
            ".git-credentials",
            "credentials",
            "credentials*.json",
            "client_secret*.json",
            "token.json",
            "kaggle.json",
            "rclone.conf",
            ".s3cfg",
            "*_history",
            ".Rhistory");

    private static final List<String> FOLDERS = List.of(".ssh", ".gnupg", ".aws", ".azure", ".kube", ".docker");

    private static final NamePatterns PATTERNS = new NamePatterns(FILES);

    /** Keys of SSH whose names have an ending are secret too; other names that begin so and have one are not. */
    private static final NamePatterns SSH_KEYS =
            new NamePatterns(List.of("id_rsa*", "id_dsa*", "id_ecdsa*", "id_ed25519*"));

    /** Examples for others, without anything secret. */
    private static final Set<String> EXAMPLES = Set.of(".env.example", ".env.sample", ".env.template");

    private LikelySecrets() {}

    /** Patterns of the names of files. */
    public static List<String> files() {
        return FILES;
    }

    /** Names of folders, in which every file is one. */
    public static List<String> folders() {
        return FOLDERS;
    }

    static boolean isFolder(String name) {
        return FOLDERS.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean isFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("id_")) {
            boolean key = lower.indexOf('.') < 0 || SSH_KEYS.match(lower);
            return key && !lower.endsWith(".pub");
        }
        return PATTERNS.match(lower) && !EXAMPLES.contains(lower);
    }
}
