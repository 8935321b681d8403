package org.seedbank.node.internal.wire;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Records as objects. Unlike Gson's own form it demands every component, so that no record is built with nulls. */
final class RecordForm implements TypeAdapterFactory {

    private final boolean strict;

    /** Strict forms refuse fields that no component has; others pass over them. */
    RecordForm(boolean strict) {
        this.strict = strict;
    }

    @Override
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        return type.getRawType().isRecord() ? new Adapter<>(gson, type, strict) : null;
    }

    /** One component. */
    private record Field(int index, Method accessor, TypeAdapter<Object> form, Object absent) {}

    private static final class Adapter<T> extends TypeAdapter<T> {

        private final Map<String, Field> fields = new LinkedHashMap<>();
        private final Constructor<?> constructor;
        private final boolean strict;

        Adapter(Gson gson, TypeToken<T> type, boolean strict) {
            this.strict = strict;
            List<Class<?>> types = new ArrayList<>();
            for (RecordComponent component : type.getRawType().getRecordComponents()) {
                fields.put(component.getName(), field(gson, component, types.size()));
                types.add(component.getType());
            }
            try {
                constructor = type.getRawType().getDeclaredConstructor(types.toArray(Class<?>[]::new));
            } catch (NoSuchMethodException e) {
                throw new AssertionError("every record has this constructor", e);
            }
            constructor.setAccessible(true);
        }

        @SuppressWarnings("unchecked")
        private static Field field(Gson gson, RecordComponent component, int index) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            TypeAdapter<Object> form = (TypeAdapter<Object>) gson.getAdapter(TypeToken.get(component.getGenericType()));
            return new Field(index, accessor, form, absent(component.getType()));
        }

        private static Object absent(Class<?> type) {
            if (type == Optional.class) {
                return Optional.empty();
            }
            return type == OptionalDouble.class ? OptionalDouble.empty() : null;
        }

        @Override
        public void write(JsonWriter out, T value) throws IOException {
            out.beginObject();
            for (Map.Entry<String, Field> field : fields.entrySet()) {
                out.name(field.getKey());
                field.getValue().form().write(out, component(value, field.getValue()));
            }
            out.endObject();
        }

        private static Object component(Object value, Field field) {
            try {
                return field.accessor().invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("an accessor only returns", e);
            }
        }

        @Override
        public T read(JsonReader in) throws IOException {
            Scalars.expect(in, JsonToken.BEGIN_OBJECT, "must be an object");
            Object[] values = new Object[fields.size()];
            in.beginObject();
            while (in.hasNext()) {
                readField(in, values);
            }
            in.endObject();
            fillIn(in, values);
            return build(in, values);
        }

        private void fillIn(JsonReader in, Object[] values) {
            for (Map.Entry<String, Field> each : fields.entrySet()) {
                Field field = each.getValue();
                if (values[field.index()] == null) {
                    if (field.absent() == null) {
                        throw new Malformed(in.getPreviousPath() + "." + each.getKey(), "is missing");
                    }
                    values[field.index()] = field.absent();
                }
            }
        }

        private void readField(JsonReader in, Object[] values) throws IOException {
            Field field = fields.get(in.nextName());
            if (field == null) {
                if (strict) {
                    throw new Malformed(in.getPath(), "is not a field that is known here");
                }
                in.skipValue();
            } else if (values[field.index()] != null) {
                throw new Malformed(in.getPath(), "is there twice");
            } else {
                values[field.index()] = field.form().read(in);
            }
        }

        @SuppressWarnings("unchecked")
        private T build(JsonReader in, Object[] values) {
            try {
                return (T) constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof IllegalArgumentException wrong) {
                    throw new Malformed(in, "is not allowed: " + wrong.getMessage());
                }
                throw new AssertionError("a record refuses with one kind of exception", e);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("records can be built", e);
            }
        }
    }
}
