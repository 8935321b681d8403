package org.seedbank.catalog.metadata;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lists whose elements are made when they are read, each time anew. */
final class Lazily {

    private Lazily() {}

    static <T, R> Iterable<R> mapped(List<T> list, Function<T, R> mapping) {
        return () -> list.stream().map(mapping).iterator();
    }

    /** One list, and then what another's elements are mapped to. */
    static <T, R> Iterable<R> joined(List<R> first, List<T> list, Function<T, R> mapping) {
        return () -> Stream.concat(first.stream(), list.stream().map(mapping)).iterator();
    }
}
