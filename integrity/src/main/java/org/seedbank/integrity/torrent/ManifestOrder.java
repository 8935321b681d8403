package org.seedbank.integrity.torrent;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.seedbank.integrity.DatasetPath;

/** The order of a manifest's lines among things that have a path. */
final class ManifestOrder {

    private ManifestOrder() {}

    /** The indices of the things, sorted by the unsigned bytes of their paths. */
    static <T> List<Integer> of(List<T> things, Function<T, DatasetPath> path) {
        return IntStream.range(0, things.size())
                .boxed()
                .sorted(Comparator.comparing(i -> path.apply(things.get(i))))
                .toList();
    }
}
