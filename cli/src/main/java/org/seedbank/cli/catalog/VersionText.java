package org.seedbank.cli.catalog;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seedbank.catalog.Versions;
import org.seedbank.catalog.Versions.Version;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.CatalogSource;
import org.seedbank.catalog.names.Found;
import org.seedbank.integrity.Sha256;

/** Words for earlier and later versions of a dataset in its catalog. */
public final class VersionText {

    /** No versions are known. */
    static final VersionText NONE = new VersionText("", "", "");

    private final String earlier;
    private final String later;
    private final String newest;

    private VersionText(String earlier, String later, String newest) {
        this.earlier = earlier;
        this.later = later;
        this.newest = newest;
    }

    /** Words for a dataset that one of these catalogs lists. */
    public static VersionText of(CatalogSet catalogs, Found.Dataset dataset) throws InterruptedException {
        CatalogSource source = dataset.source();
        Sha256 digest = dataset.listed().entry().digest();
        Versions versions = catalogs.listing(source).versions();
        Named named = version -> catalogs.reference(source, version.label())
                + version.number().map(number -> " (version " + number + ")").orElse("")
                + (version.withdrawn() ? ", withdrawn" : "");
        return new VersionText(
                named.all(versions.earlier(digest)),
                named.all(versions.later(digest)),
                versions.newest(digest).map(named::of).orElse(""));
    }

    /** How a person names a version. */
    @FunctionalInterface
    private interface Named {
        String of(Version version);

        default String all(List<Version> versions) {
            String more = versions.size() == Versions.MOST_NAMED ? "; …" : "";
            return versions.stream().map(this::of).collect(Collectors.joining("; ")) + more;
        }
    }

    /** The nearest versions before it, the latest first; empty where there are none. */
    String earlier() {
        return earlier;
    }

    /** The nearest versions that follow on it; empty where there are none. */
    String later() {
        return later;
    }

    /** The newest version that follows on it and stands. */
    public Optional<String> newest() {
        return Optional.of(newest).filter(text -> !text.isEmpty());
    }
}
