package org.seedbank.node;

import java.lang.reflect.Proxy;
import org.seedbank.node.api.NodeControl;

/** Nodes that fail at everything but saying what they are. */
final class FailingNode {

    private FailingNode() {}

    static NodeControl with(Throwable failure) {
        FakeNode fake = new FakeNode();
        return (NodeControl) Proxy.newProxyInstance(
                NodeControl.class.getClassLoader(), new Class<?>[] {NodeControl.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("facts")) {
                        return fake.facts();
                    }
                    throw failure;
                });
    }
}
