package org.seedbank.node.internal.rates;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.node.internal.store.RecordJson;
import org.seedbank.node.internal.store.StateFile;

/**
 * What people have set for all datasets of a node together.
 *
 * @param limits what all may use
 * @param schedule rules that limit by the time of day
 */
public record NodeState(Limits limits, List<ScheduleRule> schedule) {

    private static final int SCHEMA = 1;

    /** Copies the list. */
    public NodeState {
        schedule = List.copyOf(schedule);
    }

    /** What is kept in this file; no limits where nothing is. */
    public static NodeState read(Path file) {
        return new StateFile(file, SCHEMA).read(NodeState::parse).orElse(new NodeState(Limits.NONE, List.of()));
    }

    /** What is lost because the file could not be understood, for a person; empty when nothing is. */
    public static Optional<String> warning(Path file) {
        return new StateFile(file, SCHEMA).isSetAside()
                ? Optional.of("'%s' could not be understood: no limits and no schedule hold until they are set again"
                        .formatted(file))
                : Optional.empty();
    }

    /** Keeps it in this file. */
    public void write(Path file) {
        JsonObject json = new JsonObject();
        json.add("limits", RecordJson.limits(limits));
        JsonArray rules = new JsonArray();
        schedule.forEach(rule -> rules.add(json(rule)));
        json.add("schedule", rules);
        new StateFile(file, SCHEMA).write(json);
    }

    private static NodeState parse(JsonObject json) {
        List<ScheduleRule> rules = new ArrayList<>();
        json.getAsJsonArray("schedule").forEach(rule -> rules.add(rule(rule.getAsJsonObject())));
        return new NodeState(RecordJson.limits(json.getAsJsonObject("limits")), rules);
    }

    private static JsonObject json(ScheduleRule rule) {
        JsonObject json = RecordJson.limits(new Limits(rule.up(), rule.down(), Optional.empty()));
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
                RecordJson.optional(json, "up", JsonElement::getAsLong),
                RecordJson.optional(json, "down", JsonElement::getAsLong));
    }
}
