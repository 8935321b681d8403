package org.seedbank.cli.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.screen.ShellWord;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;

/** Finds the copy that is meant where a person names a dataset, or a place, alone: one that the node has. */
final class HeldCopies {

    /** What can only mean a dataset, even where a file has that name. */
    private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{1,64}");

    private final Context context;

    HeldCopies(Context context) {
        this.context = context;
    }

    /**
     * The node's copy of what was typed: a REF, or the place of a dataset of the node.
     *
     * @throws CommandFailure when something else is there, or nothing, and when no node runs that would know its place
     * @throws NodeException.UnknownDataset when the node has no such dataset
     * @throws NodeException.Refused when not all of it has arrived
     */
    HeldCopy find(String typed) throws InterruptedException {
        Optional<NodeControl> node = context.nodes().running();
        Optional<Path> there = DIGITS.matcher(typed).matches() ? Optional.empty() : existing(typed);
        if (there.isPresent()) {
            Optional<DatasetView> held = node.isPresent() ? at(node.get(), there.get()) : Optional.empty();
            if (held.isEmpty()) {
                throw NoBag.at(there.get()).orElseThrow();
            }
            return HeldCopy.of(node.get(), held.get());
        }
        if (NearestPath.isMeant(typed)) {
            throw NearestPath.nothingAt(typed);
        }
        if (node.isEmpty()) {
            throw CommandFailure.noCopy(
                    "no node is running, which would know where '%s' lies".formatted(typed),
                    "name the PATH of the copy too: seedbank verify %s PATH".formatted(ShellWord.of(typed)));
        }
        return HeldCopy.of(node.get(), CatalogOption.ofNode(node.get(), context).find(typed));
    }

    private static Optional<Path> existing(String typed) {
        try {
            return Optional.of(Path.of(typed)).filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<DatasetView> at(NodeControl node, Path path) throws InterruptedException {
        return node.datasets().stream()
                .filter(view -> isSame(path, Path.of(view.path())))
                .findFirst();
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }
}
