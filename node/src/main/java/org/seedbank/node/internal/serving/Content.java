package org.seedbank.node.internal.serving;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a path leads to, before anything of it is sent.
 *
 * @param type its media type
 * @param length its length in bytes, or {@link Body#UNKNOWN}, and then no part of it can be asked for
 * @param tag by which it is known to be the same bytes, without quotation marks
 * @param modified when it was last changed, in whole seconds
 * @param caching what {@code Cache-Control} says
 * @param digest its SHA-256 in base64
 * @param source opens parts of it
 */
record Content(
        String type,
        long length,
        Optional<String> tag,
        Optional<Instant> modified,
        String caching,
        Optional<String> digest,
        Source source) {

    static final String TEXT = "text/plain; charset=utf-8";
    static final String HTML = "text/html; charset=utf-8";

    /** Asked for anew each time; a tag makes that cheap. */
    static final String ASK = "no-cache";

    /** The same for ever, but for what is withdrawn. */
    static final String A_WHILE = "public, max-age=300";

    /** Opens parts of what is served. */
    @FunctionalInterface
    interface Source {
        /**
         * A body for each stretch; of what has no length, one for all of it.
         *
         * @throws IOException when it cannot be opened
         */
        List<Body> open(List<RangeHeader.Stretch> stretches) throws IOException;
    }

    /** Bytes in memory, which must not change. */
    static Content of(String type, byte[] bytes, Optional<String> tag, Optional<Instant> modified) {
        return new Content(type, bytes.length, tag, modified, ASK, Optional.empty(), stretches -> stretches.stream()
                .<Body>map(each -> new BytesBody(bytes, each.start(), each.end()))
                .toList());
    }

    /** A page that is made as it is sent. */
    static Content page(Iterable<String> parts) {
        return new Content(
                HTML,
                Body.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                ASK,
                Optional.empty(),
                all -> List.of(new TextBody(parts.iterator())));
    }

    /** The tag as it stands in a header: a strong one. */
    Optional<String> quotedTag() {
        return tag.map(each -> '"' + each + '"');
    }
}
