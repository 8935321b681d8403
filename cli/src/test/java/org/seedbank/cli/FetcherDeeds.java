package org.seedbank.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.OrderView;

/** What is done in the home that fetches. Each says what it did, in a line. */
final class FetcherDeeds {

    private static final String PATIENCE = "2";
    private static final String NOTHING = "nothing to do it with";

    private final TwoHomes homes;

    FetcherDeeds(TwoHomes homes) {
        this.homes = homes;
    }

    String get(DeedSequence.Step step) throws Exception {
        Optional<GetRequest> chosen = request(step);
        if (chosen.isEmpty()) {
            return NOTHING;
        }
        GetRequest request = chosen.get();
        announce(request);
        String said = run(request.arguments(homes, PATIENCE));
        if (request.overwrites() && !isUnderWay(request.root())) {
            homes.belongings().forbid(request.root());
        }
        return said;
    }

    /** Without the node. */
    String getAlone(DeedSequence.Step step) throws Exception {
        Optional<GetRequest> chosen = request(step);
        if (chosen.isEmpty()) {
            return NOTHING;
        }
        GetRequest request = chosen.get();
        announce(request);
        List<String> words = request.argumentsAlone(homes, PATIENCE);
        Outcome outcome = homes.fetcher().run(words.toArray(String[]::new));
        TreeSnapshot now = homes.look();
        homes.belongings().forbid(request.root());
        homes.verdicts().hearProof(outcome, request.dataset(), request.root(), request.isPart(), now);
        return said(words, outcome);
    }

    private Optional<GetRequest> request(DeedSequence.Step step) {
        String target = Choice.of(TwoHomes.TARGETS, step.first());
        return isThere(target)
                ? Choice.among(homes.published(), step.second())
                        .map(dataset -> new GetRequest(dataset, target, step.third()))
                : Optional.empty();
    }

    private void announce(GetRequest request) {
        if (request.isPlain()) {
            homes.wanted().at(request.root(), request.dataset());
        }
        if (request.overwrites()) {
            homes.belongings().allow(request.root(), Belongings.Word.OVERWRITE);
        }
    }

    /** Whether the node may still be about to do what the command was told. */
    private boolean isUnderWay(String root) throws InterruptedException {
        return held().stream()
                .filter(view -> homes.watchedPath(view.path()).equals(Optional.of(root)))
                .anyMatch(view -> switch (view.state()) {
                    case SEEDING, COMPLETE, DAMAGED -> false;
                    default -> true;
                });
    }

    String getAll(DeedSequence.Step step) throws Exception {
        String target = Choice.of(TwoHomes.TARGETS, step.first());
        if (!isThere(target)) {
            return NOTHING;
        }
        homes.wanted().everythingIn(target);
        List<String> words =
                new ArrayList<>(List.of("get", "--all", "--catalog", homes.catalog(), "-d", place(target)));
        if (step.second() % 3 > 0) {
            words.addAll(List.of("--wait", "--timeout", PATIENCE));
        }
        return run(words);
    }

    String follow(DeedSequence.Step step) throws Exception {
        String target = Choice.of(TwoHomes.TARGETS, step.first());
        if (!isThere(target)) {
            return NOTHING;
        }
        homes.wanted().everythingIn(target);
        return run(List.of("follow", homes.catalog(), "-d", place(target)));
    }

    String cancel(DeedSequence.Step step) throws Exception {
        Optional<NodeControl> node = homes.fetcher().running();
        List<OrderView> orders = node.isEmpty() ? List.of() : node.get().orders();
        return orders.isEmpty()
                ? NOTHING
                : run(List.of("node", "cancel", Choice.of(orders, step.first()).id()));
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
}
