package com.raptorcomply.gateway;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.keyservice.stamp.StampSigner;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes over to native signatures, on a worker thread. A gateway that mints few stamps never does, so neither starts nor rests the dearer. */
final class NativeSigning {
    private static final Logger LOG = LoggerFactory.getLogger(NativeSigning.class);

    private NativeSigning() {}

    static void begin(Vertx vertx, StampSigner signer) {
        vertx.executeBlocking(signer::useNativeCode)
                .onSuccess(provider ->
                        LOG.atInfo().addKeyValue(LogKeys.PROVIDER, provider).log("Native code signs stamps"))
                .onFailure(cause -> LOG.atInfo()
                        .addKeyValue(LogKeys.REASON, cause.toString())
                        .log("Java code signs stamps"));
    }
}
