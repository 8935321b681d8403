package org.seedbank.cli.verify;

import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.ProgressMeter;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.SourceText;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.downloading.FetchEvent;
import org.seedbank.downloading.FetchListener;
import org.seedbank.downloading.repair.RepairEvent;
import org.seedbank.downloading.repair.RepairListener;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;

/** Shows how one fetch comes along: what is there is checked, the rest fetched, and all of it verified. */
public final class FetchProgress implements FetchListener, AutoCloseable {

    private final Terminal terminal;
    private final boolean quiet;
    private ProgressMeter checking;
    private ProgressMeter copying;
    private ProgressMeter fetching;
    private ProgressMeter verifying;

    public FetchProgress(Terminal terminal, boolean quiet) {
        this.terminal = terminal;
        this.quiet = quiet;
        open();
    }

    private void open() {
        checking = new ProgressMeter(terminal, "checking", quiet);
        copying = new ProgressMeter(terminal, "copying", quiet);
        fetching = new ProgressMeter(terminal, "fetching", quiet);
        verifying = new ProgressMeter(terminal, "verifying", quiet);
    }

    @Override
    public void on(FetchEvent event) {
        if (event instanceof FetchEvent.Looked looked) {
            checking.update(looked.advance());
        } else if (event instanceof FetchEvent.Transferred transferred) {
            boolean checks = transferred.status().state() == TransferState.CHECKING;
            show(transferred.status(), checks ? checking : fetching);
        } else if (event instanceof FetchEvent.Verified verified) {
            verifying.update(verified.advance());
        } else if (event instanceof FetchEvent.Kept kept) {
            close();
            open();
            kept.names()
                    .forEach(name -> terminal.warn(
                            "a file that was not what was published is kept beside what took its place, as '%s'"
                                    .formatted(name)));
        } else if (event instanceof FetchEvent.Taking taking) {
            close();
            open();
            if (!quiet) {
                terminal.say(SafeText.line(taking.planned().toldBefore()));
            }
        } else if (event instanceof FetchEvent.Took took) {
            copying.update(took.advance());
        } else if (event instanceof FetchEvent.PassedOver passed) {
            terminal.warn("%s of %s %s passed over, such as '%s': symbolic links are not followed out of a copy"
                    .formatted(
                            Amounts.files(passed.links()),
                            passed.from(),
                            passed.links() == 1 ? "is" : "are",
                            passed.first().text()));
        } else if (event instanceof FetchEvent.NothingTaken nothing) {
            terminal.warn("nothing is taken from the folder of --reuse: " + nothing.why());
        } else if (event instanceof FetchEvent.HalfDone left) {
            terminal.warn(left.told());
        } else if (event instanceof FetchEvent.Unasked unasked) {
            SourceText.notAsked(unasked.sources(), "--allow-private").ifPresent(terminal::warn);
        } else if (event instanceof FetchEvent.Retried retried) {
            close();
            open();
            terminal.warn("%s damaged after the fetch; fetching what is damaged again"
                    .formatted(Amounts.files(retried.report().damage().size())));
        }
    }

    /** Shows a transfer that checks or fetches. */
    static void show(TransferStatus status, ProgressMeter meter) {
        if (status.state() == TransferState.CHECKING) {
            meter.update(status.bytesDone(), status.bytesWanted(), "");
        } else {
            String peers = "%d %s".formatted(status.peers(), status.peers() == 1 ? "peer" : "peers");
            String detail =
                    status.problem().map(problem -> peers + ", " + problem).orElse(peers);
            meter.update(
                    status.bytesDone(), status.bytesWanted(), status.traffic().downloadRate(), detail);
        }
    }

    /** Removes the bars, so that the next line begins where they stood. */
    @Override
    public void close() {
        checking.close();
        copying.close();
        fetching.close();
        verifying.close();
    }

    /** Shows how one repair comes along: the copy is verified, what it lacks fetched, and put together. */
    static final class OfRepair implements RepairListener, AutoCloseable {

        private final ProgressMeter verifying;
        private final ProgressMeter fetching;
        private final ProgressMeter mending;

        OfRepair(Terminal terminal, boolean quiet) {
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
}
