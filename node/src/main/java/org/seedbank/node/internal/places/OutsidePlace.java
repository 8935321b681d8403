package org.seedbank.node.internal.places;

import java.nio.file.Path;
import java.util.Collection;
import org.seedbank.node.api.NodeException;

/** A place for something that is no dataset: a dataset that is written into is not what was published any more. */
public final class OutsidePlace {

    private static final String REMEDY =
            "choose a place outside of it, or remove the dataset from the node first; its files stay";

    private OutsidePlace() {}

    /**
     * Refuses a file or folder that is one of these datasets, or inside one.
     *
     * @throws NodeException.PlaceTaken when it is
     */
    public static void require(Path target, Collection<DatasetPlace> known) {
        Path mine = RealPlace.of(target);
        for (DatasetPlace each : known) {
            if (mine.startsWith(RealPlace.of(each.root()))) {
                throw taken(target, "written to", each);
            }
        }
    }

    /**
     * Refuses a folder that is one of these datasets, inside one, or around one.
     *
     * @throws NodeException.PlaceTaken when it is
     */
    public static void requireApart(Path folder, Collection<DatasetPlace> known) {
        Path mine = RealPlace.of(folder);
        for (DatasetPlace each : known) {
            Path theirs = RealPlace.of(each.root());
            if (mine.startsWith(theirs) || theirs.startsWith(mine)) {
                throw taken(folder, "changed", each);
            }
        }
    }

    private static NodeException taken(Path target, String how, DatasetPlace other) {
        return new NodeException.PlaceTaken(
                "'%s' cannot be %s: the node has the dataset '%s' at '%s'"
                        .formatted(target, how, other.name(), other.root()),
                REMEDY);
    }
}
