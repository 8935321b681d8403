package org.seedbank.node.internal.desk;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import org.seedbank.catalog.names.NamedCatalog;
import org.seedbank.integrity.Checkpoints;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.ListedSerial;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.desk.PublicationView;
import org.seedbank.node.desk.PublicationView.State;
import org.seedbank.node.desk.WantedPublication;
import org.seedbank.node.seeding.NodeSeeder;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.uploading.edit.Untaken;
import org.seedbank.uploading.publish.Preflight;
import org.seedbank.uploading.publish.Preparation;
import org.seedbank.uploading.publish.PublishDataset;
import org.seedbank.uploading.publish.PublishEvent;
import org.seedbank.uploading.publish.PublishRequest;
import org.seedbank.uploading.publish.Published;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One publication: it is run on one thread, and looked at by others. */
final class RunningPublication {

    private static final Logger LOG = LoggerFactory.getLogger(RunningPublication.class);

    private final String id;
    private final WantedPublication wanted;
    private final NamedCatalog catalog;
    private final PublishDataset publisher;
    private final Preflight looked;
    private final Path checkpoints;
    private final List<String> warnings;
    private volatile State state = State.WAITING;
    private volatile long hashed;
    private volatile Optional<PublicationView.Outcome> outcome = Optional.empty();
    private volatile Optional<SeedbankException> failure = Optional.empty();

    /** Set once, before others know of this. */
    private Future<?> task;

    RunningPublication(
            String id,
            WantedPublication wanted,
            NamedCatalog catalog,
            PublishDataset publisher,
            Preflight looked,
            List<String> warnings,
            Path checkpoints) {
        this.id = id;
        this.wanted = wanted;
        this.catalog = catalog;
        this.publisher = publisher;
        this.looked = looked;
        this.checkpoints = checkpoints;
        this.warnings = new CopyOnWriteArrayList<>(warnings);
    }

    String id() {
        return id;
    }

    void began(Future<?> running) {
        task = running;
    }

    boolean isEnded() {
        return switch (state) {
            case WAITING, HASHING, POSTING -> false;
            default -> true;
        };
    }

    PublicationView view() {
        return new PublicationView(
                id,
                looked.dataset().root(),
                catalog.name(),
                state,
                looked.dataset().totalLength(),
                hashed,
                warnings,
                outcome,
                failure.map(SeedbankException::getMessage),
                failure.map(SeedbankException::remedy));
    }

    /** Hashes, has the node serve it, and posts it. */
    void run(NodeControl node) {
        state = State.HASHING;
        try {
            Preparation prepared =
                    publisher.prepareToPost(looked, Checkpoints.in(checkpoints, Checkpoints.PAUSE), this::note);
            state = State.POSTING;
            Published published = publisher.publish(prepared, new NodeSeeder(node), this::note);
            warnOfListed(published);
            outcome = Optional.of(outcome(published));
            ListedSerial.tell(node, SwarmKey.of(published.torrent()), reference(published));
            state = State.PUBLISHED;
        } catch (InterruptedException e) {
            state = outcome.isPresent() ? State.PUBLISHED : State.STOPPED;
        } catch (SeedbankException e) {
            failure = Optional.of(e);
            state = State.FAILED;
        } catch (RuntimeException | Error e) {
            LOG.error("'{}' is not published; this is a bug", looked.dataset().root(), e);
            failure = Optional.of(new NodeException.Failed(e));
            state = State.FAILED;
        }
    }

    private void note(PublishEvent event) {
        if (event instanceof PublishEvent.Hashed now) {
            hashed = now.advance().bytesDone();
        } else {
            PublishDesk.told(event).stream()
                    .filter(text -> !warnings.contains(text))
                    .forEach(warnings::add);
        }
    }

    private PublicationView.Outcome outcome(Published published) {
        Metainfo torrent = published.torrent();
        return new PublicationView.Outcome(
                reference(published),
                published.posted().alreadyThere(),
                SwarmKey.of(torrent),
                published.posted().listed().entry().digest(),
                torrent.infoHashV1(),
                torrent.infoHashV2(),
                Optional.of(untaken(published)).filter(untaken -> !untaken.isEmpty()));
    }

    /** The catalog's torrent is the one that all have, and nothing was put into it. */
    private void warnOfListed(Published published) {
        PublishRequest request = looked.request();
        if (published.posted().alreadyThere()) {
            warnings.removeAll(AddressKeys.warnings(request.trackers(), request.webSeeds()));
            looked.openness(published.torrent()).ifPresent(warnings::add);
        }
    }

    private Map<String, List<String>> untaken(Published published) {
        Map<String, List<String>> untaken = new LinkedHashMap<>();
        if (published.posted().alreadyThere()) {
            wanted.description()
                    .ifPresent(said -> untaken.putAll(
                            Untaken.said(said, published.posted().listed().entry())));
            wanted.torrent().ifPresent(torrent -> {
                put(
                        untaken,
                        "trackers",
                        torrent.trackers().orElse(List.of()),
                        published.torrent().trackers());
                put(
                        untaken,
                        "webSeeds",
                        torrent.webSeeds().orElse(List.of()),
                        published.torrent().webSeeds());
            });
        }
        return untaken;
    }

    private static void put(
            Map<String, List<String>> untaken, String field, List<String> wanted, List<String> present) {
        List<String> more = Untaken.addresses(wanted, present, field);
        if (!more.isEmpty()) {
            untaken.put(field, more.stream().map(AddressKeys::hidden).toList());
        }
    }

    /** In the catalog that is meant where none is named, the serial alone. */
    private String reference(Published published) {
        return (catalog.isDefault() ? "" : catalog.name() + "/")
                + published.posted().listed().reference();
    }

    /** Ends it, if it has not ended by itself. */
    void stop() {
        if (task.cancel(true) && state == State.WAITING) {
            state = State.STOPPED;
        }
    }
}
