package org.seedbank.node.internal.rates;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.SettingTable;
import org.seedbank.node.internal.store.StateFile;

/**
 * Describes what people have set for all datasets of a node together.
 *
 * @param limits what all may use
 * @param schedule rules that limit by the time of day
 */
public record NodeState(Limits limits, List<ScheduleRule> schedule) {

    private static final NodeState NOTHING = new NodeState(Limits.NONE, List.of());

    private static final String LIMITS = "limits";
    private static final String SCHEDULE = "schedule";

    /** Copies the list. */
    public NodeState {
        schedule = List.copyOf(schedule);
    }

    /** Returns what is set in a database; no limits where nothing is. Throws {@link NodeException.StateUnusable}. */
    static NodeState read(NodeDatabase database) {
        return database.read(connection -> {
            Optional<String> limits = SettingTable.find(connection, LIMITS);
            Optional<String> schedule = SettingTable.find(connection, SCHEDULE);
            return limits.isEmpty() || schedule.isEmpty()
                    ? NOTHING
                    : new NodeState(
                            limits(JsonParser.parseString(limits.get()).getAsJsonObject()),
                            rules(JsonParser.parseString(schedule.get()).getAsJsonArray()));
        });
    }

    /** Keeps it in a database. */
    void write(NodeDatabase database) {
        JsonArray rules = new JsonArray();
        schedule.forEach(rule -> rules.add(json(rule)));
        database.write(connection -> {
            SettingTable.put(connection, LIMITS, json(limits).toString());
            SettingTable.put(connection, SCHEDULE, rules.toString());
        });
    }

    /**
     * Takes what an earlier version kept in a file into a database in which nothing is set.
     *
     * @throws NodeException.NewerState when a later version wrote it
     * @throws NodeException.StateUnusable when it cannot be read, or not be understood
     */
    public static void takeOver(Path file, NodeDatabase database) {
        Optional<NodeState> before = new StateFile(file, 1)
                .peek(json ->
                        new NodeState(limits(json.getAsJsonObject(LIMITS)), rules(json.getAsJsonArray(SCHEDULE))));
        if (before.isPresent() && read(database).equals(NOTHING)) {
            before.get().write(database);
        }
    }

    private static List<ScheduleRule> rules(JsonArray json) {
        List<ScheduleRule> rules = new ArrayList<>();
        json.forEach(rule -> rules.add(rule(rule.getAsJsonObject())));
        return rules;
    }

    private static JsonObject json(Limits limits) {
        JsonObject json = new JsonObject();
        limits.up().ifPresent(rate -> json.addProperty("up", rate));
        limits.down().ifPresent(rate -> json.addProperty("down", rate));
        limits.ratio().ifPresent(ratio -> json.addProperty("ratio", ratio));
        return json;
    }

    private static Limits limits(JsonObject json) {
        return new Limits(
                optional(json, "up", JsonElement::getAsLong),
                optional(json, "down", JsonElement::getAsLong),
                optional(json, "ratio", JsonElement::getAsDouble));
    }

    private static <T> Optional<T> optional(JsonObject json, String name, Function<JsonElement, T> read) {
        return Optional.ofNullable(json.get(name)).map(read);
    }

    private static JsonObject json(ScheduleRule rule) {
        JsonObject json = json(new Limits(rule.up(), rule.down(), Optional.empty()));
        json.addProperty("from", rule.from().toString());
        json.addProperty("to", rule.to().toString());
        JsonArray days = new JsonArray();
        rule.days().stream().sorted().forEach(day -> days.add(day.name()));
        json.add("days", days);
        return json;
    }

    private static ScheduleRule rule(JsonObject json) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        json.getAsJsonArray("days").forEach(day -> days.add(DayOfWeek.valueOf(day.getAsString())));
        return new ScheduleRule(
                LocalTime.parse(json.get("from").getAsString()),
                LocalTime.parse(json.get("to").getAsString()),
                days,
                optional(json, "up", JsonElement::getAsLong),
                optional(json, "down", JsonElement::getAsLong));
    }
}
