package org.seedbank.cli;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes the one {@link Chromium} of their process, which ends with all tests. Windows are closed after the test, or the
 * class, that has opened them.
 */
final class Browsers
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(Browsers.class);
    private static final String WINDOWS_BEFORE = "windows";

    private static Chromium chromium(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(Chromium.class, key -> Chromium.start(), Chromium.class);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        chromium(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        store(context).put(WINDOWS_BEFORE, chromium(context).windows());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        chromium(context).closeWindows(store(context).get(WINDOWS_BEFORE, Integer.class));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        chromium(context).closeWindows(0);
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return chromium(context);
    }
}
