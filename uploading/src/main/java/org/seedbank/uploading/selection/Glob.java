package org.seedbank.uploading.selection;

import java.util.List;
import java.util.Optional;

/**
 * A pattern in the syntax of gitignore: {@code *} and {@code ?} stay within a name, {@code **} between slashes stands for
 * any folders, brackets choose. Matching takes time in proportion to pattern and text, whatever they are.
 */
final class Glob {

    private final List<GlobPart> parts;

    private Glob(List<GlobPart> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Compiles a pattern.
     *
     * @param crossing whether {@code **} crosses folders also where it is not between slashes
     * @return nothing when it can match nothing, such as one with a bracket that is never closed
     */
    static Optional<Glob> compile(String pattern, boolean crossing) {
        return new GlobParser(pattern, crossing).parse().map(Glob::new);
    }

    boolean matches(String text) {
        int[] signs = text.codePoints().toArray();
        boolean[] reached = new boolean[signs.length + 1];
        reached[0] = true;
        for (GlobPart part : parts) {
            reached = part.after(reached, signs);
        }
        return reached[signs.length];
    }
}
