package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChangedSubjectEndsTheGrantTest {
    @RegisterExtension
    final AuthenticatorFixture ground = new AuthenticatorFixture();

    private String key = "";

    @BeforeEach
    void know() {
        ground.join();
        key = ground.keyService().key();
    }

    @Test
    void theSecret() throws Exception {
        assertEndedBy(Subject.secret(grant().secretId()));
    }

    @Test
    void theKey() throws Exception {
        assertEndedBy(Subject.key(grant().keyId()));
    }

    @Test
    void theOrganization() throws Exception {
        assertEndedBy(Subject.organization(grant().organization().id()));
    }

    @Test
    void nobodyElse() throws Exception {
        grant();
        ground.change(Subject.secret("00000000000"));
        assertThat(ground.lookup(key)).isInstanceOf(Permit.class);
    }

    private Grant grant() throws Exception {
        return ((Permit) ground.verify(key)).grant();
    }

    private void assertEndedBy(Subject subject) {
        assertThat(ground.lookup(key)).isInstanceOf(Permit.class);
        ground.change(subject);
        assertThat(ground.lookup(key)).isNull();
    }
}
