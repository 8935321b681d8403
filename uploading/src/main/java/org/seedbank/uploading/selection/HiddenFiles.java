package org.seedbank.uploading.selection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.SourceFile;

/** Files that others on this machine may not read, beside files that they may. */
final class HiddenFiles {

    private static final int OTHERS_READ = 04;
    private static final int OTHERS_ENTER = 01;

    private final Path root;
    private final Map<Path, Boolean> open = new HashMap<>();

    private HiddenFiles(Path root) {
        this.root = root;
        open.put(root, true); // Who may enter the dataset as a whole says nothing about one file.
    }

    /** None where all are hidden, or where the file system knows no permissions. */
    static List<SourceFile> of(Dataset dataset) {
        if (dataset.singleFile()) {
            return List.of();
        }
        try {
            HiddenFiles look = new HiddenFiles(dataset.root());
            List<SourceFile> hidden = dataset.files().stream()
                    .filter(each -> !look.isOpen(each.file()))
                    .toList();
            return hidden.size() < dataset.files().size() ? hidden : List.of();
        } catch (UnsupportedOperationException e) {
            return List.of();
        }
    }

    private boolean isOpen(Path file) {
        return has(file, OTHERS_READ) && isOpenFolder(file.getParent());
    }

    private boolean isOpenFolder(Path folder) {
        Boolean known = open.get(folder);
        if (known == null) {
            known = !folder.startsWith(root) || (has(folder, OTHERS_ENTER) && isOpenFolder(folder.getParent()));
            open.put(folder, known);
        }
        return known;
    }

    /** A file that is gone meanwhile is met again when it is read. */
    private static boolean has(Path path, int permission) {
        try {
            return ((Integer) Files.getAttribute(path, "unix:mode") & permission) != 0;
        } catch (IOException | IllegalArgumentException e) {
            return true;
        }
    }
}
