package org.seedbank.uploading.description;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML of strangers, as the JSON that it says. It is built from the parser's events: no tag makes an object, what nothing
 * surrounds stays text, so that version 1.10 is not 1.1, and an alias is the same value again and no copy.
 */
final class YamlSource {

    private static final int MAX_DEPTH = 32;

    private static final int MAX_ALIASES = 50;

    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");

    private final Iterator<Event> events;
    private final Map<Anchor, JsonElement> anchored = new HashMap<>();
    private int aliases;

    private YamlSource(Iterator<Event> events) {
        this.events = events;
    }

    static JsonObject parse(byte[] bytes) throws NotReadableException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Math.max(1, text.length()))
                .build();
        // Also a lone mark of the byte order stands for nothing.
        String document = text.startsWith("\ufeff") ? text.substring(1) : text;
        try {
            return new YamlSource(new Parse(settings).parseString(document).iterator()).document();
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark()
                    .map(mark -> " at line %d column %d".formatted(mark.getLine() + 1, mark.getColumn() + 1))
                    .orElse("");
            throw new NotReadableException("it is not YAML" + where, e);
        } catch (YamlEngineException e) {
            throw new NotReadableException("it is not YAML", e);
        }
    }

    private JsonObject document() throws NotReadableException {
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent) {
                if (value(event, 0) instanceof JsonObject object) {
                    return onlyOne(object);
                }
                break;
            }
        }
        throw new NotReadableException("it has no fields");
    }

    private JsonObject onlyOne(JsonObject object) throws NotReadableException {
        while (events.hasNext()) {
            if (events.next() instanceof NodeEvent) {
                throw new NotReadableException("it has more than one document");
            }
        }
        return object;
    }

    private JsonElement value(Event event, int depth) throws NotReadableException {
        if (depth > MAX_DEPTH) {
            throw new NotReadableException("it is nested more than %d deep".formatted(MAX_DEPTH));
        }
        JsonElement value =
                switch (event.getEventId()) {
                    case Scalar -> scalar((ScalarEvent) event);
                    case Alias -> alias((AliasEvent) event);
                    case MappingStart -> mapping(depth);
                    case SequenceStart -> sequence(depth);
                    default -> throw new NotReadableException("it is not YAML");
                };
        Optional<Anchor> anchor = event instanceof AliasEvent ? Optional.empty() : ((NodeEvent) event).getAnchor();
        anchor.ifPresent(name -> anchored.put(name, value));
        return value;
    }

    private static JsonElement scalar(ScalarEvent scalar) {
        boolean isNull = scalar.isPlain() && NULL.contains(scalar.getValue());
        return isNull ? JsonNull.INSTANCE : new JsonPrimitive(scalar.getValue());
    }

    /** What holds itself is not known yet by its name. */
    private JsonElement alias(AliasEvent alias) throws NotReadableException {
        JsonElement value = anchored.get(alias.getAlias());
        if (value == null || ++aliases > MAX_ALIASES) {
            throw new NotReadableException(
                    value == null
                            ? "an alias in it names nothing"
                            : "it has more than %d aliases".formatted(MAX_ALIASES));
        }
        return value;
    }

    private JsonObject mapping(int depth) throws NotReadableException {
        JsonObject object = new JsonObject();
        for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
            if (!(key instanceof ScalarEvent name)) {
                throw new NotReadableException("the name of a field is no text");
            }
            if (object.has(name.getValue())) {
                throw new NotReadableException("it has the field '%.80s' twice".formatted(name.getValue()));
            }
            object.add(name.getValue(), value(events.next(), depth + 1));
        }
        return object;
    }

    private JsonArray sequence(int depth) throws NotReadableException {
        JsonArray array = new JsonArray();
        for (Event each = events.next(); each.getEventId() != Event.ID.SequenceEnd; each = events.next()) {
            array.add(value(each, depth + 1));
        }
        return array;
    }
}
