package org.seedbank.swarm.internal.webseed;

import java.net.URI;
import java.util.Optional;
import org.seedbank.integrity.HostKind;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Reach;
import org.seedbank.swarm.internal.session.NearAddress;
import org.seedbank.swarm.webseed.Asking;
import org.seedbank.swarm.webseed.WebSeedAddress;
import org.seedbank.web.HttpCall;

/**
 * Which servers a session asks because a torrent names them. Short of everywhere it goes by the digits of addresses, and
 * redirects are held to the same; everywhere else, names are judged by whoever makes the request.
 *
 * @param reach how far the session reaches
 * @param allowPrivate whether this machine and private networks may be asked whoever leads there
 * @param trusted whether the owner of this session named the address, or made the torrent
 */
record WebSeedRule(Reach reach, boolean allowPrivate, boolean trusted) implements Asking {

    /** Why a server is not asked, if it is not. */
    Optional<NotAsked> against(WebSeedAddress address) {
        if (reach.network() != Network.PUBLIC && !isReached(address.host())) {
            return Optional.of(NotAsked.BEYOND_REACH);
        }
        boolean allowed = allowPrivate || trusted;
        return switch (HostKind.ofUrl(address.host())) {
            case UNUSABLE -> Optional.of(NotAsked.UNUSABLE);
            case PRIVATE -> allowed ? Optional.empty() : Optional.of(NotAsked.PRIVATE);
            case PUBLIC, NAME ->
                reach.network() == Network.PUBLIC || allowed ? Optional.empty() : Optional.of(NotAsked.PRIVATE);
        };
    }

    private boolean isReached(String url) {
        return NearAddress.isWithin(reach, url);
    }

    @Override
    public HttpCall get(URI uri, boolean byServer) {
        HttpCall call = HttpCall.get(uri);
        if (reach.network() != Network.PUBLIC) {
            return call.redirectedOnlyTo(to -> isReached(to.toString())).allowPrivate();
        }
        if (allowPrivate) {
            return call.allowPrivate();
        }
        return trusted && !byServer ? call : call.namedByStranger();
    }
}
