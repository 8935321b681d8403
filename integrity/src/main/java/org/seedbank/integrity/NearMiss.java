package org.seedbank.integrity;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the word that was probably meant by a misspelt one. */
public final class NearMiss {

    /** Two letters that changed places count as two edits. */
    private static final int MOST_EDITS = 2;

    /** With fewer letters, nobody has begun to write a certain word. */
    private static final int FEWEST_LETTERS = 3;

    private NearMiss() {}

    /** The first of the words that is nearest, if that is near at all; else the only one that begins so. */
    public static Optional<String> of(String typed, List<String> words) {
        String nearest = null;
        int fewest = Math.min(MOST_EDITS, typed.length() / 2) + 1;
        for (String word : words) {
            boolean comparable = Math.abs(word.length() - typed.length()) < fewest;
            int edits = comparable ? edits(typed, word) : fewest;
            if (edits < fewest) {
                nearest = word;
                fewest = edits;
            }
        }
        return Optional.ofNullable(nearest).or(() -> only(typed, words));
    }

    private static Optional<String> only(String beginning, List<String> words) {
        List<String> begun = beginning.length() < FEWEST_LETTERS
                ? List.of()
                : words.stream()
                        .filter(word -> word.startsWith(beginning))
                        .distinct()
                        .limit(2)
                        .toList();
        return begun.size() == 1 ? Optional.of(begun.get(0)) : Optional.empty();
    }

    /**
     * The file or folder of a dataset that was probably meant by a misspelt path: one of that name in another folder, or the one
     * whose path is nearest.
     */
    public static Optional<String> ofMember(String typed, Collection<DatasetPath> files) {
        Set<String> known = new LinkedHashSet<>();
        files.forEach(file -> file.andAbove().forEach(each -> known.add(each.text())));
        return known.stream()
                .filter(each -> each.endsWith("/" + typed))
                .findFirst()
                .or(() -> of(typed, List.copyOf(known)));
    }

    /** Levenshtein's distance. */
    private static int edits(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[to.length()];
    }
}
