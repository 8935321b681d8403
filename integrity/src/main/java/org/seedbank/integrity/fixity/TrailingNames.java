package org.seedbank.integrity.fixity;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.seedbank.integrity.DatasetPath;

/** Compares the last names of a path on this machine with those of a dataset's files and folders. */
final class TrailingNames {

    private final String dataset;
    private final Path path;

    TrailingNames(String dataset, Path path) {
        this.dataset = dataset;
        this.path = path.toAbsolutePath().normalize();
    }

    /** Those that have the most names in common with the path, counted from the end; none where none has the last. */
    List<DatasetPath> best(Collection<DatasetPath> parts) {
        List<DatasetPath> best = new ArrayList<>();
        int most = 1;
        for (DatasetPath part : parts) {
            int length = length(part);
            if (length > most) {
                best.clear();
                most = length;
            }
            if (length == most) {
                best.add(part);
            }
        }
        return best;
    }

    /** How many names from the end a part and the path have in common; the dataset's own name counts. */
    int length(DatasetPath part) {
        List<String> names = new ArrayList<>();
        names.add(dataset);
        names.addAll(part.names());
        return length(names);
    }

    /** The same for the dataset's own folder. */
    int lengthOfName() {
        return length(List.of(dataset));
    }

    private int length(List<String> names) {
        int length = 0;
        while (length < Math.min(names.size(), path.getNameCount())
                && names.get(names.size() - 1 - length)
                        .equals(path.getName(path.getNameCount() - 1 - length).toString())) {
            length++;
        }
        return length;
    }
}
