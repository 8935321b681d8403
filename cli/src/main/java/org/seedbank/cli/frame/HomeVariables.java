package org.seedbank.cli.frame;

import java.nio.file.InvalidPathException;
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
     * not be found from there.
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
            } catch (InvalidPathException e) {
                return Optional.of(new UsageFault(
                        "%s is '%s', and this system cannot have such a path".formatted(name, value),
                        "set it to the path of a folder"));
            }
        }
        return Optional.empty();
    }
}
