package org.seedbank.cli;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;

/** What is done with datasets that the home that fetches has. Each says what it did, in a line. */
final class KeeperDeeds {

    private static final String PATIENCE = "2";
    private static final String NOTHING = "nothing to do it with";

    private final TwoHomes homes;

    KeeperDeeds(TwoHomes homes) {
        this.homes = homes;
    }

    String verify(DeedSequence.Step step, boolean repair) throws Exception {
        List<DatasetView> held = held();
        if (held.isEmpty()) {
            return NOTHING;
        }
        DatasetView view = Choice.of(held, step.first());
        String root = homes.watchedPath(view.path()).orElseThrow();
        PublishedFiles dataset = published(view);
        List<String> words = new ArrayList<>(List.of("verify", "--catalog", homes.catalog()));
        if (repair) {
            words.addAll(List.of("--repair", "--timeout", PATIENCE));
            homes.belongings().allow(root, Belongings.Word.OVERWRITE);
        }
        words.addAll(List.of(dataset.digest(), view.path()));
        Outcome outcome = homes.fetcher().run(words.toArray(String[]::new));
        TreeSnapshot now = homes.look();
        homes.belongings().forbid(root);
        homes.verdicts().hearProof(outcome, dataset, root, false, now);
        return said(words, outcome);
    }

    String onOne(DeedSequence.Step step, String... words) throws Exception {
        List<DatasetView> held = held();
        if (held.isEmpty()) {
            return NOTHING;
        }
        List<String> all = new ArrayList<>(List.of(words));
        all.add(Choice.of(held, step.first()).key().hex());
        return run(all);
    }

    String remove(DeedSequence.Step step, boolean deleteData) throws Exception {
        List<DatasetView> held = held();
        if (held.isEmpty()) {
            return NOTHING;
        }
        DatasetView view = Choice.of(held, step.first());
        String root = homes.watchedPath(view.path()).orElseThrow();
        List<String> words = new ArrayList<>(List.of("remove", "--yes"));
        if (deleteData) {
            words.add("--delete-data");
            homes.belongings().allow(root, Belongings.Word.DELETE);
        }
        words.add(view.key().hex());
        String said = run(words);
        homes.belongings().forbid(root);
        return said;
    }

    String link(DeedSequence.Step step) throws Exception {
        List<DatasetView> held = held();
        if (held.isEmpty()) {
            return NOTHING;
        }
        DatasetView view = Choice.of(held, step.first());
        PublishedFiles dataset = published(view);
        homes.wanted().at(Belongings.LINKS + dataset.name(), dataset);
        List<String> words = new ArrayList<>(List.of("link"));
        if (step.second() % 2 == 0) {
            words.add("--symbolic");
        }
        words.addAll(List.of(view.key().hex(), homes.path(Belongings.LINKS).toString()));
        return run(words);
    }

    String move(DeedSequence.Step step) throws Exception {
        List<DatasetView> held = held();
        if (held.isEmpty()) {
            return NOTHING;
        }
        DatasetView view = Choice.of(held, step.first());
        String from = homes.watchedPath(view.path()).orElseThrow();
        String folder = Choice.of(List.of(TwoHomes.ATTIC, "dl0", "dl1", TwoHomes.DISK), step.second());
        if (!isThere(folder)) {
            return NOTHING;
        }
        boolean renames = step.third() % 2 == 0;
        String name = from.substring(from.lastIndexOf('/') + 1);
        String to = folder + "/" + (renames ? "moved" : name);
        homes.wanted().at(to, published(view));
        homes.verdicts().bringsTo(to);
        List<String> words = List.of("move", view.key().hex(), renames ? place(to) : place(folder));
        Outcome outcome = homes.fetcher().run(words.toArray(String[]::new));
        homes.belongings().moved(from, to, homes.snapshot());
        homes.verdicts().hear(outcome, homes.look());
        return said(words, outcome);
    }

    /** Says of a dataset that it is at a place where something of its name lies. */
    String relocate(DeedSequence.Step step) throws Exception {
        List<DatasetView> held = held();
        if (held.isEmpty()) {
            return NOTHING;
        }
        DatasetView view = Choice.of(held, step.first());
        List<String> places = List.of(TwoHomes.ATTIC, "dl0", "dl1").stream()
                .map(folder -> folder + "/" + view.name())
                .filter(place -> Files.exists(homes.real(place)))
                .toList();
        if (places.isEmpty()) {
            return NOTHING;
        }
        String to = Choice.of(places, step.second());
        homes.wanted().at(to, published(view));
        homes.verdicts().bringsTo(to);
        return run(List.of("relocate", view.key().hex(), place(to)));
    }

    private boolean isThere(String target) {
        return !target.equals(TwoHomes.DISK) || homes.disk().isPlugged();
    }

    private String place(String target) {
        return homes.path(target).toString();
    }

    private String run(List<String> words) throws InterruptedException {
        Outcome outcome = homes.fetcher().run(words.toArray(String[]::new));
        homes.verdicts().hear(outcome, homes.look());
        return said(words, outcome);
    }

    private String said(List<String> words, Outcome outcome) {
        return (String.join(" ", words) + Choice.ending(outcome))
                .replace(homes.path("").toString(), "");
    }

    private List<DatasetView> held() throws InterruptedException {
        Optional<NodeControl> node = homes.fetcher().running();
        return node.isEmpty() ? List.of() : node.get().datasets();
    }

    private PublishedFiles published(DatasetView view) {
        return homes.published().stream()
                .filter(each -> each.digest().equals(view.digest().orElseThrow().hex()))
                .findFirst()
                .orElseThrow();
    }
}
