package org.seedbank.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files and links that persons put somewhere or wrote to, and those that were fetched. Nobody but a person may change or
 * delete them, or a command that was told to.
 */
final class Belongings {

    /** The folder into which datasets are linked. */
    static final String LINKS = "links/";

    private static final String KEPT = ".changed-";

    private final Map<String, String> all = new TreeMap<>();

    /** What the command at hand was told to do with the copy at a place; one word for each place. */
    private final Map<String, Word> words = new HashMap<>();

    /** Places that hold a dataset, with it; several datasets may have been wanted at one. */
    private final Map<String, Set<PublishedFiles>> places = new HashMap<>();

    /** What a person said of a place. */
    enum Word {
        /** Files there are to be replaced by what was published. */
        OVERWRITE,
        /** What was published is to be deleted there. */
        DELETE
    }

    /** A person has put this at a path, or changed what is there to it. */
    void put(String path, TreeSnapshot.Item item) {
        all.put(path, item.content());
    }

    /** A person has deleted what is at a path and below it. */
    void delete(String path) {
        all.keySet().removeIf(each -> each.equals(path) || each.startsWith(path + "/"));
    }

    /** Whether this is somebody's. */
    boolean has(String path) {
        return all.containsKey(path);
    }

    /** A home may have this dataset at this place from now on. */
    void mayHold(String root, PublishedFiles dataset) {
        places.computeIfAbsent(root, key -> new HashSet<>()).add(dataset);
    }

    /** The command that runs next, or the node for it, may do this at a place. */
    void allow(String root, Word word) {
        words.put(root, word);
    }

    /** What was allowed is so no longer. */
    void forbid(String root) {
        words.remove(root);
    }

    /** A command has moved the copy from one place to another; what a person put among its files goes along or stays. */
    void moved(String from, String to, TreeSnapshot now) {
        places.getOrDefault(from, Set.of()).forEach(each -> mayHold(to, each));
        for (String path : List.copyOf(all.keySet())) {
            if (path.equals(from) || path.startsWith(from + "/")) {
                String other = to + path.substring(from.length());
                boolean stays = isAt(path, all.get(path), now);
                if (!stays && isAt(other, all.get(path), now)) {
                    all.put(other, all.remove(path));
                }
            }
        }
    }

    private static boolean isAt(String path, String content, TreeSnapshot now) {
        return now.at(path).map(TreeSnapshot.Item::content).equals(Optional.of(content));
    }

    /** What persons have lost, one line for each file; what was lost rightly is nobody's any more. */
    List<String> losses(TreeSnapshot now) {
        List<String> losses = new ArrayList<>();
        for (String path : List.copyOf(all.keySet())) {
            String content = all.get(path);
            if (isAt(path, content, now)) {
                continue;
            }
            Optional<String> kept = keptBeside(path, content, now);
            if (kept.isPresent() && isMended(path, now)) {
                all.remove(path);
                all.put(kept.get(), content);
            } else if (isAllowed(path, content, now)) {
                all.remove(path);
            } else {
                losses.add("'%s' is %s".formatted(path, now.at(path).isPresent() ? "overwritten" : "gone"));
            }
        }
        return losses;
    }

    private Optional<String> keptBeside(String path, String content, TreeSnapshot now) {
        return now.items().entrySet().stream()
                .filter(each -> each.getKey().startsWith(path + KEPT)
                        && each.getValue().content().equals(content)
                        && !all.containsKey(each.getKey()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether the path holds what was published there, or nothing yet. */
    private boolean isMended(String path, TreeSnapshot now) {
        return now.at(path).isEmpty()
                || expected(path).contains(now.at(path).get().content());
    }

    private boolean isAllowed(String path, String content, TreeSnapshot now) {
        return words.entrySet().stream()
                .filter(word -> path.equals(word.getKey()) || path.startsWith(word.getKey() + "/"))
                .anyMatch(word -> word.getValue() == Word.OVERWRITE
                        ? now.at(path).isPresent() && isMended(path, now)
                        : now.at(path).isEmpty() && expected(path).contains(content));
    }

    /** What may be at a path by right: one content for each dataset that may be there. */
    private Set<String> expected(String path) {
        Set<String> contents = new HashSet<>();
        places.forEach((root, datasets) ->
                datasets.forEach(dataset -> dataset.expected(root, path).ifPresent(contents::add)));
        return contents;
    }

    /**
     * Files that nobody asked for, or that are not what was asked for, one line for each. What was asked for has come then,
     * and belongs to somebody too.
     */
    List<String> surprises(TreeSnapshot now) {
        List<String> surprises = new ArrayList<>();
        now.items().forEach((path, item) -> {
            if (has(path) || isOurs(path) || isLinked(path, item)) {
                return;
            }
            Set<String> expected = expected(path);
            if (expected.contains(item.content()) || isBeingKept(path)) {
                all.put(path, item.content());
            } else {
                surprises.add(
                        expected.isEmpty()
                                ? "'%s' is where nothing was asked for".formatted(path)
                                : "'%s' holds what was never published nor put there".formatted(path));
            }
        });
        return surprises;
    }

    /** A person's file that makes room may be there twice for a moment, or when the program is killed then. */
    private boolean isBeingKept(String path) {
        int end = path.lastIndexOf(KEPT);
        return end >= 0 && !expected(path.substring(0, end)).isEmpty();
    }

    private static boolean isLinked(String path, TreeSnapshot.Item item) {
        return path.startsWith(LINKS) && item.isLink();
    }

    /** Working files are named so that everybody can tell. */
    private static boolean isOurs(String path) {
        return path.contains(".seedbank-") && !path.startsWith(PulledDisk.BARE);
    }
}
