package org.seedbank.cli;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;

/** Does what a sequence says, and looks after each deed whether all promises were kept. For one thread. */
final class Deeds {

    private static final long QUIET_MILLIS = 3000;
    private static final long POLL_MILLIS = 50;

    private final TwoHomes homes;
    private final Map<Deed, Doing> doings = new EnumMap<>(Deed.class);
    private final StringBuilder log;

    @FunctionalInterface
    private interface Doing {
        String by(DeedSequence.Step step) throws Exception;
    }

    /**
     * For two homes in which nothing was done yet.
     *
     * @param log receives a line for each deed
     */
    Deeds(TwoHomes homes, StringBuilder log) {
        this.homes = homes;
        this.log = log;
        publisher(new PublisherDeeds(homes));
        fetcher(new FetcherDeeds(homes));
        keeper(new KeeperDeeds(homes));
        person(new PersonDeeds(homes));
    }

    private void publisher(PublisherDeeds deeds) {
        doings.put(Deed.PUBLISH, deeds::publish);
        doings.put(Deed.EDIT_ORIGINAL, deeds::editOriginal);
        doings.put(Deed.RESTORE_ORIGINAL, deeds::restoreOriginal);
        doings.put(Deed.WITHDRAW, deeds::withdraw);
        doings.put(Deed.HIDE_ENTRY, deeds::hideEntry);
        doings.put(Deed.SHOW_ENTRY, deeds::showEntries);
        doings.put(Deed.TEAR_ENTRY, deeds::tearEntry);
        node(Deed.STOP_PUBLISHER, homes.publisher()::stop);
        node(Deed.START_PUBLISHER, homes.publisher()::start);
        node(Deed.KILL_PUBLISHER, () -> killed(homes.publisher()));
    }

    private void fetcher(FetcherDeeds deeds) {
        doings.put(Deed.GET, deeds::get);
        doings.put(Deed.GET_ALL, deeds::getAll);
        doings.put(Deed.GET_ALONE, deeds::getAlone);
        doings.put(Deed.FOLLOW, deeds::follow);
        doings.put(Deed.CANCEL, deeds::cancel);
        node(Deed.STOP_FETCHER, homes.fetcher()::stop);
        node(Deed.START_FETCHER, homes.fetcher()::start);
        node(Deed.KILL_FETCHER, () -> killed(homes.fetcher()));
    }

    private void keeper(KeeperDeeds deeds) {
        doings.put(Deed.VERIFY, step -> deeds.verify(step, false));
        doings.put(Deed.REPAIR, step -> deeds.verify(step, true));
        doings.put(Deed.REMOVE, step -> deeds.remove(step, false));
        doings.put(Deed.DELETE_DATA, step -> deeds.remove(step, true));
        doings.put(Deed.PAUSE, step -> deeds.onOne(step, "pause"));
        doings.put(Deed.RESUME, step -> deeds.onOne(step, "resume"));
        doings.put(Deed.MOVE, deeds::move);
        doings.put(Deed.RELOCATE, deeds::relocate);
        doings.put(Deed.LINK, deeds::link);
    }

    private void person(PersonDeeds deeds) {
        doings.put(Deed.PUT_FILE, deeds::putFile);
        doings.put(Deed.PUT_EXTRA, deeds::putExtra);
        doings.put(Deed.PUT_LINK, deeds::putLink);
        doings.put(Deed.REPLACE_BY_LINK, deeds::replaceByLink);
        doings.put(Deed.EDIT, deeds::edit);
        doings.put(Deed.DELETE_FILE, deeds::deleteFile);
        doings.put(Deed.DELETE_PLACE, deeds::deletePlace);
        doings.put(Deed.MOVE_PLACE, deeds::movePlace);
        doings.put(Deed.COPY_BY_HAND, deeds::copyByHand);
        node(Deed.UNMOUNT, homes.disk()::pull);
        node(Deed.MOUNT, homes.disk()::plug);
        node(Deed.QUIET, this::awaitQuiet);
    }

    @FunctionalInterface
    private interface Act {
        void run() throws Exception;
    }

    private void node(Deed deed, Act act) {
        doings.put(deed, step -> {
            act.run();
            return deed.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        });
    }

    private static void killed(OwnNode node) throws Exception {
        if (node.isRunning()) {
            node.kill();
            node.start();
        }
    }

    void run(DeedSequence sequence) throws Exception {
        homes.publisher().start();
        homes.fetcher().start();
        homes.look();
        for (DeedSequence.Step step : sequence.steps()) {
            run(step);
        }
        awaitQuiet();
        look();
        homes.verdicts().readSerials();
        // Whoever asks at once hears what is so too.
        if (sequence.seed() % 2 == 0) {
            homes.verdicts().awaitNotice();
        }
        getAgain();
    }

    private void run(DeedSequence.Step step) throws Exception {
        homes.look();
        Doing doing = doings.get(step.deed());
        if (doing != null) {
            log.append("  ").append(step.deed()).append(": ");
            log.append(doing.by(step)).append('\n');
            look();
        }
    }

    private void look() throws InterruptedException {
        homes.look();
        homes.verdicts().readStates();
    }

    /** Until the nodes have done what they can, for a bounded time. */
    private void awaitQuiet() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS);
        while (isBusy() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS); // Two nodes at once have no one change to wait for.
        }
    }

    private boolean isBusy() throws InterruptedException {
        for (OwnNode home : List.of(homes.publisher(), homes.fetcher())) {
            Optional<NodeControl> node = home.running();
            if (node.isPresent() && node.get().datasets().stream().anyMatch(Deeds::isBusy)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBusy(DatasetView view) {
        return switch (view.state()) {
            case WAITING, CHECKING, FETCHING, VERIFYING, MOVING -> true;
            default -> false;
        };
    }

    /** Whoever gets again what is there hears what is so now. */
    private void getAgain() throws Exception {
        Optional<NodeControl> node = homes.fetcher().running();
        for (DatasetView view :
                node.isEmpty() ? List.<DatasetView>of() : node.get().datasets()) {
            if (view.digest().isPresent() && !isBusy(view)) {
                List<String> words = List.of(
                        "get",
                        view.digest().get().hex(),
                        "--catalog",
                        homes.catalog(),
                        "-d",
                        Path.of(view.path()).getParent().toString(),
                        "--wait",
                        "--timeout",
                        "1");
                log.append("  in the end: get ").append(view.path());
                Outcome outcome = homes.fetcher().run(words.toArray(String[]::new));
                log.append(Choice.ending(outcome)).append('\n');
                homes.verdicts().hear(outcome, homes.look());
            }
        }
    }
}
