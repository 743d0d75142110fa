package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.protocol.LeaseTerms;
import com.raptorcomply.keyservice.client.protocol.Message.Changed;
import com.raptorcomply.keyservice.client.protocol.Message.Join;
import com.raptorcomply.keyservice.client.protocol.Message.Joined;
import com.raptorcomply.keyservice.client.protocol.Message.Leave;
import com.raptorcomply.keyservice.client.protocol.Message.Rejoin;
import com.raptorcomply.keyservice.client.protocol.Message.Renew;
import com.raptorcomply.keyservice.client.protocol.Message.Renewed;
import com.raptorcomply.keyservice.client.protocol.Message.ToGateway;
import com.raptorcomply.keyservice.client.protocol.Message.ToKeyService;
import com.raptorcomply.keyservice.client.protocol.Message.Warm;
import com.raptorcomply.keyservice.revocation.Leases.Granted;
import com.raptorcomply.keyservice.revocation.Leases.Joining;
import com.raptorcomply.keyservice.revocation.Leases.Refused;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles the key service's side of one gateway's stream (Revocation: Session, Lease, Join). It sends each reply after
 * the transaction behind it has committed. It has no I/O and no clock. Confined to one event loop.
 */
public final class GatewayLeaseSession {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayLeaseSession.class);

    /** The largest number of grants in one message, so that no message exceeds a frame. */
    static final int WARM_CHUNK_GRANTS = 200;

    /** Sends messages to the gateway; the future completes when the message has left. */
    @FunctionalInterface
    public interface Sender {
        Future<Void> send(ToGateway message);
    }

    private final Leases leases;
    private final RevocationSettings settings;
    private final TagKeys tagKeys;
    private final Sender out;
    /** The session of the latest message. A late reply for an earlier session does not bring that session back. */
    private @Nullable String latestSession;

    private @Nullable String session;

    public GatewayLeaseSession(Leases leases, RevocationSettings settings, TagKeys tagKeys, Sender out) {
        this.leases = leases;
        this.settings = settings;
        this.tagKeys = tagKeys;
        this.out = out;
    }

    /** Handles a message. If the future fails, the database has not done it and no reply was sent. */
    public Future<Void> receive(ToKeyService message) {
        latestSession = message.session();
        if (message instanceof Join join) {
            return join(join);
        }
        if (message instanceof Renew renew) {
            return renew(renew);
        }
        session = null;
        return leases.leave(((Leave) message).session());
    }

    /**
     * Sends changes to the session of this stream early; the next renewal would bring them too.
     *
     * @return false if no session has begun on this stream
     */
    public boolean push(String epoch, List<Change> changes) {
        String joined = session;
        if (joined == null) {
            return false;
        }
        LOG.atDebug()
                .addKeyValue(LogKeys.SESSION_ID, joined)
                .addKeyValue(LogKeys.COUNT, changes.size())
                .log("Sending changes to a gateway");
        out.send(new Changed(joined, epoch, changes));
        return true;
    }

    private void begin(String begun) {
        if (begun.equals(latestSession)) {
            session = begun;
        }
    }

    private Future<Void> join(Join join) {
        LeaseTerms terms = settings.terms(join.graceMillis());
        session = null;
        return leases.join(join, terms)
                .compose(joining -> warm(join.session(), joining.warm(), 0).compose(warmed -> {
                    begin(join.session());
                    return out.send(joined(join, terms, joining));
                }));
    }

    private Joined joined(Join join, LeaseTerms terms, Joining joining) {
        return new Joined(join.session(), joining.epoch(), joining.sequence(), terms, tagKeys, joining.gateways());
    }

    /** Sends the messages one after the other, so that only one is in memory at a time. */
    private Future<Void> warm(String joined, List<Grant> grants, int from) {
        if (from >= grants.size()) {
            return Future.succeededFuture();
        }
        int to = Math.min(grants.size(), from + WARM_CHUNK_GRANTS);
        return out.send(new Warm(joined, grants.subList(from, to))).compose(sent -> warm(joined, grants, to));
    }

    private Future<Void> renew(Renew renew) {
        return leases.renew(renew).compose(renewal -> {
            if (renewal instanceof Granted granted) {
                begin(renew.session());
                return out.send(new Renewed(
                        renew.session(),
                        renew.request(),
                        granted.epoch(),
                        granted.head(),
                        granted.changes(),
                        granted.gateways(),
                        System.currentTimeMillis()));
            }
            return out.send(new Rejoin(renew.session(), ((Refused) renewal).reason()));
        });
    }
}
