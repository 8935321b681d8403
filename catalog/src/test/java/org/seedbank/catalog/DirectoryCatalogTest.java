package org.seedbank.catalog;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryCatalogTest implements CatalogContract {

    @TempDir
    Path folder;

    @Override
    public Catalog emptyCatalog() {
        return new DirectoryCatalog(folder);
    }
}
