package org.seedbank.cli.catalog;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.names.CatalogAnswer;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.JsonTime;
import org.seedbank.integrity.torrent.InfoHash;

/** What {@code list --json} prints of one catalog or several. */
public final class ListJson {

    private ListJson() {}

    /** What matches a text, with what this machine does with an entry just now. */
    public static JsonObject of(List<CatalogAnswer> answers, String text, Function<Entry, CopyState> states) {
        JsonObject json = new JsonObject();
        json.add(
                "catalogs",
                JsonOutput.arrayOf(answers.stream()
                        .map(each -> catalog(each, text, states))
                        .toList()));
        return json;
    }

    private static JsonObject catalog(CatalogAnswer answer, String text, Function<Entry, CopyState> states) {
        JsonObject json = new JsonObject();
        answer.source().name().ifPresent(name -> json.addProperty("name", name));
        answer.listing()
                .ifPresent(listing -> json.addProperty("uri", listing.catalog().toString()));
        answer.listing().flatMap(Listing::asOf).ifPresent(moment -> {
            json.addProperty("asOf", JsonTime.of(moment.time()));
            moment.unreachable().ifPresent(why -> json.addProperty("unreachable", why.getMessage()));
        });
        answer.failure().map(CatalogException::getMessage).ifPresent(why -> json.addProperty("unreachable", why));
        List<Listed> entries = answer.listing().map(each -> each.matching(text)).orElse(List.of());
        json.add(
                "entries",
                JsonOutput.arrayOf(
                        entries.stream().map(each -> entry(each, states)).toList()));
        List<ForeignTorrent> foreign =
                answer.listing().map(each -> each.foreignMatching(text)).orElse(List.of());
        json.add(
                "foreign",
                JsonOutput.arrayOf(foreign.stream().map(ListJson::foreign).toList()));
        List<CatalogWarning> warnings = answer.listing().map(Listing::warnings).orElse(List.of());
        json.add(
                "warnings",
                JsonOutput.arrayOf(warnings.stream().map(ListJson::warning).toList()));
        return json;
    }

    private static JsonObject entry(Listed listed, Function<Entry, CopyState> states) {
        JsonObject json = EntryJsonView.entry(listed);
        states.apply(listed.entry()).describe(json);
        return json;
    }

    private static JsonObject foreign(ForeignTorrent torrent) {
        JsonObject json = new JsonObject();
        json.addProperty("file", torrent.name());
        json.addProperty("added", torrent.added().toString());
        torrent.facts().ifPresent(facts -> {
            json.addProperty("name", facts.name());
            json.addProperty("bytes", facts.bytes());
            json.addProperty("files", facts.files());
            facts.infohashV1().map(InfoHash::hex).ifPresent(hash -> json.addProperty("infohashV1", hash));
            facts.infohashV2().map(InfoHash::hex).ifPresent(hash -> json.addProperty("infohashV2", hash));
        });
        return json;
    }

    private static JsonObject warning(CatalogWarning warning) {
        JsonObject json = new JsonObject();
        json.addProperty("name", warning.name());
        json.addProperty("reason", warning.reason());
        return json;
    }
}
