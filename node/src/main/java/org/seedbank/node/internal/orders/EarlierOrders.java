package org.seedbank.node.internal.orders;

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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.UnusableFileException;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.store.NodeDatabase;

/** The file {@code orders.json}, in which earlier versions kept orders and what they had done. Nothing is changed in it. */
public final class EarlierOrders {

    private static final int SCHEMA = 1;

    /** A thousand folders and catalogs of ordinary size. */
    private static final int MAX_BYTES = 256 << 20;

    private final Path path;

    /** The orders in this file, which need not be there. */
    public EarlierOrders(Path path) {
        this.path = path;
    }

    /**
     * Takes the orders into a database that has none yet.
     *
     * @return what a person should know of how they were read
     * @throws NodeException.NewerState when a later version wrote them
     * @throws NodeException.StateUnusable when they cannot be read
     */
    public Optional<String> takeInto(NodeDatabase database) {
        try {
            OrderTable.Content content = parse(new String(BoundedFile.read(path, MAX_BYTES), StandardCharsets.UTF_8));
            OrderTable table = new OrderTable(database);
            if (table.read().numbers().isEmpty()) {
                table.write(content.orders(), content.numbers());
            }
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (UnusableFileException | JsonParseException | IllegalArgumentException e) {
            return Optional.of("'%s' could not be understood; give your orders again".formatted(path));
        } catch (IOException e) {
            throw new NodeException.StateUnusable(path, e);
        }
    }

    private OrderTable.Content parse(String text) {
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
        return new OrderTable.Content(orders, numbers);
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
}
