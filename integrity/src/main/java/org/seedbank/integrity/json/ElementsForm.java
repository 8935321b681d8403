package org.seedbank.integrity.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lists as arrays, and sets of what has an order as sorted arrays. An {@code Iterable} is written one element after the
 * other, so that none need be held in memory; it cannot be read.
 */
final class ElementsForm implements TypeAdapterFactory {

    private static final List<Class<?>> TYPES = List.of(List.class, Set.class, Iterable.class);

    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        if (!TYPES.contains(type.getRawType()) || !(type.getType() instanceof ParameterizedType of)) {
            return null;
        }
        TypeAdapter<Object> form = (TypeAdapter<Object>) gson.getAdapter(TypeToken.get(of.getActualTypeArguments()[0]));
        return (TypeAdapter<T>) new Adapter(form, type.getRawType());
    }

    private static final class Adapter extends TypeAdapter<Iterable<Object>> {

        private final TypeAdapter<Object> form;
        private final Class<?> type;

        Adapter(TypeAdapter<Object> form, Class<?> type) {
            this.form = form;
            this.type = type;
        }

        @Override
        public void write(JsonWriter out, Iterable<Object> value) throws IOException {
            out.beginArray();
            for (Object element : type == Set.class ? new TreeSet<>((Set<Object>) value) : value) {
                form.write(out, element);
            }
            out.endArray();
        }

        @Override
        public Iterable<Object> read(JsonReader in) throws IOException {
            Malformed.require(in, JsonToken.BEGIN_ARRAY, "must be an array");
            Collection<Object> elements = type == Set.class ? new TreeSet<>() : new ArrayList<>();
            in.beginArray();
            while (in.hasNext()) {
                elements.add(form.read(in));
            }
            in.endArray();
            return elements;
        }
    }
}
