package org.seedbank.uploading.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.seedbank.catalog.EditionChange;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.uploading.UploadingException;

/**
 * Changes of what is beside a dataset's bytes.
 *
 * @param description what is said of it
 * @param trackers announce URLs; those that are added become tiers of their own (BEP 12), as all are that a publication names
 * @param webSeeds URLs of web seeds (BEP 19)
 * @param seedAddresses addresses of seeds, each {@code HOST:PORT}
 */
public record DatasetEdit(
        DescriptionChange description, ListChange trackers, ListChange webSeeds, ListChange seedAddresses)
        implements EditionChange {

    /** Changes nothing. */
    public static final DatasetEdit NONE =
            new DatasetEdit(DescriptionChange.NONE, ListChange.NONE, ListChange.NONE, ListChange.NONE);

    /** Throws {@link IllegalArgumentException} when an address of a seed that is to be added is none. */
    public DatasetEdit {
        seedAddresses.added().forEach(HostPort::parse);
    }

    /**
     * This edit with another description: what it says replaces a field of the entry, the rest stays.
     *
     * @throws IllegalArgumentException when a field is such as no entry can have
     */
    public DatasetEdit withDescription(Description said) {
        return new DatasetEdit(new DescriptionChange(said.canonical(), Set.of()), trackers, webSeeds, seedAddresses);
    }

    /** This edit with this change of the trackers. */
    public DatasetEdit withTrackers(ListChange changed) {
        return new DatasetEdit(description, changed, webSeeds, seedAddresses);
    }

    /** This edit with this change of the web seeds. */
    public DatasetEdit withWebSeeds(ListChange changed) {
        return new DatasetEdit(description, trackers, changed, seedAddresses);
    }

    /** This edit with this change of the addresses at which the dataset is seeded for good, each as {@code HOST:PORT}. */
    public DatasetEdit withSeedAddresses(ListChange changed) {
        return new DatasetEdit(description, trackers, webSeeds, changed);
    }

    /** True when nothing is to change. */
    public boolean isNone() {
        return description.isNone() && !changesEntryAlone() && !changesTorrent();
    }

    /** True when it changes something that only a catalog's entry holds. */
    public boolean changesEntry() {
        return !description.isNone() || changesEntryAlone();
    }

    private boolean changesEntryAlone() {
        return !seedAddresses.isNone();
    }

    private boolean changesTorrent() {
        return !trackers.isNone() || !webSeeds.isNone();
    }

    /**
     * The entry after the change.
     *
     * @throws UploadingException.NotThere when an address that is to be taken out is not there
     * @throws IllegalArgumentException when a field cannot be so; the message names it
     */
    @Override
    public Entry entry(Entry now) {
        List<String> present =
                now.seedAddresses().stream().map(HostPort::toString).toList();
        List<HostPort> addresses = seedAddresses.appliedTo(present, "seed address").stream()
                .map(HostPort::parse)
                .toList();
        return now.describedBy(entry -> {
            description.apply(entry);
            entry.seedAddresses(addresses);
        });
    }

    /**
     * The torrent after the change.
     *
     * @throws UploadingException.NotThere when an address that is to be taken out is not there
     */
    @Override
    public Metainfo torrent(Metainfo now) {
        return changesTorrent() ? now.withUrls(tiers(now), webSeeds(now)) : now;
    }

    private List<List<String>> tiers(Metainfo now) {
        Set<String> gone = trackers.goneFrom(now.trackers(), "tracker");
        List<List<String>> tiers = new ArrayList<>();
        for (List<String> tier : now.trackerTiers()) {
            List<String> left =
                    tier.stream().filter(each -> !gone.contains(each)).toList();
            if (!left.isEmpty()) {
                tiers.add(left);
            }
        }
        List<String> present = tiers.stream().flatMap(List::stream).toList();
        trackers.newTo(present).forEach(each -> tiers.add(List.of(each)));
        return tiers;
    }

    /** Names and paths are appended to the address of a folder (BEP 19), and many programs do so without adding a slash. */
    private List<String> webSeeds(Metainfo now) {
        List<String> before = now.webSeeds();
        return webSeeds.appliedTo(before, "web seed").stream()
                .map(url -> now.isSingleFile() || before.contains(url) || url.endsWith("/") || url.indexOf('?') >= 0
                        ? url
                        : url + "/")
                .toList();
    }
}
