package org.seedbank.cli.frame;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Variables that name seedbank's folders. */
public final class HomeVariables {

    private static final List<String> NAMES = List.of("SEEDBANK_HOME", "SEEDBANK_CACHE");

    private HomeVariables() {}

    /**
     * Tells what is wrong with them. One that is relative would be another folder in each folder: a node would be started here, and
     * not be found from there. Where something else than a folder is in the way, each command would say so in other words.
     */
    public static Optional<UsageFault> fault(Map<String, String> environment) {
        for (String name : NAMES) {
            String value = environment.getOrDefault(name, "");
            try {
                if (!value.isEmpty() && !Path.of(value).isAbsolute()) {
                    return Optional.of(new UsageFault(
                            "%s is '%s', which is another folder wherever you are".formatted(name, value),
                            "set it to a whole path, such as %s=%s"
                                    .formatted(name, Path.of(value).toAbsolutePath())));
                }
                Optional<Path> inTheWay = value.isEmpty() ? Optional.empty() : inTheWay(Path.of(value));
                if (inTheWay.isPresent()) {
                    return Optional.of(new UsageFault(
                            "%s is '%s', and '%s' is %s"
                                    .formatted(
                                            name,
                                            value,
                                            inTheWay.get(),
                                            Files.isSymbolicLink(inTheWay.get())
                                                    ? "a link that leads to no folder"
                                                    : "no folder"),
                            "set it to the path of a folder, which is made where there is none, or move that away"));
                }
            } catch (InvalidPathException e) {
                return Optional.of(new UsageFault(
                        "%s is '%s', and this system cannot have such a path".formatted(name, value),
                        "set it to the path of a folder"));
            }
        }
        return Optional.empty();
    }

    /** What is there of the path, if that is no folder. */
    private static Optional<Path> inTheWay(Path path) {
        Path there = path;
        while (there != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        return Optional.ofNullable(there).filter(each -> !Files.isDirectory(each));
    }
}
