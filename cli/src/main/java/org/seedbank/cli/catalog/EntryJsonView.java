package org.seedbank.cli.catalog;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;

/** Entries and torrents as the JSON that commands print. */
public final class EntryJsonView {

    private EntryJsonView() {}

    /** An entry as its catalog stores it, with its serial in front, also where the catalog holds it without. */
    public static JsonObject entry(Listed listed) {
        JsonObject json = new JsonObject();
        json.addProperty("serial", listed.serial());
        entry(listed.numbered()).entrySet().forEach(field -> json.add(field.getKey(), field.getValue()));
        return json;
    }

    /** An entry as its catalog stores it. */
    public static JsonObject entry(Entry entry) {
        return JsonParser.parseString(entry.toJson()).getAsJsonObject();
    }

    /** What a torrent says about itself, without its files. */
    public static JsonObject torrent(Metainfo torrent) {
        JsonObject json = new JsonObject();
        json.addProperty("name", torrent.name());
        json.addProperty("digest", torrent.datasetDigest().map(Sha256::hex).orElse(null));
        json.addProperty("format", torrent.format().name().toLowerCase(Locale.ROOT));
        json.addProperty("infohashV1", text(torrent.infoHashV1()));
        json.addProperty("infohashV2", text(torrent.infoHashV2()));
        json.addProperty("pieceLength", torrent.pieceLength());
        json.addProperty("pieces", torrent.pieceCount());
        json.addProperty("bytes", torrent.totalLength());
        json.add("trackers", JsonOutput.array(torrent.trackers()));
        json.add("webSeeds", JsonOutput.array(torrent.webSeeds()));
        json.addProperty("magnet", torrent.magnetLink());
        return json;
    }

    /** What a catalog had to leave out. */
    static JsonArray warnings(List<CatalogWarning> warnings) {
        JsonArray array = new JsonArray();
        for (CatalogWarning warning : warnings) {
            JsonObject each = new JsonObject();
            each.addProperty("name", warning.name());
            each.addProperty("reason", warning.reason());
            array.add(each);
        }
        return array;
    }

    private static String text(Optional<InfoHash> hash) {
        return hash.map(InfoHash::hex).orElse(null);
    }
}
