package org.seedbank.cli.verify;

import org.seedbank.cli.screen.ProgressMeter;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.downloading.repair.RepairEvent;
import org.seedbank.downloading.repair.RepairListener;

/** Shows how one repair comes along: the copy is verified, what it lacks fetched, and put together. */
final class RepairProgress implements RepairListener, AutoCloseable {

    private final ProgressMeter verifying;
    private final ProgressMeter fetching;
    private final ProgressMeter mending;

    RepairProgress(Terminal terminal, boolean quiet) {
        verifying = new ProgressMeter(terminal, "verifying", quiet);
        fetching = new ProgressMeter(terminal, "fetching", quiet);
        mending = new ProgressMeter(terminal, "mending", quiet);
    }

    @Override
    public void on(RepairEvent event) {
        if (event instanceof RepairEvent.Verified verified) {
            verifying.update(
                    verified.bytesDone(),
                    verified.bytesTotal(),
                    verified.current().text());
        } else if (event instanceof RepairEvent.Transferred transferred) {
            FetchProgress.show(transferred.status(), fetching);
        } else if (event instanceof RepairEvent.Mending moved) {
            mending.update(
                    moved.bytesDone(), moved.bytesTotal(), moved.current().text());
        }
    }

    /** Removes the bars, so that the next line begins where they stood. */
    @Override
    public void close() {
        verifying.close();
        fetching.close();
        mending.close();
    }
}
