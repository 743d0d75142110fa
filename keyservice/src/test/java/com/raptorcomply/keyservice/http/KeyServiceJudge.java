package com.raptorcomply.keyservice.http;

import com.raptorcomply.chassis.openapi.Audience;
import com.raptorcomply.chassis.openapi.OpenApiJudge;
import java.util.List;

/** The judge of all exchanges of tests with the key service. The pages for browsers are no part of its API. */
public final class KeyServiceJudge {
    public static final OpenApiJudge JUDGE = OpenApiJudge.of(
            OperationRouter.document(),
            List.of(Audience.PEOPLE, Audience.KEYS, Audience.GATEWAYS, Audience.DATA_SERVICES),
            "/admin",
            "/favicon.ico");

    private KeyServiceJudge() {}
}
