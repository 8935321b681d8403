package org.seedbank.swarm.internal.transfer;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.seedbank.integrity.Sha256;
import org.seedbank.swarm.internal.session.Session;

/**
 * libtorrent's own torrent of a transfer: none before it is added, and another one after it was taken up anew. Changed on
 * the control thread only.
 */
public final class NativeTorrent {

    private final Session session;
    private volatile torrent_handle handle;
    private volatile OptionalLong id = OptionalLong.empty();
    private volatile boolean ending;

    NativeTorrent(Session session) {
        this.session = session;
    }

    void bind(torrent_handle bound) {
        handle = bound;
        id = OptionalLong.of(bound.id());
    }

    /** There is none until the next one is bound. */
    void unbind() {
        id = OptionalLong.empty();
        handle = null;
    }

    boolean isBound() {
        return handle != null;
    }

    /** How alerts name it, even after it is gone; empty while there is none. */
    OptionalLong id() {
        return id;
    }

    /** It is about to be closed, and no other one may take its place. */
    void end() {
        ending = true;
    }

    boolean isEnding() {
        return ending;
    }

    /** Runs a call on the control thread; a torrent that is gone is no error. */
    public void later(BiConsumer<session, torrent_handle> call) {
        session.later(natively -> {
            if (handle != null && handle.is_valid()) {
                call.accept(natively, handle);
            }
        });
    }

    /** Does the same with a call that needs no session. */
    void later(Consumer<torrent_handle> call) {
        later((natively, bound) -> call.accept(bound));
    }

    /** The layers of its files by their roots; empty while one has a gap, and for a torrent that is gone. */
    public Optional<SortedMap<Sha256, byte[]>> pieceLayers() throws InterruptedException {
        return session.call(natively -> {
            torrent_handle bound = handle;
            torrent_info known = bound == null || !bound.is_valid() ? null : bound.torrent_file_ptr();
            return known == null ? Optional.empty() : NativeLayers.of(bound, known);
        });
    }

    /** Asks it something, on the control thread; empty for a torrent that is gone, or not there yet. */
    public <T> Optional<T> ask(Function<torrent_handle, T> question) throws InterruptedException {
        return session.call(natively -> {
            torrent_handle bound = handle;
            return bound == null || !bound.is_valid() ? Optional.empty() : Optional.of(question.apply(bound));
        });
    }

    void resume() {
        handle.resume();
    }
}
