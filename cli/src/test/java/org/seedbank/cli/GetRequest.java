package org.seedbank.cli;

import java.util.ArrayList;
import java.util.List;

/** One {@code get} with options that a number chooses, as far as this version of the program has them. */
final class GetRequest {

    private static final List<String> NAMES = List.of("mine", "run", "soil");

    private final PublishedFiles dataset;
    private final String target;
    private final List<String> words = new ArrayList<>();
    private String name;
    private boolean waits = true;

    GetRequest(PublishedFiles dataset, String target, int choice) {
        this.dataset = dataset;
        this.target = target;
        this.name = dataset.name();
        switch (choice % 16) {
            case 0, 1 -> waits = false;
            case 2 -> add("--adopt");
            case 3, 4 -> add("--overwrite");
            case 5, 6 -> rename(NAMES.get(choice / 16 % NAMES.size()));
            case 7 -> add("--copy");
            case 8 -> part();
            case 9 -> add("--no-seed");
            case 10 -> add("--verify");
            default -> {}
        }
    }

    private void add(String option) {
        if (CommandWords.has(option, "get")) {
            words.add(option);
        }
    }

    private void rename(String other) {
        if (CommandWords.has("--as", "get")) {
            name = other;
            words.addAll(List.of("--as", other));
        }
    }

    private void part() {
        if (dataset.hasPart()) {
            words.addAll(List.of("--include", "*.csv"));
        }
    }

    PublishedFiles dataset() {
        return dataset;
    }

    /** Whether it is clear that this is wanted: what hides itself has to be given a name. */
    boolean isPlain() {
        return !name.startsWith(".");
    }

    boolean isPart() {
        return words.contains("--include");
    }

    String root() {
        return target + "/" + name;
    }

    boolean overwrites() {
        return words.contains("--overwrite");
    }

    List<String> arguments(TwoHomes homes, String patience) {
        List<String> all = new ArrayList<>(List.of("get", dataset.digest(), "--catalog", homes.catalog()));
        all.addAll(List.of("-d", homes.path(target).toString()));
        all.addAll(words);
        if (waits) {
            all.addAll(List.of("--wait", "--timeout", patience));
        }
        return all;
    }

    /** The same without the node. */
    List<String> argumentsAlone(TwoHomes homes, String patience) {
        waits = false;
        List<String> all = arguments(homes, patience);
        all.removeAll(List.of("--no-seed", "--copy"));
        all.addAll(List.of("--foreground", "--timeout", patience));
        return all;
    }
}
