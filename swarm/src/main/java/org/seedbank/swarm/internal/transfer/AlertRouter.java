package org.seedbank.swarm.internal.transfer;

import java.net.InetSocketAddress;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.libtorrent4j.swig.add_torrent_alert;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.alerts_dropped_alert;
import org.libtorrent4j.swig.bitfield;
import org.libtorrent4j.swig.cache_flushed_alert;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.file_error_alert;
import org.libtorrent4j.swig.hash_failed_alert;
import org.libtorrent4j.swig.libtorrent_errors;
import org.libtorrent4j.swig.lsd_peer_alert;
import org.libtorrent4j.swig.operation_t;
import org.libtorrent4j.swig.peer_alert;
import org.libtorrent4j.swig.peer_ban_alert;
import org.libtorrent4j.swig.peer_connect_alert;
import org.libtorrent4j.swig.peer_disconnected_alert;
import org.libtorrent4j.swig.peer_error_alert;
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
import org.seedbank.swarm.Source;
import org.seedbank.swarm.internal.session.AlertSink;
import org.seedbank.swarm.internal.session.Endpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what matters out of libtorrent's alerts and gives it to the transfer concerned. Runs on the alert thread; all it
 * calls returns at once. Alerts and what hangs on them are native memory that goes away with the batch.
 */
public final class AlertRouter implements AlertSink {

    private static final Logger LOG = LoggerFactory.getLogger(AlertRouter.class);

    /** Errors of libtorrent's own that come of an answer. Their numbers are above all of the system's. */
    private static final Set<Integer> ANSWERS = Set.of(
            libtorrent_errors.tracker_failure.swigValue(),
            libtorrent_errors.invalid_tracker_response.swigValue(),
            libtorrent_errors.invalid_tracker_response_length.swigValue(),
            libtorrent_errors.invalid_tracker_transaction_id.swigValue(),
            libtorrent_errors.invalid_tracker_action.swigValue());

    /** The end of the connection in Boost's numbers, and its reset in those of Linux, macOS and Windows. */
    private static final Set<Integer> HANG_UPS = Set.of(2, 104, 54, 10_054);

    private final TransferRegistry transfers;
    private final boolean encryptionRequired;
    private final Map<Integer, Consumer<alert>> routes = new HashMap<>();

    public AlertRouter(TransferRegistry transfers, boolean encryptionRequired) {
        this.transfers = transfers;
        this.encryptionRequired = encryptionRequired;
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
            if (error.getError().value() == libtorrent_errors.announce_skipped.swigValue()) {
                return; // One of our addresses does not reach it; another one may.
            }
            String reason = reason(error);
            boolean silent = isSilent(error);
            Source.Fault fault = fault(error);
            String tracker = error.tracker_url();
            transfers.seeker(error.getHandle()).ifPresent(seeker -> {
                if (silent) {
                    seeker.trackers().refused(tracker, reason);
                    seeker.refusedWithoutWords(tracker);
                } else {
                    seeker.trackers().failed(Source.Kind.TRACKER, tracker, reason, Optional.of(fault));
                }
                seeker.countByTrackers();
                seeker.trackerWarned(tracker, reason);
            });
        });
        routes.put(tracker_warning_alert.alert_type, a -> {
            tracker_warning_alert warning = alert.cast_to_tracker_warning_alert(a);
            String tracker = warning.tracker_url();
            String reason = warning.warning_message();
            transfers.seeker(warning.getHandle()).ifPresent(seeker -> {
                seeker.trackers().warned(tracker, reason);
                seeker.trackerWarned(tracker, reason);
            });
        });
        routes.put(tracker_reply_alert.alert_type, a -> {
            tracker_reply_alert reply = alert.cast_to_tracker_reply_alert(a);
            String tracker = reply.tracker_url();
            transfers.seeker(reply.getHandle()).ifPresent(seeker -> {
                seeker.trackers().answered(tracker);
                seeker.countByTrackers();
            });
        });
        routes.put(peer_disconnected_alert.alert_type, a -> {
            peer_disconnected_alert gone = alert.cast_to_peer_disconnected_alert(a);
            ended(gone, gone.getError(), gone.getOp(), false);
        });
        routes.put(peer_error_alert.alert_type, a -> {
            peer_error_alert error = alert.cast_to_peer_error_alert(a);
            ended(error, error.getError(), error.getOp(), true);
        });
        routes.put(peer_connect_alert.alert_type, a -> {
            peer_connect_alert tried = alert.cast_to_peer_connect_alert(a);
            if (tried.getDirection() == peer_connect_alert.direction_t.out) {
                address(tried)
                        .ifPresent(peer -> transfers.seeker(tried.getHandle()).ifPresent(seeker -> seeker.peers()
                                .tried(peer)));
            }
        });
        routes.put(
                lsd_peer_alert.alert_type,
                a -> transfers.find(alert.cast_to_lsd_peer_alert(a).getHandle()).ifPresent(TransferCore::heardLocally));
        routes.put(alerts_dropped_alert.alert_type, a -> LOG.warn("libtorrent dropped alerts: {}", a.message()));
    }

    private void ended(peer_alert peer, error_code error, operation_t during, boolean misbehaved) {
        boolean self =
                during == operation_t.bittorrent && error.value() == libtorrent_errors.self_connection.swigValue();
        Optional<String> id = peer.getPid().is_all_zeros()
                ? Optional.empty()
                : Optional.of(peer.getPid().to_hex());
        // Who offers no encryption hangs up on a handshake that it cannot read, without a word.
        boolean unread = encryptionRequired && id.isEmpty() && during != operation_t.connect;
        String reason =
                unread ? error.message() + "; perhaps it takes no encryption, which is required here" : error.message();
        // Before it has said its name it has heard no more than which torrent is wanted.
        boolean declined = !encryptionRequired
                && id.isEmpty()
                && during == operation_t.sock_read
                && HANG_UPS.contains(error.value());
        boolean useless = id.isPresent()
                && during == operation_t.bittorrent
                && error.value() == libtorrent_errors.uninteresting_upload_peer.swigValue();
        address(peer).ifPresent(address -> transfers.seeker(peer.getHandle()).ifPresent(seeker -> {
            if (self) {
                seeker.peers().isSelf(address);
            } else if (declined) {
                seeker.peers().declined(address);
            } else if (useless) {
                seeker.peers().hasNothing(address, id.orElseThrow());
            } else {
                seeker.peers().ended(address, id, reason, misbehaved);
            }
        }));
    }

    private static Optional<InetSocketAddress> address(peer_alert peer) {
        return Endpoints.inJava(peer.get_endpoint());
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
            Optional<InetSocketAddress> peer = address(banned);
            transfers.find(banned.getHandle()).ifPresent(transfer -> {
                peer.ifPresent(transfer.peers()::banned);
                transfer.peerBanned(reason);
            });
        });
    }

    /** libtorrent loses the words of trackers over UDP. */
    private static boolean isSilent(tracker_error_alert error) {
        return error.getError().value() == libtorrent_errors.tracker_failure.swigValue()
                && error.failure_reason().isEmpty()
                && error.error_message().isEmpty();
    }

    /** Whether the tracker has said anything at all, and if not, whether it was asked. */
    private static Source.Fault fault(tracker_error_alert error) {
        if (!error.failure_reason().isEmpty()
                || ANSWERS.contains(error.getError().value())) {
            return Source.Fault.REFUSED;
        }
        return error.getOp() == operation_t.hostname_lookup ? Source.Fault.UNREACHABLE : Source.Fault.SILENT;
    }

    /** The tracker's own words, over UDP and otherwise, or libtorrent's where it had none. */
    private static String reason(tracker_error_alert error) {
        return Stream.of(
                        error.failure_reason(),
                        error.error_message(),
                        error.getError().message())
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("no reason given");
    }

    private static PieceSet pieces(bitfield field) {
        BitSet have = new BitSet(field.size());
        for (int piece = 0; piece < field.size(); piece++) {
            have.set(piece, field.get_bit(piece));
        }
        return new PieceSet(field.size(), have);
    }
}
