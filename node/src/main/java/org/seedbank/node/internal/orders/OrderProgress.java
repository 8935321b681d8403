package org.seedbank.node.internal.orders;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.seedbank.catalog.CatalogException;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.node.api.Order;
import org.seedbank.node.api.OrderView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An order with all that is known of how it goes. Safe for all threads: every field is guarded by this. */
final class OrderProgress {

    private static final Logger LOG = LoggerFactory.getLogger(OrderProgress.class);

    /** Most notes of one order: as many entries as an ordinary large catalog has. */
    static final int MAX_NOTES = 100_000;

    /** Most things of one order that can be wrong at once; more are not told. */
    private static final int MAX_TROUBLES = 1000;

    /** Text from disks and catalogs can be long; a line for a person is not. */
    private static final int MAX_LINE = 500;

    private final String id;
    private final Instant since;
    private Order order;
    private List<String> waiting = List.of();
    private Optional<Instant> looked = Optional.empty();
    private Optional<Instant> next = Optional.empty();
    private final Deque<String> news = new ArrayDeque<>();
    private final SortedMap<String, String> troubles = new TreeMap<>();
    private final SortedMap<String, Noted> notes = new TreeMap<>();
    private String place = "";
    private boolean unsaved;

    /** Names of notes that were made or forgotten since all was written down. */
    private final Set<String> unsavedNotes = new HashSet<>();

    OrderProgress(String id, Order order, Instant since) {
        this.id = id;
        this.order = order;
        this.since = since;
    }

    String id() {
        return id;
    }

    synchronized Order order() {
        return order;
    }

    /** It is given once more, and says perhaps how often; answers whether that is another time than before. */
    synchronized boolean given(Order again) {
        Order changed = order.asOftenAs(again);
        boolean other = !changed.equals(order);
        unsaved |= other;
        order = changed;
        return other;
    }

    /** It has looked, and will look again. */
    synchronized void looked(Instant now, Instant again) {
        looked = Optional.of(now);
        next = Optional.of(again);
    }

    /** It looks as soon as it can. */
    synchronized void looksSoon() {
        next = Optional.empty();
    }

    /** Says what it waits for now. */
    synchronized void waitsFor(List<String> lines) {
        List<String> cut = lines.stream().map(OrderProgress::cut).toList();
        int more = cut.size() - OrderView.MAX_NEWS + 1;
        waiting = more <= 1
                ? cut
                : Stream.concat(cut.stream().limit(OrderView.MAX_NEWS - 1), Stream.of("and %d more".formatted(more)))
                        .toList();
    }

    Instant since() {
        return since;
    }

    /** Says what was done; what was done before as well stands there once, as the newest. */
    synchronized void tell(String line) {
        news.remove(cut(line));
        news.addFirst(cut(line));
        while (news.size() > OrderView.MAX_NEWS) {
            news.removeLast();
        }
        unsaved = true;
    }

    synchronized List<String> news() {
        return List.copyOf(news);
    }

    /** Puts back the news of an earlier run. */
    synchronized void restore(List<String> newestFirst) {
        newestFirst.stream().limit(OrderView.MAX_NEWS).map(OrderProgress::cut).forEach(news::addLast);
    }

    /** Says what keeps something from going on, in the log once for as long as it stays the same. */
    synchronized void trouble(String subject, String text) {
        boolean room = troubles.size() < MAX_TROUBLES || troubles.containsKey(subject);
        if (room && !cut(text).equals(troubles.put(subject, cut(text)))) {
            LOG.warn("order {}: {}", id, cut(text));
        }
    }

    /** Says what failed, and what to do where that does not pass by itself, such as a login that has ended. */
    void trouble(String subject, String what, SeedbankException why) {
        boolean forPerson = why instanceof CatalogException.NeedsLogin || why instanceof CatalogException.Withheld;
        trouble(subject, what + why.getMessage() + (forPerson ? "; " + why.remedy() : ""));
    }

    /**
     * Says that something failed that should not have, of which the log has more.
     *
     * @param what is not done for that
     */
    void mishap(String subject, String what, Throwable why) {
        LOG.error("order {}: {}", id, cut(what), why);
        trouble(subject, "%s: something went wrong that should not have, see the node's log: %s".formatted(what, why));
    }

    synchronized boolean isTroubled(String subject) {
        return troubles.containsKey(subject);
    }

    /** Takes back what was said about something. */
    synchronized void settle(String subject) {
        troubles.remove(subject);
    }

    /** Takes back what was said about all things whose names begin like this, but for some. */
    synchronized void settleAllBut(String prefix, Predicate<String> kept) {
        troubles.keySet().removeIf(each -> each.startsWith(prefix) && !kept.test(each));
    }

    synchronized Optional<Noted> note(String name) {
        return Optional.ofNullable(notes.get(name));
    }

    synchronized void note(String name, Noted noted) {
        if (!noted.equals(notes.put(name, noted))) {
            unsavedNotes.add(name);
        }
    }

    synchronized void forget(String name) {
        if (notes.remove(name) != null) {
            unsavedNotes.add(name);
        }
    }

    synchronized boolean isFull() {
        return notes.size() >= MAX_NOTES;
    }

    /** A copy of all notes, by name. */
    synchronized SortedMap<String, Noted> notes() {
        return new TreeMap<>(notes);
    }

    /** By what the looked-at folder was known when it was last seen; empty when it was not seen yet. */
    synchronized String place() {
        return place;
    }

    synchronized void place(String newPlace) {
        unsaved |= !newPlace.equals(place);
        place = newPlace;
    }

    /**
     * Describes what is to be written down.
     *
     * @param itself whether anything but notes has changed
     * @param notes what has changed of them: what is noted now, or nothing any more
     */
    record Unsaved(boolean itself, Map<String, Optional<Noted>> notes) {}

    /** Tells whether something is to be written down. */
    synchronized boolean isUnsaved() {
        return unsaved || !unsavedNotes.isEmpty();
    }

    /** Returns what has changed since this was last asked, for the caller to write down. */
    synchronized Unsaved takeUnsaved() {
        Map<String, Optional<Noted>> changed = new HashMap<>();
        unsavedNotes.forEach(name -> changed.put(name, note(name)));
        Unsaved taken = new Unsaved(unsaved, changed);
        unsaved = false;
        unsavedNotes.clear();
        return taken;
    }

    /** It could not be written down. */
    synchronized void giveBack(Unsaved taken) {
        unsaved |= taken.itself();
        unsavedNotes.addAll(taken.notes().keySet());
    }

    synchronized OrderView view(Optional<String> beside) {
        List<String> all = new ArrayList<>(troubles.values());
        beside.ifPresent(all::add);
        Optional<String> problem = all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.get(0) + (all.size() == 1 ? "" : ", and %d more".formatted(all.size() - 1)));
        return new OrderView(id, order, since, List.copyOf(news), problem, first(all), waiting, looked, next);
    }

    private static List<String> first(List<String> all) {
        return all.stream().limit(OrderView.MAX_NEWS).toList();
    }

    private static String cut(String line) {
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
    }
}
