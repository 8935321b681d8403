package org.seedbank.node.internal.files;

/** Words for a person on files that are not what was published. */
public final class DamageText {

    private DamageText() {}

    /**
     * How many are damaged.
     *
     * @param damaged these, from 1 on
     * @param files of so many
     */
    public static String of(int damaged, long files) {
        if (files == 1) {
            return "the file is not what was published";
        }
        return "%d of %d files %s not what was published".formatted(damaged, files, damaged == 1 ? "is" : "are");
    }

    /**
     * The same, and why that may be.
     *
     * @param linked how many of the damaged ones have other names, see {@link OtherNames}
     */
    public static String of(int damaged, long files, int linked) {
        if (linked == 0) {
            return of(damaged, files);
        }
        String some = damaged == 1 ? "it has" : linked == 1 ? "1 of them has" : linked + " of them have";
        return "%s; %s other names (hard links), and a program may have written to %s there"
                .formatted(of(damaged, files), some, linked == 1 ? "it" : "them");
    }
}
