package org.seedbank.swarm.internal.transfer;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.libtorrent4j.swig.add_torrent_alert;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.alerts_dropped_alert;
import org.libtorrent4j.swig.bitfield;
import org.libtorrent4j.swig.cache_flushed_alert;
import org.libtorrent4j.swig.file_error_alert;
import org.libtorrent4j.swig.hash_failed_alert;
import org.libtorrent4j.swig.peer_ban_alert;
import org.libtorrent4j.swig.save_resume_data_alert;
import org.libtorrent4j.swig.save_resume_data_failed_alert;
import org.libtorrent4j.swig.state_changed_alert;
import org.libtorrent4j.swig.state_update_alert;
import org.libtorrent4j.swig.torrent_checked_alert;
import org.libtorrent4j.swig.torrent_delete_failed_alert;
import org.libtorrent4j.swig.torrent_deleted_alert;
import org.libtorrent4j.swig.torrent_error_alert;
import org.libtorrent4j.swig.torrent_finished_alert;
import org.libtorrent4j.swig.torrent_paused_alert;
import org.libtorrent4j.swig.torrent_resumed_alert;
import org.libtorrent4j.swig.torrent_status;
import org.libtorrent4j.swig.tracker_error_alert;
import org.libtorrent4j.swig.tracker_reply_alert;
import org.libtorrent4j.swig.tracker_warning_alert;
import org.seedbank.swarm.internal.session.AlertSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what matters out of libtorrent's alerts and gives it to the transfer concerned. Runs on the alert thread; all it
 * calls returns at once. Alerts and what hangs on them are native memory that goes away with the batch.
 */
public final class AlertRouter implements AlertSink {

    private static final Logger LOG = LoggerFactory.getLogger(AlertRouter.class);

    private final TransferRegistry transfers;
    private final Map<Integer, Consumer<alert>> routes = new HashMap<>();

    public AlertRouter(TransferRegistry transfers) {
        this.transfers = transfers;
        routeStates();
        routeResumed();
        routeFiles();
        routeNetwork();
        routeMisbehaviour();
    }

    @Override
    public boolean take(alert next) {
        int type = next.type();
        routes.getOrDefault(type, ignored -> {}).accept(next);
        return type == state_changed_alert.alert_type
                || type == torrent_paused_alert.alert_type
                || type == torrent_resumed_alert.alert_type
                || type == torrent_finished_alert.alert_type
                || type == torrent_checked_alert.alert_type
                || type == torrent_error_alert.alert_type;
    }

    private void routeStates() {
        routes.put(add_torrent_alert.alert_type, a -> {
            add_torrent_alert added = alert.cast_to_add_torrent_alert(a);
            if (!added.getError().failed()) {
                transfers.added(added.getHandle(), added.getParams().getInfo_hashes());
            }
        });
        routes.put(state_update_alert.alert_type, a -> {
            for (torrent_status status : alert.cast_to_state_update_alert(a).getStatus()) {
                NativeStatus seen = NativeStatus.of(status);
                transfers.find(status.getHandle()).ifPresent(transfer -> transfer.observe(seen));
            }
        });
    }

    private void routeResumed() {
        routes.put(torrent_resumed_alert.alert_type, a -> transfers
                .find(alert.cast_to_torrent_resumed_alert(a).getHandle())
                .ifPresent(TransferCore::resumed));
    }

    private void routeFiles() {
        routes.put(file_error_alert.alert_type, a -> {
            file_error_alert error = alert.cast_to_file_error_alert(a);
            String file = error.filename();
            String reason = DiskReason.of(error.getError());
            transfers.find(error.getHandle()).ifPresent(transfer -> transfer.diskFailed(file, reason));
        });
        routes.put(save_resume_data_alert.alert_type, a -> {
            save_resume_data_alert saved = alert.cast_to_save_resume_data_alert(a);
            add_torrent_params params = saved.getParams();
            transfers.find(saved.getHandle()).ifPresent(transfer -> {
                transfer.resumeData(pieces(params.get_have_pieces()));
                transfer.answers().saved(Optional.of(params));
            });
        });
        routes.put(save_resume_data_failed_alert.alert_type, a -> transfers
                .find(alert.cast_to_save_resume_data_failed_alert(a).getHandle())
                .ifPresent(transfer -> {
                    transfer.saver().unavailable();
                    transfer.answers().saved(Optional.empty());
                }));
        routes.put(cache_flushed_alert.alert_type, a -> transfers
                .find(alert.cast_to_cache_flushed_alert(a).getHandle())
                .ifPresent(transfer -> transfer.answers().flushed()));
        routes.put(torrent_deleted_alert.alert_type, a -> transfers
                .find(alert.cast_to_torrent_deleted_alert(a).getInfo_hashes())
                .ifPresent(transfer -> transfer.answers().partsDeleted().complete(null)));
        routes.put(torrent_delete_failed_alert.alert_type, a -> transfers
                .find(alert.cast_to_torrent_delete_failed_alert(a).getInfo_hashes())
                .ifPresent(transfer -> transfer.answers().partsDeleted().complete(null)));
    }

    private void routeNetwork() {
        routes.put(tracker_error_alert.alert_type, a -> {
            tracker_error_alert error = alert.cast_to_tracker_error_alert(a);
            String reason = error.failure_reason().isEmpty() ? error.error_message() : error.failure_reason();
            String tracker = error.tracker_url();
            transfers.find(error.getHandle()).ifPresent(transfer -> {
                transfer.trackers().failed(tracker, reason);
                transfer.trackerWarned(tracker, reason);
            });
        });
        routes.put(tracker_warning_alert.alert_type, a -> {
            tracker_warning_alert warning = alert.cast_to_tracker_warning_alert(a);
            String tracker = warning.tracker_url();
            String reason = warning.warning_message();
            transfers.find(warning.getHandle()).ifPresent(transfer -> transfer.trackerWarned(tracker, reason));
        });
        routes.put(tracker_reply_alert.alert_type, a -> {
            tracker_reply_alert reply = alert.cast_to_tracker_reply_alert(a);
            String tracker = reply.tracker_url();
            transfers.find(reply.getHandle()).ifPresent(transfer -> transfer.trackers()
                    .answered(tracker));
        });
        routes.put(alerts_dropped_alert.alert_type, a -> LOG.warn("libtorrent dropped alerts: {}", a.message()));
    }

    private void routeMisbehaviour() {
        routes.put(hash_failed_alert.alert_type, a -> {
            hash_failed_alert failed = alert.cast_to_hash_failed_alert(a);
            String reason = failed.message();
            transfers.find(failed.getHandle()).ifPresent(transfer -> transfer.pieceRejected(reason));
        });
        routes.put(peer_ban_alert.alert_type, a -> {
            peer_ban_alert banned = alert.cast_to_peer_ban_alert(a);
            String reason = banned.message();
            transfers.find(banned.getHandle()).ifPresent(transfer -> transfer.peerBanned(reason));
        });
    }

    private static PieceSet pieces(bitfield field) {
        BitSet have = new BitSet(field.size());
        for (int piece = 0; piece < field.size(); piece++) {
            have.set(piece, field.get_bit(piece));
        }
        return new PieceSet(field.size(), have);
    }
}
