package org.seedbank.cli.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeException;

/** Finds the copy that is meant where a person names a dataset, or a place, alone: one that this home has. */
final class HeldCopies {

    /** What can only mean a dataset, even where a file has that name. */
    private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{1,64}");

    private final Context context;

    HeldCopies(Context context) {
        this.context = context;
    }

    /**
     * This home's copy of what was typed: a REF, or the place of a dataset of the node. The node need not run.
     *
     * @throws CommandFailure when something else is there, or nothing
     * @throws NodeException.UnknownDataset when the node has no such dataset
     * @throws NodeException.Refused when not all of it has arrived
     */
    HeldCopy find(String typed) throws InterruptedException {
        Optional<Path> there = DIGITS.matcher(typed).matches() ? Optional.empty() : existing(typed);
        if (there.isEmpty() && NearestPath.isMeant(typed)) {
            throw NearestPath.nothingAt(typed);
        }
        CopyRecords records = CopyRecords.of(context);
        List<DatasetView> datasets = records.datasets();
        if (there.isEmpty()) {
            records.tell();
            return records.copy(CatalogOption.among(datasets, context).find(typed));
        }
        Path place = there.get();
        Optional<DatasetView> held = datasets.stream()
                .filter(view -> isSame(place, Path.of(view.path())))
                .findFirst();
        if (held.isEmpty()) {
            throw NoBag.at(place).orElseThrow();
        }
        records.tell();
        return records.copy(held.get());
    }

    private static Optional<Path> existing(String typed) {
        try {
            return Optional.of(Path.of(typed)).filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }
}
