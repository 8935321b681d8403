package org.seedbank.node.internal.wire;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.seedbank.node.api.Order;

/** An order as the object of its record, with its kind in a field beside the components. */
final class OrderForm implements TypeAdapterFactory {

    static final String KIND = "kind";

    static final Map<String, Class<? extends Order>> KINDS = new LinkedHashMap<>(Map.of(
            "watch", Order.Watch.class,
            "drop", Order.Drop.class,
            "follow", Order.Follow.class,
            "link", Order.Link.class));

    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        boolean order = Order.class.isAssignableFrom(type.getRawType());
        return order ? (TypeAdapter<T>) new Adapter(gson, this) : null;
    }

    private static final class Adapter extends TypeAdapter<Order> {

        private final Map<String, TypeAdapter<? extends Order>> forms = new LinkedHashMap<>();

        Adapter(Gson gson, TypeAdapterFactory self) {
            KINDS.forEach((kind, type) -> forms.put(kind, gson.getDelegateAdapter(self, TypeToken.get(type))));
        }

        @Override
        public void write(JsonWriter out, Order value) throws IOException {
            String kind = KINDS.entrySet().stream()
                    .filter(entry -> entry.getValue() == value.getClass())
                    .findFirst()
                    .orElseThrow()
                    .getKey();
            out.beginObject();
            out.name(KIND).value(kind);
            for (Map.Entry<String, JsonElement> field :
                    fields(forms.get(kind), value).entrySet()) {
                out.name(field.getKey()).jsonValue(field.getValue().toString());
            }
            out.endObject();
        }

        @SuppressWarnings("unchecked")
        private static JsonObject fields(TypeAdapter<?> form, Order value) {
            return ((TypeAdapter<Order>) form).toJsonTree(value).getAsJsonObject();
        }

        @Override
        public Order read(JsonReader in) throws IOException {
            String path = in.getPath();
            Scalars.expect(in, JsonToken.BEGIN_OBJECT, "must be an object");
            JsonObject fields = JsonParser.parseReader(in).getAsJsonObject();
            JsonElement kind = fields.remove(KIND);
            boolean text = kind instanceof JsonPrimitive primitive && primitive.isString();
            if (!text || !forms.containsKey(kind.getAsString())) {
                throw new Malformed(
                        path + "." + KIND, "must be one of " + String.join(", ", new TreeSet<>(forms.keySet())));
            }
            return forms.get(kind.getAsString()).fromJsonTree(fields);
        }
    }
}
