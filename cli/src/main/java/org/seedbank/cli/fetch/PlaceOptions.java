package org.seedbank.cli.fetch;

import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.downloading.Place;
import org.seedbank.integrity.torrent.Metainfo;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of commands that fetch into a folder: which one, under which name, and what of files that are there. */
final class PlaceOptions {

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            description =
                    "The folder to fetch into. Default: that of 'seedbank config set folder', else the current one.")
    private Path directory;

    private Path usual = Path.of("");

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "What the dataset is called in DIR. Default: its own name. For one dataset.")
    private String name;

    @Option(
            names = "--adopt",
            description =
                    "Take a copy that is there already for the dataset's: keep what is right, and name what is not.")
    private boolean adopt;

    @Option(
            names = "--overwrite",
            description = "Replace files that are there already and are not what was published, once their bytes have"
                    + " arrived and were verified.")
    private boolean overwrite;

    @Option(
            names = "--rename-unsafe",
            description =
                    "Give files other names whose own the disk cannot hold. A list of them is kept with the dataset.")
    private boolean renameUnsafe;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Throws {@link ParameterException} when the name is none, or is given for several datasets. */
    void check(boolean several) {
        if (name == null) {
            return;
        }
        if (several) {
            throw new ParameterException(spec.commandLine(), "--as is for one dataset");
        }
        try {
            new Place(directory(), name, true);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--as: " + e.getMessage());
        }
    }

    /** Where to fetch to when nothing was said: as it is set, or into the current folder. */
    void usual(Optional<Path> folder) {
        usual = folder.orElse(usual);
    }

    Path directory() {
        return directory == null ? usual : directory;
    }

    /** Tells whether a place was said; it is the current folder otherwise. */
    boolean isSaid() {
        return directory != null || name != null;
    }

    Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** Tells whether files get other names where the disk cannot hold their own. */
    boolean renamesUnsafe() {
        return renameUnsafe;
    }

    /** Where a dataset goes. */
    Place place(Metainfo torrent) {
        return name().map(chosen -> new Place(directory(), chosen, true))
                .orElseGet(() -> Place.of(directory(), torrent));
    }

    /** Policy for files that are there already; empty when nothing was. */
    Optional<ExistingFiles.Policy> existing() {
        if (overwrite) {
            return Optional.of(ExistingFiles.Policy.OVERWRITE);
        }
        return adopt ? Optional.of(ExistingFiles.Policy.ADOPT) : Optional.empty();
    }
}
