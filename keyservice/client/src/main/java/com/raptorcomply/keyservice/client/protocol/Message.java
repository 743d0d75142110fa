package com.raptorcomply.keyservice.client.protocol;

import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.protocol.Message.ToGateway;
import com.raptorcomply.keyservice.client.protocol.Message.ToKeyService;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message of a session's stream. Every message names its session; the receiver ignores messages of another one. */
public sealed interface Message permits ToKeyService, ToGateway {

    /** Returns the random id of one join attempt. */
    String session();

    /** Sent by a gateway. */
    sealed interface ToKeyService extends Message {}

    /** Sent by a key service. */
    sealed interface ToGateway extends Message {}

    /**
     * Requests a row for a new session. The gateway has dropped the lease and the cache of any earlier session.
     *
     * @param gateway the gateway's name, for display
     * @param graceMillis the requested outage grace
     * @param stampKey the public half of its signing key, 32 bytes as base64url; null if the gateway signs no stamps
     */
    record Join(
            String session,
            String gateway,
            long graceMillis,
            @Nullable String stampKey) implements ToKeyService {}

    /**
     * Requests a lease and all changes after {@code applied}.
     *
     * @param request counts the session's renewals, so that the gateway can match the reply with its sending time
     * @param applied the sequence up to which all changes are evicted
     */
    record Renew(String session, long request, long applied) implements ToKeyService {}

    /** Ends the session. The gateway has dropped the lease and the cache. */
    record Leave(String session) implements ToKeyService {}

    /** Carries some of the recently used grants, as of the join's snapshot. Sent before {@link Joined}. */
    record Warm(String session, List<Grant> grants) implements ToGateway {
        public Warm {
            grants = List.copyOf(grants);
        }
    }

    /**
     * Confirms that the row exists.
     *
     * @param sequence of the snapshot after the lock; the gateway applies changes after it
     * @param gateways number of gateways with an open row, this one included; used only to divide rate limits
     */
    record Joined(String session, String epoch, long sequence, LeaseTerms terms, TagKeys tagKeys, int gateways)
            implements ToGateway {}

    /**
     * Confirms that the row is renewed.
     *
     * @param head of the change log as the renewal read it
     * @param changes all changes after the sequence that the request reported, in order
     * @param gateways number of gateways with an open row, this one included; used only to divide rate limits
     * @param wallMillis the wall clock of the key service; used only to notice a wrong clock; 0 if it is not known
     */
    record Renewed(
            String session, long request, String epoch, long head, List<Change> changes, int gateways, long wallMillis)
            implements ToGateway {
        public Renewed {
            changes = List.copyOf(changes);
        }
    }

    /** Pushes changes as they happen, for speed only. Pushes may be late, repeated, out of order or missing. */
    record Changed(String session, String epoch, List<Change> changes) implements ToGateway {
        public Changed {
            changes = List.copyOf(changes);
        }
    }

    /** Says that the row is closed or cannot be renewed: the gateway drops everything and joins again. */
    record Rejoin(String session, String reason) implements ToGateway {}
}
