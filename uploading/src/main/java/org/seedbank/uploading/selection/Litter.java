package org.seedbank.uploading.selection;

import java.util.List;
import java.util.stream.Stream;

/** Files that lie in folders and are hardly meant to be published: version control, caches and litter, by their names. */
public final class Litter {

    private static final List<String> VERSION_CONTROL = List.of(".git", ".svn", ".hg", ".bzr", ".jj", "CVS", "_darcs");

    private static final List<String> LEAVINGS = List.of(
            ".DS_Store",
            "._*",
            "Thumbs.db",
            "desktop.ini",
            ".Trash-*",
            "__pycache__",
            ".ipynb_checkpoints",
            ".pytest_cache",
            ".mypy_cache",
            ".Rproj.user",
            "~$*",
            ".~lock.*#",
            "*.swp",
            ".nfs*",
            "*.part",
            "*.crdownload",
            "*.filepart",
            "*.!qB");

    private static final NamePatterns PATTERNS = new NamePatterns(names());

    private Litter() {}

    /** Patterns of the names of all of them. */
    public static List<String> names() {
        return Stream.concat(VERSION_CONTROL.stream(), LEAVINGS.stream()).toList();
    }

    static boolean isLitter(String name) {
        return PATTERNS.match(name);
    }
}
