package org.seedbank.uploading.selection;

import java.util.function.IntPredicate;

/** A part of a pattern. */
interface GlobPart {

    /** Zero or more signs of one name. */
    GlobPart STAR = (reached, text) -> {
        boolean[] next = reached.clone();
        for (int i = 0; i < text.length; i++) {
            next[i + 1] |= next[i] && text[i] != '/';
        }
        return next;
    };

    /** Zero or more signs, across folders. */
    GlobPart DEEP_STAR = (reached, text) -> {
        boolean[] next = reached.clone();
        for (int i = 0; i < text.length; i++) {
            next[i + 1] |= next[i];
        }
        return next;
    };

    /** Zero or more folders, each with the slash behind it. */
    GlobPart FOLDERS = (reached, text) -> {
        boolean[] next = reached.clone();
        boolean before = false;
        for (int i = 0; i < text.length; i++) {
            before |= reached[i];
            next[i + 1] |= before && text[i] == '/';
        }
        return next;
    };

    /**
     * Goes on from a part of a text.
     *
     * @param reached for each place in the text whether the parts before this one can end there
     * @return for each place whether this part can end there
     */
    boolean[] after(boolean[] reached, int[] text);

    /** One sign. */
    static GlobPart one(IntPredicate fits) {
        return (reached, text) -> {
            boolean[] next = new boolean[reached.length];
            for (int i = 0; i < text.length; i++) {
                next[i + 1] = reached[i] && fits.test(text[i]);
            }
            return next;
        };
    }
}
