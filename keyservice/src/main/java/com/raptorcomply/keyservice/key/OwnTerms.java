package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.access.KeyScope;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.UUID;

/** No key gets, by way of another one, past its own end or out of its own networks; a person in a session has neither. */
final class OwnTerms {
    private OwnTerms() {}

    /** Fails with 403, which names what goes too far, unless the caller's own key is bound to no less than these terms. */
    static Future<Void> requireToHold(SqlClient client, Caller caller, KeyTerms terms) {
        UUID own = caller.keyId();
        return own == null
                ? Future.succeededFuture()
                : KeyStore.find(client, new KeyScope.Organization(caller.organizationId()), own)
                        .map(found -> {
                            found.ifPresent(key -> requireWithin(key.terms(), terms));
                            return null;
                        });
    }

    private static void requireWithin(KeyTerms own, KeyTerms terms) {
        if (!terms.endsWithin(own)) {
            throw Problem.forbidden(ErrorCode.EXCEEDS_OWN_KEY)
                    .withField("expiresAt")
                    .exception();
        }
        if (!terms.staysWithin(own)) {
            throw Problem.forbidden(ErrorCode.EXCEEDS_OWN_KEY)
                    .withField("allowedCidrs")
                    .exception();
        }
    }
}
