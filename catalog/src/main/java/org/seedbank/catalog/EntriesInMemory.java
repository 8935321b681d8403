package org.seedbank.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.catalog.serials.SerialHistory;
import org.seedbank.integrity.Sha256;

/** Entries that are there as objects, in the order of their serials. */
record EntriesInMemory(List<Listed> all, SerialHistory history, List<CatalogWarning> warnings)
        implements ListedEntries {

    EntriesInMemory {
        all = List.copyOf(all);
        warnings = List.copyOf(warnings);
    }

    @Override
    public List<Listed> matching(TextSearch search) {
        return all.stream().filter(listed -> search.test(listed.entry())).toList();
    }

    @Override
    public Optional<Listed> bySerial(Serial serial) {
        return all.stream().filter(listed -> listed.label().equals(serial)).findFirst();
    }

    @Override
    public Optional<Listed> byDigest(Sha256 digest) {
        return all.stream()
                .filter(listed -> listed.entry().digest().equals(digest))
                .findFirst();
    }

    @Override
    public List<Listed> byHash(String hex) {
        return all.stream()
                .filter(listed ->
                        listed.entry().digest().hex().startsWith(hex) || Listing.hasInfoHash(listed.entry(), hex))
                .toList();
    }

    @Override
    public List<ForeignTorrent> foreign() {
        return List.of();
    }

    @Override
    public int highest() {
        return history.highest();
    }

    @Override
    public Set<Sha256> formerly(Serial serial) {
        return history.formerly().getOrDefault(serial, Set.of());
    }

    @Override
    public boolean isGone(Serial serial) {
        return history.gone().contains(serial);
    }

    @Override
    public Optional<Serial> lost(Sha256 digest) {
        return Optional.ofNullable(history.lost().get(digest));
    }
}
