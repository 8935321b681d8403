package org.seedbank.uploading.selection;

import java.util.ArrayList;
import java.util.List;

/**
 * A file, or a folder with everything in it, that lies in a dataset's folder and is not published.
 *
 * @param path its path below that folder; a folder's ends in {@code /}
 * @param reason what left it out: {@value #BY_FILE}, {@value #AS_LITTER}, {@value #RULES}, or the pattern
 */
public record LeftOut(String path, String reason) {

    /** A line of a {@code .seedbankignore} did. */
    public static final String BY_FILE = ".seedbankignore";

    /** It is version control, a cache or litter. */
    public static final String AS_LITTER = "litter";

    /** It is a {@code .seedbankignore} itself. */
    public static final String RULES = "rules";

    /** One line that tells of them. */
    public static String count(List<LeftOut> all) {
        long folders = all.stream().filter(LeftOut::isFolder).count();
        long files = all.size() - folders;
        List<String> parts = new ArrayList<>();
        if (files > 0) {
            parts.add(files == 1 ? "1 file" : files + " files");
        }
        if (folders > 0) {
            parts.add(folders == 1 ? "1 folder" : folders + " folders");
        }
        return "left out: " + String.join(", ", parts);
    }

    private boolean isFolder() {
        return path.endsWith("/");
    }
}
