package org.seedbank.cli.catalog;

import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.seedbank.catalog.AsOf;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.TorrentFacts;
import org.seedbank.catalog.Versions;
import org.seedbank.catalog.names.CatalogAnswer;
import org.seedbank.catalog.names.CatalogSource;
import org.seedbank.integrity.torrent.InfoHash;

/** Catalogs and what they list, as {@code list --json} prints them; the manual says what the fields mean. */
public record ListJson(List<Catalog> catalogs) {

    /** Entries that match a text, each with what this machine does with it. They are made as they are written. */
    public static ListJson of(List<CatalogAnswer> answers, String text, Function<Entry, CopyState> states) {
        return new ListJson(
                answers.stream().map(each -> Catalog.of(each, text, states)).toList());
    }

    /** An entry in a line of its own, with the name of its catalog. */
    static JsonObject line(CatalogSource source, Listed listed, Versions versions, CopyStates states) {
        JsonObject json = new JsonObject();
        source.name().ifPresent(name -> json.addProperty("catalog", name));
        Catalog.entry(listed, versions, states::of)
                .entrySet()
                .forEach(field -> json.add(field.getKey(), field.getValue()));
        return json;
    }

    /** A torrent that is nobody's entry, in a line of its own, with the name of its catalog. */
    static Object line(CatalogSource source, ForeignTorrent torrent) {
        return new ForeignLine(source.name(), Foreign.of(torrent));
    }

    /** A torrent that is nobody's entry, and the name of its catalog. */
    private record ForeignLine(Optional<String> catalog, Foreign foreign) {}

    record Catalog(
            Optional<String> name,
            Optional<URI> uri,
            Optional<Instant> asOf,
            Optional<String> unreachable,
            Iterable<JsonObject> entries,
            List<Foreign> foreign,
            List<CatalogWarning> warnings) {

        static Catalog of(CatalogAnswer answer, String text, Function<Entry, CopyState> states) {
            Optional<Listing> listing = answer.listing();
            Optional<AsOf> read = listing.flatMap(Listing::asOf);
            List<Listed> entries = listing.map(each -> each.matching(text)).orElse(List.of());
            Versions versions = listing.map(Listing::versions).orElseGet(() -> Versions.of(List.of()));
            return new Catalog(
                    answer.source().name(),
                    listing.map(Listing::catalog),
                    read.map(AsOf::time),
                    read.flatMap(AsOf::unreachable).or(answer::failure).map(CatalogException::getMessage),
                    () -> entries.stream()
                            .map(each -> entry(each, versions, states))
                            .iterator(),
                    listing.map(each -> each.foreignMatching(text)).orElse(List.of()).stream()
                            .map(Foreign::of)
                            .toList(),
                    listing.map(Listing::warnings).orElse(List.of()));
        }

        private static JsonObject entry(Listed listed, Versions versions, Function<Entry, CopyState> states) {
            JsonObject json = EntryJsonView.entry(listed);
            versions.newest(listed.entry().digest())
                    .ifPresent(newest ->
                            json.addProperty("newestVersion", newest.digest().hex()));
            CopyState state = states.apply(listed.entry());
            json.addProperty("state", state.state());
            state.stored().ifPresent(later -> json.addProperty("stored", later));
            state.part().ifPresent(files -> json.addProperty("part", files));
            return json;
        }
    }

    private record Foreign(
            String file,
            Instant added,
            Optional<String> name,
            Optional<Long> bytes,
            Optional<Long> files,
            Optional<InfoHash> infohashV1,
            Optional<InfoHash> infohashV2) {

        static Foreign of(ForeignTorrent torrent) {
            Optional<TorrentFacts> facts = torrent.facts();
            return new Foreign(
                    torrent.name(),
                    torrent.added(),
                    facts.map(TorrentFacts::name),
                    facts.map(TorrentFacts::bytes),
                    facts.map(TorrentFacts::files),
                    facts.flatMap(TorrentFacts::infohashV1),
                    facts.flatMap(TorrentFacts::infohashV2));
        }
    }
}
