package org.seedbank.node.desk;

import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.catalog.metadata.Description;

/**
 * A dataset of this machine that somebody wants to publish.
 *
 * @param path its folder or file; absolute, and inside one of {@link NodeDesk#fetchFolders}
 * @param catalog name of the catalog that is to list it; absent for the usual one
 * @param description all that is to be said of it; absent for what its own files say
 */
public record WantedPublication(Path path, Optional<String> catalog, Optional<Description> description) {}
