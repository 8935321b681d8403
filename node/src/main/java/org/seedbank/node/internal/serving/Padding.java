package org.seedbank.node.internal.serving;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * The padding between files of a hybrid (BEP 47), which programs that do not know it ask a web seed for, by the path that it has in
 * the torrent: zeros, as many as its name says.
 */
final class Padding {

    private static final Pattern PATH = Pattern.compile("\\.pad/([1-9][0-9]{0,7})");

    private Padding() {}

    /** The padding at a path below a dataset's folder, if it can be one; a published file of that name comes before it. */
    static Optional<Content> at(String path, Metainfo torrent) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches() || !torrent.format().hasV1() || !torrent.format().hasV2()) {
            return Optional.empty();
        }
        long length = Long.parseLong(parts.group(1));
        return length >= torrent.pieceLength() ? Optional.empty() : Optional.of(zeros(length));
    }

    private static Content zeros(long length) {
        return new Content(
                MediaTypes.of(""),
                length,
                Optional.empty(),
                Optional.empty(),
                Content.A_WHILE,
                Optional.empty(),
                stretches -> stretches.stream()
                        .<Body>map(each -> new Zeros(each.end() - each.start()))
                        .toList());
    }

    private static final class Zeros implements Body {

        private final long length;
        private long left;

        Zeros(long length) {
            this.length = length;
            this.left = length;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public boolean next(ByteBuffer into) {
            int count = (int) Math.min(left, into.remaining());
            into.put(new byte[count]);
            left -= count;
            return count > 0;
        }
    }
}
