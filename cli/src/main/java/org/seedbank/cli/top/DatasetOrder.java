package org.seedbank.cli.top;

import java.util.Comparator;
import org.seedbank.node.api.DatasetView;

/** By what datasets are sorted. Those that are alike stay as the node has them: oldest first. */
@SuppressWarnings({"ImmutableEnumChecker", "EnumOrdinal"}) // a comparator of views has no state
enum DatasetOrder {
    ADDED("age", Comparator.comparing(DatasetView::added)),
    NAME("name", Comparator.comparing(DatasetView::name, String.CASE_INSENSITIVE_ORDER)),
    STATE("state", Comparator.comparing(DatasetView::state)),
    PERCENT("%", Comparator.comparing(view -> view.amounts().percent())),
    SIZE("size", Comparator.comparing(view -> view.amounts().bytesWanted())),
    DOWN("down", Comparator.comparing(view -> view.traffic().downloadRate())),
    UP("up", Comparator.comparing(view -> view.traffic().uploadRate())),
    PEERS("peers", Comparator.comparing(view -> view.traffic().peers())),
    RATIO("ratio", Comparator.comparing(view -> view.ratio().orElse(-1))),
    LEFT("left", Comparator.comparing(view -> view.secondsLeft().orElse(Long.MAX_VALUE)));

    private final String label;
    private final Comparator<DatasetView> ascending;

    DatasetOrder(String label, Comparator<DatasetView> ascending) {
        this.label = label;
        this.ascending = ascending;
    }

    /** Title of the column by which it sorts, or {@code age}. */
    String label() {
        return label;
    }

    /** Compares from the least to the greatest, or the other way round. */
    Comparator<DatasetView> comparator(boolean reversed) {
        return reversed ? ascending.reversed() : ascending;
    }

    /** Returns the one that follows, after the last the first. */
    DatasetOrder next() {
        return values()[(ordinal() + 1) % values().length];
    }
}
