package org.seedbank.uploading.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one pattern in the syntax of gitignore, as git itself does. */
final class GlobParser {

    private final int[] signs;
    private final boolean crossing;
    private final List<GlobPart> parts = new ArrayList<>();
    private int at;

    GlobParser(String pattern, boolean crossing) {
        signs = pattern.codePoints().toArray();
        this.crossing = crossing;
    }

    Optional<List<GlobPart>> parse() {
        while (at < signs.length) {
            int sign = signs[at++];
            if (sign == '*') {
                stars();
            } else if (sign == '?') {
                parts.add(GlobPart.one(each -> each != '/'));
            } else if (sign == '[') {
                Optional<GlobClass> choice = GlobClass.parse(signs, at);
                if (choice.isEmpty()) {
                    return Optional.empty();
                }
                at = choice.get().end();
                parts.add(GlobPart.one(choice.get()));
            } else if (sign != '\\') {
                parts.add(GlobPart.one(each -> each == sign));
            } else if (at < signs.length) {
                int literal = signs[at++];
                parts.add(GlobPart.one(each -> each == literal));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(parts);
    }

    private void stars() {
        int first = at - 1;
        while (at < signs.length && signs[at] == '*') {
            at++;
        }
        boolean several = at - first > 1;
        boolean begins = first == 0 || signs[first - 1] == '/';
        if (several && begins && at < signs.length && signs[at] == '/') {
            at++;
            parts.add(GlobPart.FOLDERS);
        } else {
            boolean deep = several && (crossing || (begins && at == signs.length));
            parts.add(deep ? GlobPart.DEEP_STAR : GlobPart.STAR);
        }
    }
}
