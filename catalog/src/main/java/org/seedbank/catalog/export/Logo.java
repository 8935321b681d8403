package org.seedbank.catalog.export;

import java.util.Arrays;
import java.util.List;

/** A picture that stands at the head of each page, which was looked at: it is what its kind says, and holds no program. */
public final class Logo {

    private final Kind kind;
    private final byte[] content;

    /** The kinds of pictures that are taken, each with the ending of its name. */
    enum Kind {
        PNG("png"),
        JPEG("jpg"),
        SVG("svg");

        private final String ending;

        Kind(String ending) {
            this.ending = ending;
        }

        /** Name of the file in an export. */
        String file() {
            return "catalog-logo." + ending;
        }
    }

    Logo(Kind kind, byte[] content) {
        this.kind = kind;
        this.content = content.clone();
    }

    /** Names of files that the logos of exports may have. */
    static List<String> files() {
        return Arrays.stream(Kind.values()).map(Kind::file).toList();
    }

    /** Name of its file in an export. */
    public String file() {
        return kind.file();
    }

    /** A copy of the picture. */
    public byte[] content() {
        return content.clone();
    }
}
