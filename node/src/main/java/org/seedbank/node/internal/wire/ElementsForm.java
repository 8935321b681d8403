package org.seedbank.node.internal.wire;

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

/** Lists as arrays, and sets of what has an order as sorted arrays. */
final class ElementsForm implements TypeAdapterFactory {

    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        boolean list = type.getRawType() == List.class;
        if ((!list && type.getRawType() != Set.class) || !(type.getType() instanceof ParameterizedType of)) {
            return null;
        }
        TypeAdapter<Object> form = (TypeAdapter<Object>) gson.getAdapter(TypeToken.get(of.getActualTypeArguments()[0]));
        return (TypeAdapter<T>) new Adapter(form, list);
    }

    private static final class Adapter extends TypeAdapter<Collection<Object>> {

        private final TypeAdapter<Object> form;
        private final boolean list;

        Adapter(TypeAdapter<Object> form, boolean list) {
            this.form = form;
            this.list = list;
        }

        @Override
        public void write(JsonWriter out, Collection<Object> value) throws IOException {
            out.beginArray();
            for (Object element : list ? value : new TreeSet<>(value)) {
                form.write(out, element);
            }
            out.endArray();
        }

        @Override
        public Collection<Object> read(JsonReader in) throws IOException {
            Scalars.expect(in, JsonToken.BEGIN_ARRAY, "must be an array");
            Collection<Object> elements = list ? new ArrayList<>() : new TreeSet<>();
            in.beginArray();
            while (in.hasNext()) {
                elements.add(form.read(in));
            }
            in.endArray();
            return elements;
        }
    }
}
