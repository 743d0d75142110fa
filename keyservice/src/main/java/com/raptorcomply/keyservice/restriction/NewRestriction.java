package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.keyservice.http.JsonFields;
import java.util.UUID;

/** A restriction that a caller wants to create. */
public record NewRestriction(RestrictionTarget target, RestrictionScope limits) {

    /** Reads the target, one key or one user, and its limits; fails with 422 for a faulty body. */
    public static NewRestriction read(JsonFields fields) {
        UUID keyId = fields.optionalUuid("keyId").orElse(null);
        UUID userId = fields.optionalUuid("userId").orElse(null);
        if ((keyId == null) == (userId == null)) {
            fields.reject("keyId", "or 'userId' is required, and only one of them");
        }
        RestrictionScope limits = RestrictionScope.read(fields);
        fields.requireValid();
        return new NewRestriction(new RestrictionTarget(keyId, userId), limits);
    }
}
