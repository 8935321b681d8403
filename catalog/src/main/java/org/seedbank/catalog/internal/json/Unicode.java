package org.seedbank.catalog.internal.json;

/** Tells text from a row of chars that no encoding can write. */
public final class Unicode {

    private Unicode() {}

    /** Tells whether every surrogate is half of a pair. A catalog has a million texts, so nothing is allocated for one. */
    public static boolean isText(String chars) {
        for (int i = 0; i < chars.length(); i++) {
            if (Character.isSurrogate(chars.charAt(i))) {
                boolean pair =
                        i + 1 < chars.length() && Character.isSurrogatePair(chars.charAt(i), chars.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
