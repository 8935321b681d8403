package org.seedbank.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.catalog.serials.SerialHistory;
import org.seedbank.integrity.Sha256;

/** Entries that are there as objects, in the order of their serials. */
final class EntriesInMemory implements ListedEntries {

    private final List<Listed> all;
    private final Map<Sha256, Listed> byDigest;
    private final SerialHistory history;
    private final List<CatalogWarning> warnings;

    EntriesInMemory(List<Listed> all, SerialHistory history, List<CatalogWarning> warnings) {
        this.all = List.copyOf(all);
        this.byDigest =
                all.stream().collect(Collectors.toMap(each -> each.entry().digest(), Function.identity()));
        this.history = history;
        this.warnings = List.copyOf(warnings);
    }

    @Override
    public List<Listed> all() {
        return all;
    }

    @Override
    public List<CatalogWarning> warnings() {
        return warnings;
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
        return Optional.ofNullable(byDigest.get(digest));
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
