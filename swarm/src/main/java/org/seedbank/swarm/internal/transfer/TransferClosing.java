package org.seedbank.swarm.internal.transfer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.libtorrent4j.swig.session_handle;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.internal.announce.Announcing;
import org.seedbank.swarm.internal.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a transfer in steps: no more peers, what it has written down, files flushed and closed, torrent removed. Each
 * step waits no longer than the deadline; a step that is late is logged and does not keep the next from running, since a
 * later start mends what it left undone.
 */
public final class TransferClosing {

    private static final Logger LOG = LoggerFactory.getLogger(TransferClosing.class);

    private final TransferCore transfer;
    private final Session session;
    private final TransferRegistry transfers;
    private CompletableFuture<Void> saved = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> flushed = CompletableFuture.completedFuture(null);

    public TransferClosing(TransferCore transfer, Session session, TransferRegistry transfers) {
        this.transfer = transfer;
        this.session = session;
        this.transfers = transfers;
    }

    /** Starts what takes time and returns at once. */
    public void begin() {
        boolean saves = transfer.plan().keepsNotes();
        if (saves) {
            saved = transfer.saver()
                    .expect(transfer.board().status().bytesDone())
                    .saved();
        }
        transfer.announcing().ifPresent(Announcing::end);
        flushed = transfer.answers().expectFlush();
        transfer.torrent().end();
        transfer.torrent().later(torrent -> {
            torrent.pause();
            if (saves) {
                torrent.save_resume_data();
            }
            torrent.flush_cache();
        });
    }

    /** Waits for it and takes the torrent out of the session; {@code deadline} as {@link System#nanoTime} counts. */
    public void end(long deadline) {
        await(saved, deadline, "saving what was fetched");
        await(flushed, deadline, "closing the files");
        removeNatively(deadline);
        transfers.remove(transfer);
        CompletableFuture<Void> withdrawn = new CompletableFuture<>();
        session.onDisk(() -> {
            transfer.presence().withdraw();
            withdrawn.complete(null);
        });
        await(withdrawn, deadline, "withdrawing its presence");
        transfer.board().show(transfer.board().status().in(TransferState.CLOSED));
    }

    /** A finished choice of files needs its parts of other files no more; what was known of them is forgotten too. */
    private void removeNatively(long deadline) {
        boolean dropsParts = transfer.plan().isPartial()
                && transfer.board().status().bytesDone() == transfer.plan().bytesWanted();
        transfer.torrent().later((natively, torrent) -> {
            if (dropsParts) {
                natively.remove_torrent(torrent, session_handle.delete_partfile);
            } else {
                natively.remove_torrent(torrent);
            }
        });
        if (dropsParts) {
            await(transfer.answers().partsDeleted(), deadline, "deleting parts of files that are not wanted");
            session.onDisk(() -> transfer.saver().forget());
        }
    }

    private void await(CompletableFuture<Void> step, long deadline, String what) {
        try {
            step.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.warn(
                    "{} of '{}' failed: {}",
                    what,
                    transfer.plan().name(),
                    e.getCause().getMessage());
        } catch (TimeoutException e) {
            LOG.warn("{} of '{}' did not end in time", what, transfer.plan().name());
        }
    }
}
