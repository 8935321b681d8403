package org.seedbank.catalog;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.seedbank.catalog.internal.json.JsonFields;
import org.seedbank.catalog.internal.json.JsonText;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/** The JSON form of an entry: which field is called what, and in which order they are written. */
final class EntryJson {

    private static final Pattern RFC_3339_UTC =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");

    private EntryJson() {}

    static Entry read(String json) {
        // No character takes more bytes in UTF-8 than three, so most texts need no counting.
        if (json.length() > Entry.MAX_JSON_BYTES / 3
                && json.getBytes(StandardCharsets.UTF_8).length > Entry.MAX_JSON_BYTES) {
            throw new CatalogException.MalformedEntry("it is longer than %d bytes".formatted(Entry.MAX_JSON_BYTES));
        }
        try {
            return read(new JsonFields(JsonText.parse(json)));
        } catch (IllegalArgumentException e) {
            throw new CatalogException.MalformedEntry(e.getMessage());
        }
    }

    private static Entry read(JsonFields fields) {
        int schema = schema(fields.requiredWhole("schema"));
        EntryBuilder builder = Entry.builder(fields.requiredParsed("digest", Sha256::new))
                .schema(schema)
                .title(fields.requiredText("title"))
                .description(fields.text("description").orElse(""))
                .creators(fields.texts("creators"))
                .license(fields.text("license").orElse(null))
                .doi(fields.text("doi").orElse(null))
                .keywords(fields.texts("keywords"))
                .version(fields.text("version").orElse(null))
                .supersedes(fields.parsed("supersedes", Sha256::new).orElse(null))
                .published(fields.parsed("published", EntryJson::instant).orElse(null))
                .bytes(fields.requiredWhole("bytes"))
                .files(fields.requiredWhole("files"))
                .pieceLength(fields.requiredWhole("pieceLength"))
                .infohashV1(fields.parsed("infohashV1", InfoHash::new).orElse(null))
                .infohashV2(fields.parsed("infohashV2", InfoHash::new).orElse(null))
                .serial(serial(fields).orElse(null))
                .withdrawn(fields.flag("withdrawn"))
                .withdrawal(new Withdrawal(fields.text("withdrawnReason"), fields.parsed("supersededBy", Sha256::new)))
                .seedAddresses(addresses(fields.texts("seedAddresses")))
                .edited(fields.parsed("edited", EntryJson::instant).orElse(null))
                .withdrawnAt(fields.parsed("withdrawnAt", EntryJson::instant).orElse(null))
                .changed(fields.parsed("changed", EntryJson::instant).orElse(null));
        return builder.unknown(fields.rest()).build();
    }

    static String write(Entry entry) {
        JsonObject json = new JsonObject();
        json.addProperty("schema", entry.schema());
        json.addProperty("digest", entry.digest().hex());
        json.addProperty("title", entry.title());
        if (!entry.description().isEmpty()) {
            json.addProperty("description", entry.description());
        }
        addTexts(json, "creators", entry.creators());
        addText(json, "license", entry.license());
        addText(json, "doi", entry.doi());
        addTexts(json, "keywords", entry.keywords());
        addText(json, "version", entry.version());
        addText(json, "supersedes", entry.supersedes());
        addText(json, "published", entry.published());
        json.addProperty("bytes", entry.bytes());
        json.addProperty("files", entry.files());
        json.addProperty("pieceLength", entry.pieceLength());
        addText(json, "infohashV1", entry.infohashV1());
        addText(json, "infohashV2", entry.infohashV2());
        entry.serial().ifPresent(serial -> json.addProperty("serial", serial.number()));
        addText(json, "serialLetter", entry.serial().map(Serial::letter).filter(letter -> !letter.isEmpty()));
        if (entry.withdrawn()) {
            json.addProperty("withdrawn", true);
        }
        addText(json, "withdrawnReason", entry.withdrawal().reason());
        addText(json, "withdrawnAt", entry.withdrawnAt());
        addText(json, "supersededBy", entry.withdrawal().supersededBy());
        addTexts(
                json,
                "seedAddresses",
                entry.seedAddresses().stream().map(HostPort::toString).toList());
        addText(json, "edited", entry.edited());
        addText(json, "changed", entry.changed());
        entry.unknown().entrySet().forEach(field -> json.add(field.getKey(), field.getValue()));
        return JsonText.write(json);
    }

    private static List<HostPort> addresses(List<String> texts) {
        if (texts.size() > Entry.MAX_SEED_ADDRESSES) {
            throw JsonFields.wrong(
                    "seedAddresses",
                    "holds %d items, at most %d are allowed".formatted(texts.size(), Entry.MAX_SEED_ADDRESSES));
        }
        try {
            return texts.stream().map(HostPort::parse).toList();
        } catch (IllegalArgumentException e) {
            throw JsonFields.wrong("seedAddresses", "holds something else than HOST:PORT");
        }
    }

    private static Optional<Serial> serial(JsonFields fields) {
        Optional<Long> number = fields.whole("serial");
        Optional<String> letter = fields.parsed("serialLetter", EntryRules::serialLetter);
        return number.map(value -> Serial.of(EntryRules.serial(value), letter.orElse("")));
    }

    /** Later schemas only add fields, so what is known can be read from any of them. */
    private static int schema(long version) {
        if (version < 1 || version > Integer.MAX_VALUE) {
            throw JsonFields.wrong("schema", "must be 1 or a later version, not %d".formatted(version));
        }
        return (int) version;
    }

    private static Instant instant(String text) {
        try {
            if (RFC_3339_UTC.matcher(text).matches()) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'%s' is not a date and time that exists".formatted(text), e);
        }
        throw new IllegalArgumentException("'%s' is not a time in UTC such as '2024-05-17T09:30:00Z'".formatted(text));
    }

    private static void addText(JsonObject json, String name, Optional<?> value) {
        value.ifPresent(present -> json.addProperty(name, present.toString()));
    }

    private static void addTexts(JsonObject json, String name, List<String> values) {
        if (!values.isEmpty()) {
            JsonArray array = new JsonArray();
            values.forEach(array::add);
            json.add(name, array);
        }
    }
}
