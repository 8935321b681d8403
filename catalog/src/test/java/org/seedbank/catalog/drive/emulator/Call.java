package org.seedbank.catalog.drive.emulator;

import java.util.List;

/**
 * A request, who sent it, and what its path names.
 *
 * @param ids the variable parts of the path, in order
 */
record Call(Request request, Caller caller, List<String> ids) {

    String id() {
        return ids.get(0);
    }

    Parameters query() {
        return request.query();
    }

    boolean allDrives() {
        return query().flag("supportsAllDrives") || query().flag("supportsTeamDrives");
    }
}
