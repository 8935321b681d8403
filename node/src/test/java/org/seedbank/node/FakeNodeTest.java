package org.seedbank.node;

class FakeNodeTest implements NodeControlContract {

    @Override
    public NodeControl node() {
        return new FakeNode();
    }
}
