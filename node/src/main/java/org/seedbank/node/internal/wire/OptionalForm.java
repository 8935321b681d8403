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
import java.util.Optional;

/** An {@code Optional} as its value or {@code null}. */
final class OptionalForm implements TypeAdapterFactory {

    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        if (type.getRawType() != Optional.class || !(type.getType() instanceof ParameterizedType of)) {
            return null;
        }
        TypeAdapter<Object> form = (TypeAdapter<Object>) gson.getAdapter(TypeToken.get(of.getActualTypeArguments()[0]));
        return (TypeAdapter<T>) new Adapter(form);
    }

    private static final class Adapter extends TypeAdapter<Optional<Object>> {

        private final TypeAdapter<Object> form;

        Adapter(TypeAdapter<Object> form) {
            this.form = form;
        }

        @Override
        public void write(JsonWriter out, Optional<Object> value) throws IOException {
            if (value.isPresent()) {
                form.write(out, value.get());
            } else {
                out.nullValue();
            }
        }

        @Override
        public Optional<Object> read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return Optional.empty();
            }
            return Optional.of(form.read(in));
        }
    }
}
