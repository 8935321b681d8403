package org.seedbank.integrity.torrent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.seedbank.integrity.DatasetPath;

/**
 * Chooses the links of a torrent (BEP 47) that are safe: those that lead to something of the dataset. Of the others each
 * is named and left out.
 */
final class Links {

    /** More links than this are left out: looking at each takes a while, and no dataset of any sense has so many. */
    private static final int MOST = 1_000;

    /** Links that may follow one another on the way to a target; each costs a look at every folder of a path. */
    private static final int MOST_HOPS = 8;

    private final PathIndex files;
    private final TorrentWarnings warnings;

    /** Targets by the paths of their links, in the torrent's order. */
    private final Map<DatasetPath, DatasetPath> targets = new LinkedHashMap<>();

    /** Those links behind no other one. So a path that goes through one of them stands right behind it. */
    private final TreeSet<DatasetPath> outermost = new TreeSet<>(DatasetPath.TREE_ORDER);

    /**
     * A link as the torrent has it.
     *
     * @param path its place
     * @param target where it leads, from the dataset's root on; absent where that is out of it or not said
     * @param hasTarget whether it says where it leads
     */
    record Written(DatasetPath path, Optional<DatasetPath> target, boolean hasTarget) {

        static Written of(DatasetPath path, List<String> names) {
            return new Written(path, inside(names), !names.isEmpty());
        }
    }

    /** Adds a link, and of those that are too many the first, which says so. */
    static void add(List<Written> links, Written link) {
        if (links.size() <= MOST) {
            links.add(link);
        }
    }

    private Links(PathIndex files, TorrentWarnings warnings) {
        this.files = files;
        this.warnings = warnings;
    }

    /** The safe ones in their order. */
    static List<TorrentLink> safe(List<Written> written, PathIndex files, TorrentWarnings warnings) {
        Links links = new Links(files, warnings);
        written.stream().limit(MOST).forEach(links::take);
        if (written.size() > MOST) {
            warnings.add("it has more than %d links, of which the others are left out".formatted(MOST));
        }
        return links.safe();
    }

    private void take(Written link) {
        if (files.holds(link.path) || files.isBelowFile(link.path) || targets.containsKey(link.path)) {
            leaveOut(link.path, "lies where something else of it is");
        } else if (!link.hasTarget) {
            leaveOut(link.path, "names no target");
        } else {
            target(link)
                    .ifPresentOrElse(
                            target -> targets.put(link.path, target),
                            () -> leaveOut(link.path, "leads out of the dataset"));
        }
    }

    private void leaveOut(DatasetPath link, String why) {
        warnings.add("the link '%s' %s and is left out".formatted(link, why));
    }

    /** BEP 47 counts from the root of the dataset, some programs from the link's own folder. */
    private Optional<DatasetPath> target(Written link) {
        if (link.target.isEmpty() || files.holds(link.target.get())) {
            return link.target;
        }
        List<String> beside = new ArrayList<>(link.path.names());
        beside.remove(beside.size() - 1);
        beside.addAll(link.target.get().names());
        return inside(beside).filter(files::holds).or(link::target);
    }

    private static Optional<DatasetPath> inside(List<String> names) {
        try {
            return Optional.of(DatasetPath.ofNames(names));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // The caller says where it leads.
        }
    }

    private List<TorrentLink> safe() {
        targets.keySet().stream().sorted(DatasetPath.TREE_ORDER).forEach(link -> {
            if (throughLink(link).isEmpty()) {
                outermost.add(link);
            }
        });
        targets.keySet().removeIf(link -> {
            boolean behind = !outermost.contains(link);
            if (behind) {
                leaveOut(link, "lies behind another link");
            }
            return behind;
        });
        List<TorrentLink> safe = new ArrayList<>();
        targets.forEach((link, target) -> {
            if (leadsToSomething(target)) {
                safe.add(new TorrentLink(link, target));
            } else {
                leaveOut(link, "leads to nothing in the dataset");
            }
        });
        return List.copyOf(safe);
    }

    private boolean leadsToSomething(DatasetPath target) {
        DatasetPath at = target;
        for (int hop = 0; hop <= MOST_HOPS; hop++) {
            Optional<DatasetPath> link = throughLink(at);
            if (link.isEmpty()) {
                return files.holds(at);
            }
            List<String> names = new ArrayList<>(targets.get(link.get()).names());
            names.addAll(
                    at.names().subList(link.get().names().size(), at.names().size()));
            Optional<DatasetPath> next = inside(names);
            if (next.isEmpty()) {
                return false;
            }
            at = next.get();
        }
        return false;
    }

    /** The link that a path goes through or ends at. */
    private Optional<DatasetPath> throughLink(DatasetPath path) {
        return Optional.ofNullable(outermost.floor(path)).filter(path::isIn);
    }
}
