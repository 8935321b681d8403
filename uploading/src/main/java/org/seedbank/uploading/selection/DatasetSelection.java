package org.seedbank.uploading.selection;

import java.util.List;

/**
 * A person's choice of what is published of a folder.
 *
 * @param followLinks whether a link stands for its target, which must be in the folder too
 * @param excluded patterns of what is left out
 * @param withoutLitter whether version control, caches and litter are left out
 * @param withSecrets whether files that look secret are published nonetheless
 */
public record DatasetSelection(boolean followLinks, List<String> excluded, boolean withoutLitter, boolean withSecrets) {

    /** All that is no link and does not look secret. */
    public static final DatasetSelection ALL = new DatasetSelection(false, List.of(), false, false);

    /** Throws {@link IllegalArgumentException} when a pattern is none. */
    public DatasetSelection {
        excluded = List.copyOf(excluded);
        excluded.forEach(Exclusion::new);
    }
}
