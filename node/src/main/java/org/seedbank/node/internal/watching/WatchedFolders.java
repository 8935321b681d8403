package org.seedbank.node.internal.watching;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seedbank.swarm.SwarmKey;

/** Which folders are watched, and for which datasets; two datasets can share some. For the thread that watches. */
final class WatchedFolders {

    /** Anything that the node itself makes beside files and renames over them is no change until it has done so. */
    private static final String OWN = ".seedbank-";

    private final WatchService service;
    private final Map<SwarmKey, Watched> datasets = new HashMap<>();
    private final Map<WatchKey, Set<SwarmKey>> folders = new HashMap<>();

    private record Watched(Set<WatchKey> keys, Optional<Path> only) {}

    WatchedFolders(WatchService service) {
        this.service = service;
    }

    Set<SwarmKey> datasets() {
        return Set.copyOf(datasets.keySet());
    }

    boolean has(SwarmKey dataset) {
        return datasets.containsKey(dataset);
    }

    /** How many folders are watched. */
    int size() {
        return folders.size();
    }

    /**
     * Watches the folders of a dataset, also when some have been replaced since it was last added; none of them where the
     * system refuses one.
     */
    void add(SwarmKey dataset, WatchedDataset.Places places) throws IOException {
        Set<WatchKey> before =
                datasets.containsKey(dataset) ? datasets.get(dataset).keys() : Set.of();
        Set<WatchKey> now = new HashSet<>();
        boolean added = false;
        try {
            for (Path folder : places.folders()) {
                register(folder).ifPresent(key -> {
                    now.add(key);
                    folders.computeIfAbsent(key, any -> new HashSet<>()).add(dataset);
                });
            }
            added = true;
        } finally {
            before.stream().filter(key -> !now.contains(key)).forEach(key -> release(key, dataset));
            datasets.put(dataset, new Watched(now, places.only()));
            if (!added) {
                remove(dataset);
            }
        }
    }

    /** Empty for a folder that is not there, which whoever looks at the dataset finds out. */
    private Optional<WatchKey> register(Path folder) throws IOException {
        try {
            return Optional.of(folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    void remove(SwarmKey dataset) {
        Watched watched = datasets.remove(dataset);
        if (watched != null) {
            watched.keys().forEach(key -> release(key, dataset));
        }
    }

    private void release(WatchKey key, SwarmKey dataset) {
        Set<SwarmKey> others = folders.getOrDefault(key, new HashSet<>());
        others.remove(dataset);
        if (others.isEmpty()) {
            folders.remove(key);
            key.cancel();
        }
    }

    /** The datasets that an event in a folder may be about. */
    List<SwarmKey> concerned(WatchKey folder, WatchEvent<?> event) {
        boolean named = event.context() instanceof Path;
        if (named && event.context().toString().startsWith(OWN)) {
            return List.of();
        }
        return folders.getOrDefault(folder, Set.of()).stream()
                .filter(dataset -> !named
                        || datasets.get(dataset)
                                .only()
                                .map(event.context()::equals)
                                .orElse(true))
                .toList();
    }

    /** The datasets that have files in a folder. */
    List<SwarmKey> in(WatchKey folder) {
        return List.copyOf(folders.getOrDefault(folder, Set.of()));
    }
}
