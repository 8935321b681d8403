package org.seedbank.catalog.drive.emulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.seedbank.catalog.SampleDataset;

/**
 * Entries as seedbank writes them, as many as are wanted: of the length that entries usually have, each with a torrent of
 * its own, which is tiny. The same each time. For one thread.
 */
final class ManyEntries {

    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final long SECONDS_BETWEEN = 1_234;

    /** Drive's limit for name and value of a property together. */
    private static final int MOST_BYTES = 124;

    private static final String[] WORDS = ("soil depth bedrock survey rainfall river discharge daily hourly station"
                    + " transect profile moisture carbon nitrogen forest tundra glacier archive corrected raw samples"
                    + " spectra measured between northern southern valley catchment series of the and in from with")
            .split(" ");

    private final EmulatedDrive drive;
    private final String owner;
    private final String folder;
    private final Random random = new Random(1);
    private int number;

    ManyEntries(EmulatedDrive drive, String owner, String folder) {
        this.drive = drive;
        this.owner = owner;
        this.folder = folder;
    }

    /** Adds entries that were put there over the years. */
    void addOld(int count) {
        for (int i = 0; i < count; i++) {
            String id = add();
            drive.createdTime(id, published());
            drive.modifiedTime(id, published());
        }
    }

    /** Adds entries that are put there now. */
    void addNew(int count) {
        for (int i = 0; i < count; i++) {
            add();
        }
    }

    private Instant published() {
        return FIRST.plusSeconds(number * SECONDS_BETWEEN);
    }

    private String add() {
        SampleDataset dataset = SampleDataset.number(++number);
        String digest = dataset.digest().hex();
        String id = drive.file(owner, folder, digest + ".torrent", dataset.torrent());
        drive.describe(id, words(300));
        properties(dataset).forEach((name, value) -> drive.property(id, name, value));
        return id;
    }

    private Map<String, String> properties(SampleDataset dataset) {
        Map<String, JsonElement> fields = new LinkedHashMap<>();
        fields.put("schema", new JsonPrimitive(1));
        fields.put("digest", new JsonPrimitive(dataset.digest().hex()));
        fields.put("title", new JsonPrimitive(words(60)));
        fields.put("creators", texts(words(18), words(18)));
        fields.put("license", new JsonPrimitive("CC-BY-4.0"));
        fields.put("keywords", texts(words(8), words(8), words(8)));
        fields.put("published", new JsonPrimitive(published().toString()));
        fields.put("bytes", new JsonPrimitive(random.nextInt(Integer.MAX_VALUE)));
        fields.put("files", new JsonPrimitive(1 + random.nextInt(5_000)));
        fields.put("pieceLength", new JsonPrimitive(1 << 20));
        fields.put("infohashV1", new JsonPrimitive(dataset.digest().hex().substring(24)));
        fields.put("infohashV2", new JsonPrimitive(dataset.digest().hex()));
        Map<String, String> properties = new LinkedHashMap<>();
        fields.forEach((field, value) -> put(properties, "seedbank_" + field, value.toString()));
        return properties;
    }

    /** What is too long for one property goes on in the next; all of it is ASCII. */
    private static void put(Map<String, String> properties, String name, String value) {
        String rest = value;
        for (int part = 1; !rest.isEmpty(); part++) {
            String key = part == 1 ? name : name + "_" + part;
            int end = Math.min(rest.length(), MOST_BYTES - key.getBytes(StandardCharsets.UTF_8).length);
            properties.put(key, rest.substring(0, end));
            rest = rest.substring(end);
        }
    }

    private static JsonArray texts(String... texts) {
        JsonArray array = new JsonArray();
        for (String text : texts) {
            array.add(text);
        }
        return array;
    }

    private String words(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return text.substring(0, length).strip();
    }
}
