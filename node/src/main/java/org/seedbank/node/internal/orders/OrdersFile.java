package org.seedbank.node.internal.orders;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.UnusableFileException;
import org.seedbank.node.api.NodeException;

/** The file {@code orders.json}: written whole or not at all; one that cannot be understood is kept under another name. */
final class OrdersFile {

    private static final int SCHEMA = 1;

    /** A thousand folders and catalogs of ordinary size. */
    private static final int MAX_BYTES = 256 << 20;

    /** More files that were set aside are a sign of something that setting aside does not help. */
    private static final int MAX_ASIDE = 100;

    private final Path path;

    OrdersFile(Path path) {
        this.path = path;
    }

    /**
     * What the file says.
     *
     * @param orders all orders, oldest first
     * @param numbers the number that was last given to an order of each kind
     * @param warning what a person should know of how it was read
     */
    record Content(List<OrderProgress> orders, SortedMap<String, Integer> numbers, Optional<String> warning) {}

    /**
     * Reads the file; nothing is in it where there is none.
     *
     * @throws NodeException.NewerState when a later version wrote it
     * @throws NodeException.StateUnusable when it cannot be read, or neither understood nor set aside
     */
    Content read() {
        try {
            return parse(new String(BoundedFile.read(path, MAX_BYTES), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return nothing(Optional.empty());
        } catch (UnusableFileException | JsonParseException | IllegalArgumentException e) {
            return nothing(Optional.of(setAside()));
        } catch (IOException e) {
            throw new NodeException.StateUnusable(path, e);
        }
    }

    private static Content nothing(Optional<String> warning) {
        return new Content(List.of(), new TreeMap<>(), warning);
    }

    private Content parse(String text) {
        JsonObject json = OrderJson.object(strict(text));
        int schema = whole(json.get("schema"));
        if (schema > SCHEMA) {
            throw new NodeException.NewerState(path, schema);
        }
        SortedMap<String, Integer> numbers = new TreeMap<>();
        for (Map.Entry<String, JsonElement> each :
                OrderJson.object(json.get("numbers")).entrySet()) {
            numbers.put(each.getKey(), whole(each.getValue()));
        }
        List<OrderProgress> orders = new ArrayList<>();
        OrderJson.array(json, "orders").forEach(each -> orders.add(OrderJson.read(each)));
        return new Content(orders, numbers, Optional.empty());
    }

    private static JsonElement strict(String text) {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        JsonElement json = JsonParser.parseReader(reader);
        try {
            if (reader.peek() == JsonToken.END_DOCUMENT) {
                return json;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("text follows the JSON", e);
        }
        throw new IllegalArgumentException("text follows the JSON");
    }

    private static int whole(JsonElement element) {
        if (element instanceof JsonPrimitive primitive && primitive.isNumber()) {
            return Integer.parseInt(primitive.getAsString());
        }
        throw new IllegalArgumentException("a number is missing");
    }

    private String setAside() {
        try {
            for (int number = 1; number <= MAX_ASIDE; number++) {
                Path aside = path.resolveSibling("orders-unusable-%d.json".formatted(number));
                if (!Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
                    Files.move(path, aside);
                    return "'%s' could not be understood and is kept as '%s'; give your orders again"
                            .formatted(path, aside.getFileName());
                }
            }
        } catch (IOException e) {
            throw new NodeException.StateUnusable(path, e);
        }
        throw new NodeException.StateUnusable(
                "cannot understand '%s', and %d such files were set aside before".formatted(path, MAX_ASIDE), null);
    }

    /** Puts these orders in place of what is there. They are on the disk when this returns. */
    void write(List<OrderProgress> orders, Map<String, Integer> numbers) throws IOException {
        JsonObject json = new JsonObject();
        json.addProperty("schema", SCHEMA);
        JsonObject last = new JsonObject();
        numbers.forEach(last::addProperty);
        json.add("numbers", last);
        JsonArray all = new JsonArray();
        orders.forEach(order -> all.add(OrderJson.write(order)));
        json.add("orders", all);
        byte[] text = (json + "\n").getBytes(StandardCharsets.UTF_8);
        if (text.length > MAX_BYTES) {
            throw new IOException("its orders have done more than can be noted");
        }
        AtomicFile.write(path, text);
    }
}
