package org.seedbank.node.internal.orders;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.seedbank.node.api.Order;
import org.seedbank.swarm.SwarmKey;

/** An order as JSON. Reading throws {@link IllegalArgumentException} for anything else. */
final class OrderJson {

    private OrderJson() {}

    /** Returns what was given, without how it goes. */
    static JsonObject write(Order order) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", kind(order));
        json.addProperty("folder", order.folder().toString());
        if (order instanceof Order.Watch watch) {
            json.addProperty("target", watch.target().toString());
        } else if (order instanceof Order.Drop drop) {
            drop.catalog().ifPresent(catalog -> json.addProperty("catalog", catalog));
            drop.quiet().ifPresent(time -> json.addProperty("quiet", time.toString()));
        } else if (order instanceof Order.Follow follow) {
            follow.catalog().ifPresent(catalog -> json.addProperty("catalog", catalog));
            follow.match().ifPresent(match -> json.addProperty("match", match));
            follow.every().ifPresent(time -> json.addProperty("every", time.toString()));
        } else if (order instanceof Order.Link link) {
            json.addProperty("key", link.key().hex());
            json.addProperty("symbolic", link.symbolic());
        }
        return json;
    }

    /** Returns what its ids begin with. */
    static String kind(Order order) {
        return order.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** An order as an earlier version wrote it down, with how it goes. */
    static OrderProgress read(JsonElement element) {
        JsonObject json = object(element);
        OrderProgress standing = new OrderProgress(text(json, "id"), order(json), since(json));
        standing.place(text(json, "place"));
        List<String> news = new ArrayList<>();
        array(json, "news").forEach(line -> news.add(text(line)));
        standing.restore(news);
        for (Map.Entry<String, JsonElement> each : object(json.get("done")).entrySet()) {
            standing.note(each.getKey(), noted(object(each.getValue())));
        }
        return standing;
    }

    private static Instant since(JsonObject json) {
        try {
            return Instant.parse(text(json, "since"));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'since' is no time", e);
        }
    }

    static Order order(JsonObject json) {
        Path folder = path(json, "folder");
        String kind = text(json, "kind");
        return switch (kind) {
            case "watch" -> new Order.Watch(folder, path(json, "target"));
            case "drop" -> new Order.Drop(folder, optional(json, "catalog"), duration(json, "quiet"));
            case "follow" ->
                new Order.Follow(optional(json, "catalog"), optional(json, "match"), folder, duration(json, "every"));
            case "link" -> new Order.Link(new SwarmKey(text(json, "key")), folder, flag(json, "symbolic"));
            default -> throw new IllegalArgumentException("there are no orders of the kind '%.40s'".formatted(kind));
        };
    }

    /** An {@link java.nio.file.InvalidPathException} is an {@link IllegalArgumentException} too. */
    private static Path path(JsonObject json, String name) {
        Path path = Path.of(text(json, name));
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("'%s' is not absolute".formatted(name));
        }
        return path;
    }

    private static Noted noted(JsonObject json) {
        return new Noted(
                optional(json, "stamp").orElse(""),
                optional(json, "id").orElse(""),
                optional(json, "label").orElse(""),
                json.has("own") && flag(json, "own"));
    }

    static JsonArray array(JsonObject json, String name) {
        if (json.get(name) instanceof JsonArray array) {
            return array;
        }
        throw new IllegalArgumentException("'%s' is not a list".formatted(name));
    }

    static JsonObject object(JsonElement element) {
        if (element instanceof JsonObject object) {
            return object;
        }
        throw new IllegalArgumentException("something is not an object");
    }

    private static Optional<Duration> duration(JsonObject json, String name) {
        try {
            return optional(json, name).map(Duration::parse);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'%s' is no duration".formatted(name), e);
        }
    }

    private static Optional<String> optional(JsonObject json, String name) {
        return Optional.ofNullable(json.get(name)).map(OrderJson::text);
    }

    private static String text(JsonObject json, String name) {
        return text(json.get(name));
    }

    private static String text(JsonElement element) {
        if (element instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw new IllegalArgumentException("a text is missing");
    }

    private static boolean flag(JsonObject json, String name) {
        if (json.get(name) instanceof JsonPrimitive primitive && primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        throw new IllegalArgumentException("'%s' is neither true nor false".formatted(name));
    }
}
