package org.seedbank.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;

/** Holds what seedbank says against what is so. For one thread. */
final class Verdicts {

    private static final Pattern PLACE = Pattern.compile("'(/[^']*)'");
    private static final Pattern INTACT =
            Pattern.compile("^(all [0-9]+ files|the file is) intact|\\bintact[, ].*verif");

    /** The machine may be busy with other builds. */
    private static final Duration NOTICE = Duration.ofSeconds(30);

    private static final long POLL_MILLIS = 100;

    private final TwoHomes homes;

    /** Since when a dataset is at a place that it was brought to; what was verified before that was verified elsewhere. */
    private final Map<String, Instant> arrivals = new HashMap<>();

    /** What each serial meant when a home first saw it, behind the home's name. */
    private final Map<String, String> serials = new HashMap<>();

    Verdicts(TwoHomes homes) {
        this.homes = homes;
    }

    /** Holds a command's answer against how everything is now, when it has just ended. */
    void hear(Outcome outcome, TreeSnapshot now) throws InterruptedException {
        hearFault(outcome);
        String place = "";
        for (String line : outcome.out().lines().toList()) {
            Matcher named = PLACE.matcher(line);
            if (named.find()) {
                place = named.group(1);
            }
            if (INTACT.matcher(line).find() && !place.isEmpty()) {
                Optional<DatasetView> view = held(place);
                String said = place;
                view.ifPresent(each -> prove(each, now, "a command said that it is intact: " + said));
            }
        }
    }

    private static void hearFault(Outcome outcome) {
        if (outcome.err().contains("this is a fault in seedbank")) {
            throw new BrokenPromise("a fault of the program", outcome.err());
        }
    }

    /** Waits until the nodes say of each of their datasets that is not what it was published as that something is wrong. */
    void awaitNotice() throws InterruptedException {
        long deadline = System.nanoTime() + NOTICE.toNanos();
        Optional<String> unnoticed = unnoticed();
        while (unnoticed.isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new BrokenPromise("a change is not noticed in seconds", unnoticed.get());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            unnoticed = unnoticed();
        }
    }

    private Optional<String> unnoticed() throws InterruptedException {
        TreeSnapshot now = homes.snapshot();
        for (OwnNode home : List.of(homes.publisher(), homes.fetcher())) {
            Optional<NodeControl> node = home.running();
            for (DatasetView view :
                    node.isEmpty() ? List.<DatasetView>of() : node.get().datasets()) {
                Optional<PublishedFiles> dataset = dataset(view);
                Optional<String> root = homes.watchedPath(view.path());
                if (view.state() == DatasetState.SEEDING
                        && view.damaged().isEmpty()
                        && dataset.isPresent()
                        && root.isPresent()
                        && dataset.get().wrongIn(now, root.get(), isPart(view)).isPresent()) {
                    return root;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<DatasetView> held(String place) throws InterruptedException {
        Optional<NodeControl> node = homes.fetcher().running();
        return node.isEmpty()
                ? Optional.empty()
                : node.get().datasets().stream()
                        .filter(view -> view.path().equals(place))
                        .findFirst();
    }

    private void prove(DatasetView view, TreeSnapshot now, String said) {
        Optional<PublishedFiles> dataset = dataset(view);
        Optional<String> root = homes.watchedPath(view.path());
        if (dataset.isPresent() && root.isPresent()) {
            dataset.get().wrongIn(now, root.get(), isPart(view)).ifPresent(wrong -> {
                throw new BrokenPromise("intact is said of what is not", "%s; but '%s'".formatted(said, wrong));
            });
        }
    }

    /** A dataset is about to be at this place, with what is known of it. */
    void bringsTo(String root) {
        arrivals.put(root, Instant.now());
    }

    /** Holds the answer of a verification against how everything is now. */
    void hearProof(Outcome outcome, PublishedFiles dataset, String root, boolean part, TreeSnapshot now) {
        hearFault(outcome);
        if (outcome.exitCode() == ExitCodes.OK) {
            dataset.wrongIn(now, root, part).ifPresent(wrong -> {
                throw new BrokenPromise("a verification ends well and should not", "'%s'".formatted(wrong));
            });
        }
    }

    /** Holds what both nodes say of their datasets against how these were at the times of which they say it. */
    void readStates() throws InterruptedException {
        for (OwnNode home : List.of(homes.publisher(), homes.fetcher())) {
            Optional<NodeControl> node = home.running();
            if (node.isPresent()) {
                for (DatasetView view : node.get().datasets()) {
                    readState(view);
                }
            }
        }
    }

    private void readState(DatasetView view) {
        boolean good = view.state() == DatasetState.SEEDING || view.state() == DatasetState.COMPLETE;
        Optional<PublishedFiles> dataset = dataset(view);
        Optional<String> root = homes.watchedPath(view.path());
        if (!good || view.verified().isEmpty() || dataset.isEmpty() || root.isEmpty()) {
            return;
        }
        Instant time = view.verified().get();
        if (time.isBefore(arrivals.getOrDefault(root.get(), Instant.MIN))) {
            return;
        }
        dataset.get().copyAt(root.get(), isPart(view)).forEach((path, content) -> {
            if (wasAllTheTime(path, time).filter(was -> !was.equals(content)).isPresent()) {
                throw new BrokenPromise(
                        "verified is said of a time when it was not",
                        "%s, %s at %s; but '%s'".formatted(view.path(), view.state(), time, path));
            }
        });
    }

    /** What a file was around a time, if it was the same before and after; an empty text where there was none. */
    private Optional<String> wasAllTheTime(String path, Instant time) {
        TreeSnapshot before = null;
        TreeSnapshot after = null;
        for (TreeSnapshot each : homes.history()) {
            if (!each.ended().isAfter(time)) {
                before = each;
            } else if (after == null && !each.begun().isBefore(time)) {
                after = each;
            }
        }
        if (before == null || after == null || !before.at(path).equals(after.at(path))) {
            return Optional.empty();
        }
        return Optional.of(before.at(path).map(TreeSnapshot.Item::content).orElse(""));
    }

    private static boolean isPart(DatasetView view) {
        return view.amounts().filesWanted() < view.amounts().filesTotal();
    }

    private Optional<PublishedFiles> dataset(DatasetView view) {
        return homes.published().stream()
                .filter(each -> view.digest().isPresent()
                        && each.digest().equals(view.digest().get().hex()))
                .findFirst();
    }

    /** Holds the serials that both homes see now against those that they have seen before. */
    void readSerials() throws InterruptedException {
        readSerials("a", homes.publisher());
        readSerials("b", homes.fetcher());
    }

    private void readSerials(String name, OwnNode home) throws InterruptedException {
        Outcome list = home.run("list", "--json", "--catalog", homes.catalog());
        if (list.exitCode() != ExitCodes.OK) {
            throw new BrokenPromise("the catalog cannot be listed", list.err());
        }
        JsonObject catalog = JsonParser.parseString(list.out())
                .getAsJsonObject()
                .getAsJsonArray("catalogs")
                .get(0)
                .getAsJsonObject();
        for (JsonElement each : catalog.getAsJsonArray("entries")) {
            JsonObject entry = each.getAsJsonObject();
            String letter =
                    entry.has("serialLetter") ? entry.get("serialLetter").getAsString() : "";
            String serial = name + " " + entry.get("serial").getAsString() + letter;
            String digest = entry.get("digest").getAsString();
            String before = serials.putIfAbsent(serial, digest);
            if (before != null && !before.equals(digest)) {
                throw new BrokenPromise(
                        "a serial means something else",
                        "%s meant %.8s and now %.8s".formatted(serial, before, digest));
            }
        }
    }
}
