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
 * The key service's side of one gateway's stream (Revocation: Session, Lease, Join): messages come in, messages go out, each
 * reply after the transaction behind it has been committed. No I/O of its own, no clock; confined to one event loop.
 */
public final class GatewayLeaseSession {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayLeaseSession.class);

    /** Grants in one message, so that none is too large for a frame. */
    static final int WARM_CHUNK_GRANTS = 200;

    /** Sends to the gateway; completes when the message has left. */
    @FunctionalInterface
    public interface Sender {
        Future<Void> send(ToGateway message);
    }

    private final Leases leases;
    private final RevocationSettings settings;
    private final TagKeys tagKeys;
    private final Sender out;
    /** Of the latest message: a reply to an earlier one of another session does not bring that one back. */
    private @Nullable String heard;

    private @Nullable String session;

    public GatewayLeaseSession(Leases leases, RevocationSettings settings, TagKeys tagKeys, Sender out) {
        this.leases = leases;
        this.settings = settings;
        this.tagKeys = tagKeys;
        this.out = out;
    }

    /** Takes a message. A failed future means that the database did not do it: nothing is answered. */
    public Future<Void> receive(ToKeyService message) {
        heard = message.session();
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
     * Tells the session of this stream about changes, for speed only.
     *
     * @return false if no session has begun here
     */
    public boolean push(String epoch, List<Change> changes) {
        String told = session;
        if (told == null) {
            return false;
        }
        LOG.atDebug()
                .addKeyValue(LogKeys.SESSION_ID, told)
                .addKeyValue(LogKeys.COUNT, changes.size())
                .log("Telling a gateway of changes");
        out.send(new Changed(told, epoch, changes));
        return true;
    }

    private void begin(String begun) {
        if (begun.equals(heard)) {
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

    /** One message after the other has left, so that no more than one is kept in memory. */
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
                        granted.gateways()));
            }
            return out.send(new Rejoin(renew.session(), ((Refused) renewal).reason()));
        });
    }
}
