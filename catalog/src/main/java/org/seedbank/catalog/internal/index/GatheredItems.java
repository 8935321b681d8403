package org.seedbank.catalog.internal.index;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Items of a remote catalog on their way into the index, packed as they come: as objects, 100,000 of them do not fit into
 * a small heap. Each has a size that can be kept. For one thread.
 */
public final class GatheredItems {

    private final Bounds bounds;
    private final Packing packing = new Packing();

    /** The place of each item, by id. */
    private final Map<String, Long> places = new LinkedHashMap<>();

    /** None yet, of this catalog. */
    public GatheredItems(URI catalog) {
        bounds = new Bounds(catalog);
    }

    /**
     * Adds an item; it replaces one with the same id.
     *
     * @throws org.seedbank.catalog.CatalogException.Unreachable when they are too large or too many
     */
    public void put(Item item) {
        Item bounded = bounds.item(item);
        places.put(bounded.id(), packing.add(bounded));
        bounds.count(places.size());
    }

    /** Leaves an item out that was put before. */
    public void remove(String id) {
        places.remove(id);
    }

    /** Whether there is an item with this id. */
    public boolean has(String id) {
        return places.containsKey(id);
    }

    /** The item with this id. */
    Optional<Item> find(String id) {
        return Optional.ofNullable(places.get(id)).map(packing.frames()::item);
    }

    /** All of them, those that have a serial first. */
    public List<Item> all() {
        return PackedItems.of(this);
    }

    /** How many there are. */
    public int size() {
        return places.size();
    }

    Map<String, Long> places() {
        return places;
    }

    /** What the places are in. */
    Frames frames() {
        return packing.frames();
    }
}
