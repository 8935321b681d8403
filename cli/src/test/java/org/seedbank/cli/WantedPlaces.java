package org.seedbank.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where the home that fetches was told to put datasets. */
final class WantedPlaces {

    private static final int DIGITS = 8;

    private final Belongings belongings;
    private final List<PublishedFiles> published;

    /** Folders that are to receive everything, also what is published later. */
    private final Set<String> all = new HashSet<>();

    WantedPlaces(Belongings belongings, List<PublishedFiles> published) {
        this.belongings = belongings;
        this.published = published;
    }

    /** A dataset is to lie there. */
    void at(String root, PublishedFiles dataset) {
        belongings.mayHold(root, dataset);
    }

    /** A folder is to receive everything, under names that keep datasets of one name apart. */
    void everythingIn(String target) {
        all.add(target);
        published.forEach(each -> news(target, each));
    }

    /** Something was published. */
    void news(PublishedFiles dataset) {
        all.forEach(target -> news(target, dataset));
    }

    /** What hides itself is not wanted unless it was given a name. */
    private void news(String target, PublishedFiles dataset) {
        if (dataset.name().startsWith(".")) {
            return;
        }
        String root = target + "/" + dataset.name();
        at(root, dataset);
        at(root + "-" + dataset.digest().substring(0, DIGITS), dataset);
    }
}
