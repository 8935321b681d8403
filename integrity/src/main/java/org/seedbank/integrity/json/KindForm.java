package org.seedbank.integrity.json;

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
import java.util.Map;
import java.util.TreeMap;

/** The records of a sealed interface as objects, with their kind in a field before the components. */
final class KindForm implements TypeAdapterFactory {

    private final Class<?> sealed;
    private final String field;

    KindForm(Class<?> sealed, String field) {
        this.sealed = sealed;
        this.field = field;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        return sealed.isAssignableFrom(type.getRawType()) ? (TypeAdapter<T>) new Adapter(gson, this) : null;
    }

    private static final class Adapter extends TypeAdapter<Object> {

        private final String field;
        private final Map<String, RecordForm.Adapter<?>> forms = new TreeMap<>();

        Adapter(Gson gson, KindForm self) {
            field = self.field;
            for (Class<?> type : self.sealed.getPermittedSubclasses()) {
                forms.put(kind(type), (RecordForm.Adapter<?>) gson.getDelegateAdapter(self, TypeToken.get(type)));
            }
        }

        private static String kind(Class<?> type) {
            return Words.of(type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_"));
        }

        @Override
        public void write(JsonWriter out, Object value) throws IOException {
            String kind = kind(value.getClass());
            out.beginObject();
            out.name(field).value(kind);
            forms.get(kind).writeFields(out, value);
            out.endObject();
        }

        @Override
        public Object read(JsonReader in) throws IOException {
            String path = in.getPath();
            Malformed.require(in, JsonToken.BEGIN_OBJECT, "must be an object");
            JsonObject fields = JsonParser.parseReader(in).getAsJsonObject();
            JsonElement kind = fields.remove(field);
            boolean text = kind instanceof JsonPrimitive primitive && primitive.isString();
            if (!text || !forms.containsKey(kind.getAsString())) {
                throw new Malformed(path + "." + field, "must be one of " + String.join(", ", forms.keySet()));
            }
            return forms.get(kind.getAsString()).fromJsonTree(fields);
        }
    }
}
