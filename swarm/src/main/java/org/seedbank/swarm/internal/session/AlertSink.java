package org.seedbank.swarm.internal.session;

import org.libtorrent4j.swig.alert;

/** Hears libtorrent's alerts, on the alert thread, and returns at once. An alert is gone with its batch. */
@FunctionalInterface
public interface AlertSink {

    /** Takes an alert; true when it tells of a change that the next status will explain. */
    boolean take(alert next);
}
