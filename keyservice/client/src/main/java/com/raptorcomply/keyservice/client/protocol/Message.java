package com.raptorcomply.keyservice.client.protocol;

import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.protocol.Message.ToGateway;
import com.raptorcomply.keyservice.client.protocol.Message.ToKeyService;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What travels over a session's stream. Every message names the session; a message of another one is ignored. */
public sealed interface Message permits ToKeyService, ToGateway {

    /** The random id of one join attempt. */
    String session();

    /** Sent by a gateway. */
    sealed interface ToKeyService extends Message {}

    /** Sent by a key service. */
    sealed interface ToGateway extends Message {}

    /**
     * Asks for a row of a new session. The lease and the cache of any earlier one are gone.
     *
     * @param gateway the gateway's name, for people
     * @param graceMillis the outage grace that it wants
     * @param stampKey the public half of its signing key, 32 bytes as base64url; null: it mints no stamps
     */
    record Join(
            String session,
            String gateway,
            long graceMillis,
            @Nullable String stampKey) implements ToKeyService {}

    /**
     * Asks for a lease and for all changes after {@code applied}.
     *
     * @param request counts a session's renewals, so that the reply finds its moment
     * @param applied every change up to here is evicted
     */
    record Renew(String session, long request, long applied) implements ToKeyService {}

    /** Gives the session up. The lease and the cache are gone. */
    record Leave(String session) implements ToKeyService {}

    /** Some of the recently used grants, as of the join's snapshot; sent before {@link Joined}. */
    record Warm(String session, List<Grant> grants) implements ToGateway {
        public Warm {
            grants = List.copyOf(grants);
        }
    }

    /**
     * The row is there.
     *
     * @param sequence of the snapshot after the lock, from which the session applies
     * @param gateways that have an open row, this one included; by it they divide limits, and nothing else
     */
    record Joined(String session, String epoch, long sequence, LeaseTerms terms, TagKeys tagKeys, int gateways)
            implements ToGateway {}

    /**
     * The row is renewed.
     *
     * @param head of the log as the renewal saw it
     * @param changes all of them after the sequence that the request reported, in order
     * @param gateways that have an open row, this one included; by it they divide limits, and nothing else
     */
    record Renewed(String session, long request, String epoch, long head, List<Change> changes, int gateways)
            implements ToGateway {
        public Renewed {
            changes = List.copyOf(changes);
        }
    }

    /** Changes as they happen, for speed only; they may be late, repeated, out of turn, or missing. */
    record Changed(String session, String epoch, List<Change> changes) implements ToGateway {
        public Changed {
            changes = List.copyOf(changes);
        }
    }

    /** The row is closed or cannot be renewed: drop everything and join again. */
    record Rejoin(String session, String reason) implements ToGateway {}
}
