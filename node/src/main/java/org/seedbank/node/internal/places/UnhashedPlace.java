package org.seedbank.node.internal.places;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.SwarmKey;

/** The place of what is to be published, before it is hashed and has a key. */
public final class UnhashedPlace {

    /** No dataset has it. */
    private static final SwarmKey NOT_HASHED = new SwarmKey("0".repeat(40));

    private UnhashedPlace() {}

    /**
     * Refuses one around or inside what is fetched; what was fetched to this very place may be published from it.
     *
     * @param root where it lies
     * @param known the places of all datasets
     * @throws NodeException.PlaceTaken when it overlaps
     */
    public static void require(Path root, Collection<DatasetPlace> known) {
        Path place = root.toAbsolutePath().normalize();
        List<DatasetPlace> fetched = known.stream()
                .filter(each -> !each.published() && !each.root().equals(place))
                .toList();
        DatasetPlace wanted = new DatasetPlace(NOT_HASHED, String.valueOf(place.getFileName()), place, true);
        Places places = new Places();
        places.look(wanted, fetched);
        places.require(wanted, fetched);
    }
}
