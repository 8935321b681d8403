package org.seedbank.catalog;

final class InMemoryCatalogTest implements CatalogContract {

    @Override
    public Catalog emptyCatalog() {
        return new InMemoryCatalog();
    }
}
