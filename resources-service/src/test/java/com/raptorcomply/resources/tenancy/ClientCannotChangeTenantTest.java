package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only the stamp names the tenant. All else in a request about the tenant is ignored or refused. */
class ClientCannotChangeTenantTest {
    private final Caller ours = Caller.ofNewOrganization();
    private final Caller theirs = Caller.ofNewOrganization();
    private final UUID system = Records.of(ours).system("S1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Tenant-Id",
                "X_Tenant_Id",
                "X-Organization-Id",
                "X-Key-Id",
                "X-Forwarded-User",
                "Organization-Id",
                "X-API-Key"
            })
    void headersAreIgnored(String name) {
        UUID facility = Records.of(theirs).facility("F-1");
        String other = theirs.organization().toString();

        assertThat(ours.get("/facilities/" + facility, name, other).status()).isEqualTo(404);
        assertThat(ours.get("/cyber-systems", name, other).array()).hasSize(1);
        assertThat(ours.post("/cyber-assets", Records.asset(system, "T-1"), name, other)
                        .status())
                .isEqualTo(201);
        assertThat(theirs.get("/cyber-assets").body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"organizationId", "organization_id", "tenant"})
    void parametersAndFieldsAreRefused(String name) {
        String other = theirs.organization().toString();
        Answer asked = ours.get("/facilities?" + name + "=" + other);
        assertThat(asked.status()).isEqualTo(400);
        assertThat(asked.message()).startsWith("Unknown parameter '" + name + "'; accepted are");
        Answer refused = ours.post("/cyber-assets", Records.asset(system, "T-1").put(name, other));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).isEqualTo("Unknown field '" + name + "'");
    }

    @Test
    void stampsInOtherPlacesAreIgnored() {
        Answer asked = ours.get("/facilities?X-Tenant-Stamp=" + theirs.stamp());
        assertThat(asked.status()).isEqualTo(400);
        assertThat(asked.body()).doesNotContain(theirs.stamp());
        Answer answer = ours.get("/facilities", "X_Tenant_Stamp", theirs.stamp());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.array()).hasSize(1);
    }
}
