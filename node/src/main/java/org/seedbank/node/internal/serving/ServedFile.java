package org.seedbank.node.internal.serving;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.seedbank.integrity.files.FileStamp;

/**
 * A file that is open and was intact when it was opened. It is looked at again after each stretch that is read, before that
 * is sent: of one that is written to, cut or replaced meanwhile nothing more goes out.
 */
final class ServedFile implements AutoCloseable {

    private final Path path;
    private final FileStamp intact;
    private final FileChannel file;

    private ServedFile(Path path, FileStamp intact, FileChannel file) {
        this.path = path;
        this.intact = intact;
        this.file = file;
    }

    /**
     * Opens a file, but no link to one.
     *
     * @param intact its stamp, by which it is known to be what was published
     * @throws IOException when it cannot be opened, or is not that any more
     */
    static ServedFile open(Path path, FileStamp intact) throws IOException {
        ServedFile file = new ServedFile(
                path, intact, FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        try {
            file.requireIntact();
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private void requireIntact() throws IOException {
        if (!FileStamp.take(path).equals(intact)) {
            throw new IOException("it has changed while it was served");
        }
    }

    /** Stretches of it, each a body of its own, of which the last closes it; all of them are to be closed in order. */
    List<Body> stretches(List<RangeHeader.Stretch> wanted) {
        List<Body> bodies = new ArrayList<>();
        wanted.forEach(each -> bodies.add(new Stretch(each.start(), each.end(), bodies.size() == wanted.size() - 1)));
        return bodies;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new IllegalStateException("a file that was only read can be closed", e);
        }
    }

    private final class Stretch implements Body {

        private final long length;
        private final long end;
        private final boolean last;
        private long at;

        Stretch(long start, long end, boolean last) {
            this.at = start;
            this.end = end;
            this.length = end - start;
            this.last = last;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public boolean next(ByteBuffer into) throws IOException {
            if (at == end) {
                return false;
            }
            int limit = into.limit();
            into.limit((int) Math.min(limit, into.position() + end - at));
            int read = file.read(into, at);
            into.limit(limit);
            if (read <= 0) {
                throw new IOException("it has become shorter while it was served");
            }
            requireIntact();
            at += read;
            return true;
        }

        @Override
        public void close() {
            if (last) {
                ServedFile.this.close();
            }
        }
    }
}
