package com.raptorcomply.keyservice.signin.oidc;

import com.raptorcomply.keyservice.TestService;

/** One provider and one service that uses it, shared by all tests that create their own users. */
record ProviderAndService(TestProvider provider, TestService service) {
    static ProviderAndService shared() {
        // Resets the counts, because all tests' refused attempts come from one address.
        Shared.BOTH.service().execute("DELETE FROM sign_in_attempt");
        return Shared.BOTH;
    }

    private static final class Shared {
        static final ProviderAndService BOTH = of(new TestProvider());

        static ProviderAndService of(TestProvider provider) {
            return new ProviderAndService(provider, TestService.with(provider.settings()));
        }
    }
}
